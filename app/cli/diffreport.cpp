// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "app/cli/diffreport.h"

#include "engine/base/json.h"
#include "engine/base/plaintext.h"
#include "engine/base/sequencediff.h"
#include "engine/base/unifieddiff.h"

#include <fmt/format.h>

#include <algorithm>

namespace postern::cli {

namespace {

List namesJson(const std::vector<std::string> &names)
{
    return {names.begin(), names.end()};
}

List fieldsJson(const std::vector<git::FieldChange> &fields)
{
    List list;
    list.reserve(fields.size());
    for (const git::FieldChange &field : fields)
        list.emplace_back(Dict{{"path", field.path},
                               {"before", field.before.value_or(Value())},
                               {"after", field.after.value_or(Value())}});
    return list;
}

Dict partsJson(const git::PartsDiff &parts, const char *what)
{
    List renamed;
    renamed.reserve(parts.renamed.size());
    for (const git::Renamed &each : parts.renamed)
        renamed.emplace_back(Dict{{"from", each.from}, {"to", each.to}});
    List changed;
    changed.reserve(parts.changed.size());
    for (const git::ChangedPart &each : parts.changed)
        changed.emplace_back(Dict{{what, each.name}, {"fields", fieldsJson(each.fields)}});
    Dict json{{"added", namesJson(parts.added)},
              {"removed", namesJson(parts.removed)},
              {"renamed", std::move(renamed)},
              {"changed", std::move(changed)}};
    if (!parts.moved.empty())
        json.append("moved", namesJson(parts.moved));
    return json;
}

const char *kindWord(git::FileChange::Kind kind)
{
    switch (kind) {
    case git::FileChange::Kind::Added:
        return "added";
    case git::FileChange::Kind::Removed:
        return "removed";
    case git::FileChange::Kind::Changed:
        break;
    }
    return "changed";
}

Dict fileJson(const git::FileChange &file)
{
    Dict json{{"path", file.path},
              {"change", kindWord(file.kind)},
              {"nodes", namesJson(file.nodes)}};
    if (file.isBinary) {
        json.append("binary", true);
    } else if (file.isTemplate) {
        List words;
        for (const git::WordChange &word : git::wordChanges(file.before, file.after)) {
            const char *const key = word.kind == git::WordChange::Kind::Kept      ? "kept"
                                    : word.kind == git::WordChange::Kind::Removed ? "removed"
                                                                                  : "added";
            words.emplace_back(Dict{{key, toValidUtf8(word.text)}});
        }
        json.append("words", std::move(words));
    } else {
        json.append("diff", toValidUtf8(lineChanges(file.before, file.after)));
    }
    return json;
}

void addFields(std::string &text, const std::vector<git::FieldChange> &fields)
{
    for (const git::FieldChange &field : fields) {
        text += "    " + (field.path.empty() ? std::string("value") : field.path) + ": ";
        if (!field.before)
            text += "+ " + shortValue(field.after);
        else if (!field.after)
            text += "- " + shortValue(field.before);
        else
            text += shortValue(field.before) + " -> " + shortValue(field.after);
        text += "\n";
    }
}

void addParts(std::string &text, const git::PartsDiff &parts, const std::string &what)
{
    for (const std::string &name : parts.removed)
        text += fmt::format("- {} {}\n", what, diffName(name));
    for (const std::string &name : parts.added)
        text += fmt::format("+ {} {}\n", what, diffName(name));
    for (const git::Renamed &each : parts.renamed)
        text += fmt::format("> {} {} is now {}\n", what, diffName(each.from), diffName(each.to));
    for (const std::string &name : parts.moved)
        text += fmt::format("^ {} {} stands elsewhere\n", what, diffName(name));
    for (const git::ChangedPart &each : parts.changed) {
        text += fmt::format("~ {} {}\n", what, diffName(each.name));
        addFields(text, each.fields);
    }
}

/// The lines in which words changed, these marked as git's --word-diff marks them.
std::string changedWords(const git::FileChange &file)
{
    std::string marked;
    for (const git::WordChange &word : git::wordChanges(file.before, file.after)) {
        if (word.kind == git::WordChange::Kind::Kept) {
            marked += word.text;
            continue;
        }
        const bool isGone = word.kind == git::WordChange::Kind::Removed;
        std::string rest = word.text;
        while (!rest.empty()) { // a mark in each line
            const std::size_t end = std::min(rest.find('\n'), rest.size());
            if (end > 0)
                marked += (isGone ? "[-" : "{+") + rest.substr(0, end) + (isGone ? "-]" : "+}");
            if (end < rest.size())
                marked += isGone ? "[-\\n-]\n" : "{+\\n+}\n";
            rest.erase(0, end + 1);
        }
    }
    std::string text;
    for (std::size_t at = 0; at < marked.size();) {
        const std::size_t end = std::min(marked.find('\n', at), marked.size());
        const std::string line = marked.substr(at, end - at);
        if (line.find("[-") != std::string::npos || line.find("{+") != std::string::npos)
            text += "    " + line + "\n";
        at = end + 1;
    }
    return text;
}

void addFile(std::string &text, const git::FileChange &file)
{
    const char *const sign = file.kind == git::FileChange::Kind::Added     ? "+ "
                             : file.kind == git::FileChange::Kind::Removed ? "- "
                                                                           : "~ ";
    text += sign + ("file " + diffName(file.path));
    for (const std::string &node : file.nodes)
        text += (&node == &file.nodes.front() ? " of " : ", ") + diffName(node);
    text += "\n";
    if (file.isBinary) {
        text += "    not a text\n";
    } else if (file.kind == git::FileChange::Kind::Changed) {
        if (file.isTemplate) {
            text += changedWords(file);
            return;
        }
        const std::string changes = lineChanges(file.before, file.after);
        for (const std::string_view line : linesOf(changes))
            text += "    " + std::string(line);
    }
}

} // namespace

std::string diffName(std::string_view name)
{
    return toPlainText(name, Breaks::Escape);
}

std::string shortValue(const std::optional<Value> &value)
{
    if (!value)
        return "(nothing)";
    json::WriteOptions options;
    options.ensureAscii = false;
    options.reprUnknown = true;
    return json::write(*value, options);
}

Value diffJson(const git::SnapshotDiff &diff)
{
    List files;
    files.reserve(diff.files.size());
    for (const git::FileChange &file : diff.files)
        files.emplace_back(fileJson(file));
    Dict json{{"nodes", partsJson(diff.flow.nodes, "node")},
              {"inputs", partsJson(diff.flow.inputs, "input")},
              {"outputs", partsJson(diff.flow.outputs, "output")},
              {"files", std::move(files)}};
    if (!diff.flow.settings.empty())
        json.append("flow", fieldsJson(diff.flow.settings));
    return json;
}

std::string diffText(const git::SnapshotDiff &diff)
{
    std::string text;
    addParts(text, diff.flow.inputs, "input");
    addParts(text, diff.flow.nodes, "node");
    addParts(text, diff.flow.outputs, "output");
    if (!diff.flow.settings.empty()) {
        text += "~ flow\n";
        addFields(text, diff.flow.settings);
    }
    for (const git::FileChange &file : diff.files)
        addFile(text, file);
    return text;
}

} // namespace postern::cli
