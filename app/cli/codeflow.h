// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace postern::cli {

/// A tool that is in a folder already, of which a flow is to be made.
struct CodeFlow
{
    std::filesystem::path folder;
    std::string entry;                        ///< its file, in the folder
    std::string function;                     ///< the tool in it
    std::vector<std::string> promptTemplates; ///< "parameter=file", of the folder too
    std::string connection;                   ///< for parameters that take one; empty: aoai
};

/// The text of its flow.dag.yaml: a prompt node for each template, the tool after them, and an input
/// of the flow for whatever neither they nor defaults give. The code isn't run. Throws Error Usage,
/// FileUnreadable, or InvalidInput for a file without that tool.
std::string flowOfCode(const CodeFlow &code);

} // namespace postern::cli
