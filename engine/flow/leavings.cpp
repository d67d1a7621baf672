// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/flow/leavings.h"

#include <algorithm>
#include <array>
#include <string>

namespace postern::flow {

namespace {

void warnOfPlaceholder(const Node &node,
                       const Message &what,
                       const std::string &name,
                       std::vector<Diagnostic> &found)
{
    if (!isPlaceholder(name))
        return;
    Diagnostic &diagnostic = found.emplace_back();
    diagnostic.severity = Severity::Warning;
    diagnostic.code = "placeholder";
    diagnostic.message = tr("The %1 of node '%2' is a placeholder: '%3'.", what, node.name, name);
    diagnostic.hint = tr("Put the real name in its place.");
    diagnostic.place = node.place;
    diagnostic.offset = node.nameSpan.begin;
    diagnostic.length = node.nameSpan.end - node.nameSpan.begin;
    diagnostic.node = node.name;
}

} // namespace

bool isPlaceholder(std::string_view name)
{
    static constexpr std::array<std::string_view, 8> kWords{"todo",
                                                            "changeme",
                                                            "change_me",
                                                            "xxx",
                                                            "connection_name",
                                                            "connection-name",
                                                            "deployment_name",
                                                            "..."};
    std::string lower(name);
    std::ranges::transform(lower, lower.begin(), [](char c) {
        return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 'a' - 'A') : c;
    });
    const bool isBracketed = (lower.starts_with('<') && lower.ends_with('>'))
                             || (lower.starts_with('[') && lower.ends_with(']'))
                             || (lower.starts_with("{{") && lower.ends_with("}}"));
    const bool isYours = lower.starts_with("your_") || lower.starts_with("your-")
                         || lower.starts_with("your ");
    return isBracketed || isYours || lower.find("placeholder") != std::string::npos
           || std::ranges::find(kWords, lower) != kWords.end();
}

void findLeavings(const Flow &flow,
                  const FlowLocation &location,
                  const std::string &file,
                  std::vector<Diagnostic> &found)
{
    const std::filesystem::path &folder = location.folder;
    if (std::find(folder.begin(), folder.end(), ".runs") != folder.end()) {
        Diagnostic &diagnostic = found.emplace_back();
        diagnostic.severity = Severity::Warning;
        diagnostic.code = "run-copy";
        diagnostic.message = tr("This is the copy of a flow that a run has kept below .runs.");
        diagnostic.hint = tr("Open the flow that it was made of: changes here reach no other run.");
        diagnostic.place = Place{file, 0, 0};
    }
    for (const Node &node : flow.nodes) {
        warnOfPlaceholder(node, tr("connection"), node.connection, found);
        for (const auto &[name, binding] : node.inputs) {
            const bool isName = name == "deployment_name" || name == "model"
                                || name.find("connection") != std::string::npos;
            if (isName && binding.literal.isString())
                warnOfPlaceholder(node, name, binding.literal.asString(), found);
        }
    }
}

} // namespace postern::flow
