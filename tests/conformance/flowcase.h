// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/base/value.h"

#include <filesystem>
#include <string>
#include <vector>

namespace postern::conformance {

struct FlowOptions
{
    std::filesystem::path python;
    std::filesystem::path keep; ///< folder for what each case answered; empty: nowhere
    bool nodes = false;
    bool messages = false;
    std::string server; ///< address of the fake model server
};

/// One recorded run and what became of it.
struct RunVerdict
{
    std::string id;
    std::vector<std::string> differences; ///< none: passed
};

/// Runs every run of a case in a copy of its folder, in this process: working folder and
/// environment are changed.
std::vector<RunVerdict> runCase(const std::filesystem::path &folder, const FlowOptions &options);

/// The ids of a case's runs that can pass or fail: those whose recorded status says something.
std::vector<std::string> countedRuns(const std::filesystem::path &folder);

} // namespace postern::conformance
