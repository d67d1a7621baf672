// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/replay/expectation.h"

#include <filesystem>
#include <string>
#include <vector>

namespace postern::replay {

/// A test of a flow: what it is run with, and what is expected of that.
struct TestCase
{
    std::string name;
    std::filesystem::path file; ///< that it stands in
    int line = 0;
    Dict inputs;
    Dict init;
    Dict answers;
    Dict environment; ///< variables, over the flow's own
    std::string variant;
    std::string node;               ///< run alone
    std::filesystem::path cassette; ///< that answers; empty: none
    bool simulate = false;
    Expectation expect;
};

/// The cases of a file: a case, or several below `cases`. A cassette is named relative to the file.
/// Throws Error InvalidInput with the place.
std::vector<TestCase> parseTestCases(std::string_view text, const std::filesystem::path &file);

/// The files of cases beside a flow: tests/*.yaml and *.yml, sorted.
std::vector<std::filesystem::path> testFilesOf(const std::filesystem::path &flowFolder);

/// What became of a case.
struct CaseResult
{
    TestCase test;
    std::vector<Unmet> unmet;
    std::chrono::microseconds elapsed{0};

    bool hasPassed() const { return unmet.empty(); }
};

/// The results as JUnit's XML, which CI services show.
std::string toJUnit(const std::vector<CaseResult> &results, const std::string &suite);
/// {"cases": [{"file", "line", "name", "result", "seconds", "unmet": [...]}], "passed", "failed"}
Value toJson(const std::vector<CaseResult> &results);
/// An expectation that wasn't met, in lines: the sentence, then what differs.
std::string toText(const Unmet &unmet);

} // namespace postern::replay
