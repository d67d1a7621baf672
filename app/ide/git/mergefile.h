// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/ide/git/graphoverlay.h"
#include "engine/git/flowmerge.h"
#include "engine/git/repository.h"

#include <QString>

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace postern::ide {

/// The three sides of a file in conflict, as git keeps them; a side that hasn't the file has none.
struct MergeSides
{
    std::string path;
    bool isFlow = false;
    std::optional<std::string> base;
    std::optional<std::string> ours;
    std::optional<std::string> theirs;
    std::string working; ///< the file as it stands, with git's markers
};
using MergeSidesPointer = std::shared_ptr<const MergeSides>;

/// Throws Error as git::Repository.
Task<MergeSidesPointer> readMergeSides(git::Repository &repository, std::string path, bool isFlow);

/// How a conflict is settled.
enum class Choice { None, Ours, Theirs, Both, Own };

/// A row of what is merged: a field in conflict, or one that a side alone changed.
struct MergeRow
{
    std::string node;  ///< empty: of no node
    std::string field; ///< "inputs.temperature"
    std::string base;  ///< the lines, or the values, of the sides
    std::string ours;
    std::string theirs;
    std::optional<std::size_t> part; ///< of a conflict: which of the parts
    Choice choice = Choice::None;
    std::string own;     ///< the lines that were typed
    bool isOurs = false; ///< of a row without conflict: who changed it
    bool isTheirs = false;
};

/// A file in conflict, settled piece by piece.
class MergeFile
{
public:
    explicit MergeFile(MergeSidesPointer sides);

    const MergeSides &sides() const { return *m_sides; }
    /// A side removed the file, or it is no text: only one of the sides as a whole can be taken.
    bool isWhole() const { return m_isWhole; }
    const std::vector<MergeRow> &rows() const { return m_rows; }
    /// How many conflicts have no choice yet.
    std::size_t left() const;
    void choose(std::size_t row, Choice choice, const std::string &own = {});
    /// Settles the conflicts of a node alone; of all where it is empty.
    void chooseAll(const std::string &node, Choice choice);
    /// As it would be written; conflicts without a choice stand between git's markers.
    std::string result() const;
    /// Why the result can't be taken yet; empty when it can. A flow has to be read, and to refer to
    /// nothing that isn't there.
    QString problem() const;
    /// One of the sides, or the result, on the canvas: 0 base, 1 ours, 2 theirs, 3 the result.
    GraphOverlay overlay(int side) const;

private:
    std::vector<git::MergePart> settled() const;
    void findMergedRows();
    /// With a choice for those that have none, so that the graph can be shown.
    std::string resultForGraph() const;

    MergeSidesPointer m_sides;
    git::FlowMerge m_merge;
    std::vector<MergeRow> m_rows;
    bool m_isWhole = false;
};

/// The node and the field of a place in a flow: "nodes.answer.inputs.temperature".
std::pair<std::string, std::string> nodeAndField(const std::string &place);

} // namespace postern::ide
