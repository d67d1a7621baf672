// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/git/flowignores.h"

#include "engine/base/sequencediff.h"

#include <algorithm>
#include <array>
#include <set>
#include <string_view>

namespace postern::git {

namespace {

constexpr std::string_view kIgnoreRemark
    = "# What flows leave, and what keys are in: postern git setup";

constexpr std::array<std::string_view, 12> kIgnoreRules{".promptflow/",
                                                        ".runs/",
                                                        "__pycache__/",
                                                        "*.pyc",
                                                        ".venv/",
                                                        ".ipynb_checkpoints/",
                                                        ".azureml/",
                                                        ".env",
                                                        ".env.*",
                                                        "!.env.example",
                                                        "*.pem",
                                                        "*.pfx"};

std::string bareLine(std::string_view line)
{
    while (!line.empty() && (line.back() == '\n' || line.back() == '\r' || line.back() == ' '))
        line.remove_suffix(1);
    return std::string(line);
}

/// ".venv", ".venv/", "/.venv" and "!.venv" speak of the same.
std::string subjectOf(std::string_view line)
{
    std::string bare = bareLine(line);
    if (bare.starts_with('!'))
        bare.erase(0, 1);
    if (bare.starts_with("**/"))
        bare.erase(0, 3);
    if (bare.starts_with('/'))
        bare.erase(0, 1);
    if (bare.ends_with('/'))
        bare.pop_back();
    return bare;
}

} // namespace

std::vector<std::string> missingIgnoreRules(const std::string &text)
{
    std::set<std::string> known;
    for (const std::string_view line : linesOf(text))
        known.insert(subjectOf(line));
    std::vector<std::string> missing;
    for (const std::string_view rule : kIgnoreRules) {
        if (!known.contains(subjectOf(rule)))
            missing.emplace_back(rule);
    }
    return missing;
}

std::string withFlowIgnores(const std::string &text)
{
    const std::vector<std::string> missing = missingIgnoreRules(text);
    if (missing.empty())
        return text;
    const std::size_t at = text.find('\n');
    const std::string end = at != std::string::npos && at > 0 && text[at - 1] == '\r' ? "\r\n"
                                                                                      : "\n";
    std::string added = text;
    if (!added.empty() && !added.ends_with('\n'))
        added += end;
    added += std::string(kIgnoreRemark) + end;
    for (const std::string &rule : missing)
        added += rule + end;
    return added;
}

std::string withoutFlowIgnores(const std::string &text)
{
    std::string kept;
    bool isOurs = false;
    for (const std::string_view line : linesOf(text)) {
        const std::string bare = bareLine(line);
        const bool isRule = std::ranges::find(kIgnoreRules, bare) != kIgnoreRules.end();
        isOurs = bare == kIgnoreRemark || (isOurs && isRule);
        if (!isOurs)
            kept += line;
    }
    return kept;
}

} // namespace postern::git
