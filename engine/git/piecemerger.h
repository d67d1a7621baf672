// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/git/flowpieces.h"
#include "engine/git/textmerge.h"

#include <optional>
#include <set>
#include <string>
#include <vector>

namespace postern::git {

/// Merges three texts by their pieces. All have line feeds only and end with one; each can be read.
class PieceMerger
{
public:
    /// `contested`: entries ("nodes.NAME", "inputs.NAME") that are a conflict whatever the sides say.
    PieceMerger(const MergeText &base,
                const MergeText &ours,
                const MergeText &theirs,
                std::set<std::string> contested)
        : m_base(base)
        , m_ours(ours)
        , m_theirs(theirs)
        , m_contested(std::move(contested))
    {}

    /// Nothing when one of them isn't written as one entry a line.
    std::optional<std::vector<MergePart>> merge();

private:
    using Parts = std::vector<MergePart>;

    /// A side's piece with the column that it stands in there; null when it isn't there.
    struct Sided
    {
        const Piece *piece = nullptr;
        std::size_t column = 0;
    };
    struct Trio
    {
        Sided base;
        Sided ours;
        Sided theirs;
    };
    struct Cut
    {
        Pieces base;
        Pieces ours;
        Pieces theirs;
    };
    using Path = std::vector<std::string>;

    std::optional<Parts> mergeCut(const Cut &cut, Identity identity, const Path &path);
    std::optional<Parts> mergeEntry(const Trio &trio, std::size_t column, const Path &path);
    std::optional<Parts> mergeBody(const Trio &trio, std::size_t column, const Path &path);
    std::optional<Parts> mergeNested(const Trio &trio, std::size_t column, const Path &path);
    std::optional<std::string> mergeBrackets(const Trio &trio, const Path &path) const;
    std::optional<Cut> cutNested(const Trio &trio, Identity identity) const;

    const MergeText &m_base;
    const MergeText &m_ours;
    const MergeText &m_theirs;
    const std::set<std::string> m_contested;
};

} // namespace postern::git
