// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/base/error.h"
#include "engine/base/sequencediff.h"
#include "engine/git/flowmodel.h"
#include "engine/git/meaning.h"
#include "engine/git/snapshot.h"
#include "engine/yaml/document.h"

#include <algorithm>
#include <array>
#include <iterator>
#include <set>

namespace postern::git {

namespace {

bool isBinaryText(const std::string &text)
{
    return text.find('\0') != std::string::npos;
}

/// What people read rather than programs.
bool isProse(const std::string &path)
{
    static constexpr std::array<std::string_view, 6> kEnds{".jinja2",
                                                           ".jinja",
                                                           ".j2",
                                                           ".prompty",
                                                           ".md",
                                                           ".txt"};
    return std::ranges::any_of(kEnds, [&path](std::string_view end) { return path.ends_with(end); });
}

std::string textOf(const Snapshot &snapshot, const std::string &path)
{
    const auto found = snapshot.files.find(path);
    return found == snapshot.files.end() ? std::string() : found->second;
}

FlowModel modelOfText(const std::string &text)
{
    const yaml::Document document = yaml::Document::parse(text);
    if (document.root() == nullptr || !document.root()->isMapping())
        return {};
    return flowModel(yaml::toValue(*document.root()));
}

/// Every path that a node or a variant of it names.
std::map<std::string, std::vector<std::string>> usersOfFiles(const FlowModel &model)
{
    std::map<std::string, std::vector<std::string>> users;
    const auto addPath = [&users](const Value &body, const std::string &node) {
        const Value *const source = body.find("source");
        const Value *const path = source != nullptr ? source->find("path") : nullptr;
        if (path == nullptr || !path->isString())
            return;
        std::vector<std::string> &names = users[path->asString()];
        if (std::ranges::find(names, node) == names.end())
            names.push_back(node);
    };
    for (const NamedPart &node : model.nodes) {
        addPath(node.body, node.name);
        const Value *const variants = node.body.find("variants");
        if (variants == nullptr || !variants->isDict())
            continue;
        for (const auto &[id, variant] : variants->asDict()) {
            if (const Value *const inner = variant.find("node"))
                addPath(*inner, node.name);
        }
    }
    return users;
}

std::vector<FileChange> changedFiles(const Snapshot &before,
                                     const Snapshot &after,
                                     const FlowModel &model)
{
    const auto users = usersOfFiles(model);
    std::set<std::string> paths;
    for (const Snapshot *const side : {&before, &after}) {
        for (const auto &[path, text] : side->files) {
            if (path != side->flowFile)
                paths.insert(path);
        }
    }
    std::vector<FileChange> changes;
    for (const std::string &path : paths) {
        FileChange change;
        change.before = textOf(before, path);
        change.after = textOf(after, path);
        const bool wasThere = before.files.contains(path);
        if (wasThere == after.files.contains(path) && change.before == change.after)
            continue;
        change.path = path;
        change.kind = !wasThere                     ? FileChange::Kind::Added
                      : !after.files.contains(path) ? FileChange::Kind::Removed
                                                    : FileChange::Kind::Changed;
        change.isBinary = isBinaryText(change.before) || isBinaryText(change.after);
        change.isTemplate = isProse(path);
        if (const auto found = users.find(path); found != users.end())
            change.nodes = found->second;
        changes.push_back(std::move(change));
    }
    return changes;
}

void addWord(std::vector<WordChange> &changes, WordChange::Kind kind, std::string_view text)
{
    if (text.empty())
        return;
    if (!changes.empty() && changes.back().kind == kind)
        changes.back().text += text;
    else
        changes.push_back({kind, std::string(text)});
}

} // namespace

SnapshotDiff diffSnapshots(const Snapshot &before, const Snapshot &after)
{
    SnapshotDiff diff;
    const std::string old = before.flowFile.empty() ? "" : textOf(before, before.flowFile);
    const std::string now = after.flowFile.empty() ? "" : textOf(after, after.flowFile);
    for (const auto &[side, text] : {std::pair(&before, &old), std::pair(&after, &now)}) {
        const yaml::Document document = yaml::Document::parse(*text);
        if (document.root() == nullptr) {
            const yaml::Problem &problem = document.problems().front();
            Place place = document.place(problem.span.begin);
            place.file = side->label;
            throw Error(ErrorCode::InvalidFlow, problem.message, problem.hint, place);
        }
    }
    diff.flow = diffFlows(old, now);
    const FlowModel model = modelOfText(now);
    for (const NamedPart &node : model.nodes) {
        if (std::ranges::find(diff.flow.nodes.added, node.name) == diff.flow.nodes.added.end())
            diff.keptNodes.push_back(node.name);
    }
    std::ranges::set_difference(model.edges,
                                diff.flow.addedEdges,
                                std::back_inserter(diff.keptEdges));
    diff.files = changedFiles(before, after, model);
    return diff;
}

std::vector<WordChange> wordChanges(std::string_view before, std::string_view after)
{
    const std::vector<std::string_view> a = wordsOf(before);
    const std::vector<std::string_view> b = wordsOf(after);
    std::vector<WordChange> changes;
    std::size_t at = 0;
    const auto keep = [&](std::size_t end) {
        for (; at < end; ++at)
            addWord(changes, WordChange::Kind::Kept, a[at]);
    };
    for (const SequenceChange &change : changesBetween(a, b)) {
        keep(change.aBegin);
        for (std::size_t i = change.aBegin; i < change.aEnd; ++i)
            addWord(changes, WordChange::Kind::Removed, a[i]);
        for (std::size_t i = change.bBegin; i < change.bEnd; ++i)
            addWord(changes, WordChange::Kind::Added, b[i]);
        at = change.aEnd;
    }
    keep(a.size());
    return changes;
}

} // namespace postern::git
