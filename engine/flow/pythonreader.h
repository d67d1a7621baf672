// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/base/value.h"

#include <chrono>
#include <cstddef>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace postern::flow {

/// A syntax error of a Python file.
struct PythonProblem
{
    std::size_t file = 0; ///< index into the texts
    int line = 0;
    int column = 0;
    std::string message; ///< CPython's own: "invalid syntax"
};

enum class PythonCheck { Done, NoInterpreter, Failed };

/// Reads the texts of Python files with the `ast` of the system's own interpreter,
/// `python3 -I -S`, which runs none of them, sees neither the folder nor site-packages and gets
/// everything through its standard input. One process for all that is asked, started when the first
/// is; of texts that it was asked about last it knows the answer. A process that takes too long, or
/// answers more than 1 MB, is killed, and one dies with the thread that started it; the next question
/// starts another. For one thread at a time.
class PythonReader
{
public:
    explicit PythonReader(std::chrono::seconds limit = std::chrono::seconds(20));
    ~PythonReader();
    PythonReader(const PythonReader &) = delete;
    PythonReader &operator=(const PythonReader &) = delete;

    /// Adds what keeps the texts from being parsed.
    PythonCheck findProblems(const std::vector<std::string> &texts,
                             std::vector<PythonProblem> &problems);
    /// What a flex flow's entry of that name takes and gives, as signatures.py among the worker's
    /// files says it; null when the text has none, or can't be read.
    Value entryOf(const std::string &text, const std::string &name);
    /// The tools of a file, [{"function", "line", "parameters": [{"name", "type", "hasDefault",
    /// "default", "isConnection", "connectionTypes"}], ...}], in its order; null when the text can't
    /// be read.
    Value toolsOf(const std::string &text);
    /// How many processes have been started, and how many questions they were asked.
    std::size_t startedCount() const { return m_started; }
    std::size_t askedCount() const { return m_asked; }

private:
    class Child;
    using Problem = std::optional<PythonProblem>;

    /// Nothing when there is no answer.
    std::optional<Value> ask(const Value &question);
    Value known(const std::pair<std::string, std::string> &key, Dict question);
    bool start();
    bool learnProblems(const std::vector<std::string> &texts);

    const std::chrono::seconds m_limit;
    std::unique_ptr<Child> m_child;
    std::map<std::string, Problem> m_problems; ///< of the texts that were asked about last
    std::map<std::pair<std::string, std::string>, Value> m_entries; ///< by text and name; tools by none
    std::size_t m_started = 0;
    std::size_t m_asked = 0;
};

} // namespace postern::flow
