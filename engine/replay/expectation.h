// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/base/value.h"
#include "engine/replay/recordedrun.h"
#include "engine/run/event.h"
#include "engine/yaml/document.h"

#include <optional>
#include <string>
#include <vector>

namespace postern::replay {

/// What is expected of a run: values at places, expressions that hold, how it ends.
///
/// Written as a mapping, see docs/tests.md: `status`, `error`, `output`, `outputs`, `nodes`, `that`.
struct Expectation
{
    struct OfValue
    {
        std::string path; ///< "outputs.answer", "nodes.search.output", "output"
        Value value;
        int line = 0;
    };
    struct OfState
    {
        std::string node; ///< empty: the run's
        run::NodeState state = run::NodeState::Done;
        int line = 0;
    };
    struct Expression
    {
        std::string text; ///< Jinja2, over inputs, output, outputs, nodes, error and status
        int line = 0;
    };

    std::vector<OfValue> values;
    std::vector<OfState> states;
    std::vector<Expression> expressions;
    std::string error; ///< is in the error's sentence; empty: the run ends well
    int errorLine = 0;

    bool isEmpty() const;
    /// Of a mapping in a document. Throws Error InvalidInput with `file` and the line.
    static Expectation of(const yaml::Node &node,
                          const yaml::Document &document,
                          const std::string &file);
    /// Of a file: such a mapping, one below `expect`, or else the outputs themselves.
    static Expectation parse(std::string_view text, const std::string &file);
};

/// An expectation that a run didn't meet.
struct Unmet
{
    Message what; ///< one sentence
    std::optional<Value> expected;
    std::optional<Value> actual;
    std::string diff; ///< what differs, for a person; may be empty
    int line = 0;     ///< in the file that expects it
};

/// Those that this run didn't meet, in the order in which they are written; an expression that fails
/// is one of them.
std::vector<Unmet> unmetBy(const Expectation &expectation, const RecordedRun &run);

} // namespace postern::replay
