// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/ide/git/mergefile.h"

#include "engine/base/error.h"
#include "engine/base/json.h"
#include "engine/base/value.h"
#include "engine/flow/flowdocument.h"
#include "engine/git/mergecheck.h"

#include <QCoreApplication>

#include <algorithm>
#include <map>
#include <set>
#include <utility>

namespace postern::ide {

namespace {

/// Gives the words a context of their own.
struct MergeFileWords
{
    Q_DECLARE_TR_FUNCTIONS(MergeFile)
};

Task<std::optional<std::string>> readStage(git::Repository &repository,
                                           std::string path,
                                           const char *stage)
{
    git::Call call;
    call.arguments = {"cat-file", "blob", stage + path};
    git::Answer answer = co_await repository.git().call(std::move(call));
    co_return answer.ok() ? std::optional(std::move(answer.output)) : std::nullopt;
}

bool isBinaryText(const std::optional<std::string> &text)
{
    return text && text->find('\0') != std::string::npos;
}

/// The text as the file has it, with a byte order mark and returns where the merged one has them: its
/// parts have neither.
std::string dressedLike(const std::string &merged, const std::string &plain, std::string text)
{
    const std::string mark = "\xEF\xBB\xBF";
    if (plain.find('\r') == std::string::npos && merged.find("\r\n") != std::string::npos) {
        std::string returned;
        returned.reserve(text.size() + text.size() / 16);
        for (const char letter : text) {
            if (letter == '\n')
                returned += '\r';
            returned += letter;
        }
        text = std::move(returned);
    }
    return merged.starts_with(mark) && !plain.starts_with(mark) ? mark + text : text;
}

std::string withLastNewline(std::string text)
{
    if (!text.empty() && text.back() != '\n')
        text += '\n';
    return text;
}

std::string mergeValueText(const std::optional<Value> &value)
{
    if (!value)
        return {};
    try {
        return value->isString() ? value->asString() : json::write(*value);
    } catch (const Error &) { // what JSON has no form for
        return "…";
    }
}

std::vector<git::ChangedPart> changedNodes(const std::optional<std::string> &before,
                                           const std::optional<std::string> &after)
{
    try {
        return git::diffFlows(before.value_or(std::string()), after.value_or(std::string()))
            .nodes.changed;
    } catch (const Error &) { // then nothing is said of what went together by itself
        return {};
    }
}

} // namespace

std::pair<std::string, std::string> nodeAndField(const std::string &place)
{
    for (const std::string head : {"nodes.", "node_variants."}) {
        if (!place.starts_with(head))
            continue;
        const std::size_t end = std::min(place.find('.', head.size()), place.size());
        return {place.substr(head.size(), end - head.size()),
                end < place.size() ? place.substr(end + 1) : std::string()};
    }
    return {std::string(), place};
}

Task<MergeSidesPointer> readMergeSides(git::Repository &repository, std::string path, bool isFlow)
{
    auto sides = std::make_shared<MergeSides>();
    sides->path = path;
    sides->isFlow = isFlow;
    sides->base = co_await readStage(repository, path, ":1:");
    sides->ours = co_await readStage(repository, path, ":2:");
    sides->theirs = co_await readStage(repository, path, ":3:");
    sides->working = co_await repository.workingText(path);
    co_return sides;
}

MergeFile::MergeFile(MergeSidesPointer sides)
    : m_sides(std::move(sides))
    , m_isWhole(!m_sides->ours || !m_sides->theirs || isBinaryText(m_sides->ours)
                || isBinaryText(m_sides->theirs))
{
    if (m_isWhole) {
        MergeRow row;
        row.part = 0;
        m_rows.push_back(std::move(row));
        return;
    }
    const std::string base = m_sides->base.value_or(std::string());
    m_merge = m_sides->isFlow ? git::mergeFlows(base, *m_sides->ours, *m_sides->theirs)
                              : git::mergeTexts(base, *m_sides->ours, *m_sides->theirs);
    for (std::size_t i = 0; i < m_merge.parts.size(); ++i) {
        const git::MergePart &part = m_merge.parts[i];
        if (!part.isConflict)
            continue;
        MergeRow row;
        std::tie(row.node, row.field) = nodeAndField(part.place);
        row.base = part.base;
        row.ours = part.ours;
        row.theirs = part.theirs;
        row.part = i;
        m_rows.push_back(std::move(row));
    }
    if (m_sides->isFlow)
        findMergedRows();
}

void MergeFile::findMergedRows()
{
    std::set<std::string> contested;
    for (const MergeRow &row : m_rows)
        contested.insert(row.node + '.' + row.field);
    std::map<std::string, MergeRow> found;
    const auto take = [&](const std::optional<std::string> &side, bool isOurs) {
        for (const git::ChangedPart &part : changedNodes(m_sides->base, side)) {
            for (const git::FieldChange &field : part.fields) {
                const std::string key = part.name + '.' + field.path;
                if (contested.contains(key))
                    continue;
                MergeRow &row = found[key];
                row.node = part.name;
                row.field = field.path;
                row.base = mergeValueText(field.before);
                (isOurs ? row.ours : row.theirs) = mergeValueText(field.after);
                (isOurs ? row.isOurs : row.isTheirs) = true;
            }
        }
    };
    take(m_sides->ours, true);
    take(m_sides->theirs, false);
    for (auto &[key, row] : found) {
        if (!row.isOurs)
            row.ours = row.base;
        if (!row.isTheirs)
            row.theirs = row.base;
        m_rows.push_back(std::move(row));
    }
}

std::size_t MergeFile::left() const
{
    return static_cast<std::size_t>(std::ranges::count_if(m_rows, [](const MergeRow &row) {
        return row.part && row.choice == Choice::None;
    }));
}

void MergeFile::choose(std::size_t row, Choice choice, const std::string &own)
{
    if (row >= m_rows.size() || !m_rows[row].part)
        return;
    m_rows[row].choice = choice;
    m_rows[row].own = own;
}

void MergeFile::chooseAll(const std::string &node, Choice choice)
{
    for (MergeRow &row : m_rows) {
        if (row.part && (node.empty() || row.node == node))
            row.choice = choice;
    }
}

std::vector<git::MergePart> MergeFile::settled() const
{
    std::vector<git::MergePart> parts = m_merge.parts;
    for (const MergeRow &row : m_rows) {
        if (!row.part || row.choice == Choice::None)
            continue;
        git::MergePart &part = parts[*row.part];
        part.isConflict = false;
        switch (row.choice) {
        case Choice::Ours:
            part.text = part.ours;
            break;
        case Choice::Theirs:
            part.text = part.theirs;
            break;
        case Choice::Both:
            part.text = withLastNewline(part.ours) + part.theirs;
            break;
        default:
            part.text = withLastNewline(row.own);
            break;
        }
    }
    return parts;
}

std::string MergeFile::result() const
{
    if (m_isWhole)
        return m_sides->working;
    return dressedLike(m_merge.text,
                       git::writeMerge(m_merge.parts, {}),
                       git::writeMerge(settled(), {}));
}

std::string MergeFile::resultForGraph() const
{
    return git::settledFor(settled(), false);
}

QString MergeFile::problem() const
{
    if (const std::size_t open = left(); open > 0)
        return open == 1 ? MergeFileWords::tr("1 field is left to settle.")
                         : MergeFileWords::tr("%1 fields are left to settle.").arg(open);
    if (m_isWhole || !m_sides->isFlow)
        return {};
    const yaml::Document document = yaml::Document::parse(result());
    if (!document.root() || !git::isSoundFlow(document))
        return MergeFileWords::tr("The result can't be read as a flow.");
    const std::set<std::string> missing = git::danglingReferences(document);
    if (missing.empty())
        return {};
    return MergeFileWords::tr("The result refers to %1, which isn't there.")
        .arg(QString::fromStdString(*missing.begin()));
}

GraphOverlay MergeFile::overlay(int side) const
{
    const std::string base = m_sides->base.value_or(std::string());
    const std::string result = m_isWhole ? m_sides->ours.value_or(std::string()) : resultForGraph();
    const std::string &shown = side == 0   ? base
                               : side == 1 ? m_sides->ours.value_or(std::string())
                               : side == 2 ? m_sides->theirs.value_or(std::string())
                                           : result;
    git::FlowDiff diff;
    try {
        diff = git::diffFlows(base, shown);
    } catch (const Error &) { // the graph alone says what it can
    }
    GraphOverlay overlay = overlayOf(base, shown, diff, DiffSide::After);
    overlay.title = QString::fromStdString(m_sides->path);
    for (const MergeRow &row : m_rows) {
        const auto marks = overlay.nodes.find(QString::fromStdString(row.node));
        if (marks == overlay.nodes.end())
            continue;
        if (row.part) {
            const bool isOpen = row.choice == Choice::None;
            marks->difference = isOpen ? graph::Difference::Conflict : graph::Difference::Merged;
            marks->lines.prepend(
                (isOpen ? MergeFileWords::tr("%1: both changed") : MergeFileWords::tr("%1: chosen"))
                    .arg(shortFieldName(row.field)));
        } else if (marks->difference == graph::Difference::Changed) {
            marks->difference = graph::Difference::Merged;
        }
    }
    countDifferences(overlay);
    return overlay;
}

} // namespace postern::ide
