// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/yaml/document.h"
#include "engine/yaml/entry.h"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace postern::git {

/// An entry of a block collection with the lines that are its own.
struct Piece
{
    std::string id;           ///< its key, or the name of a node
    std::string_view leading; ///< blank lines and comments above it, whole lines
    std::string_view body;    ///< from its key or dash to the end of its last line
    std::size_t begin = 0;    ///< of the body in the text
    std::size_t end = 0;
    const yaml::Node *value = nullptr;
    std::size_t indicator = 0; ///< of its dash or colon
    bool isItem = false;
};

/// A block collection cut into the lines of its entries: head, pieces and tail, one after the other,
/// are its text.
struct Pieces
{
    std::string_view head; ///< what stands before the first entry: at the root the head of the file
    std::vector<Piece> pieces;
    std::string_view tail;
    std::size_t column = 0; ///< in which its keys or dashes stand
    bool isCompact = false; ///< the first entry stands behind a dash in the same line
};

/// One text that is merged: with line feeds only.
struct MergeText
{
    explicit MergeText(std::string given);

    std::string text;
    yaml::Document document;
    yaml::EntryFinder finder;
};

/// Which collections are known entry by entry.
enum class Identity {
    Keys,  ///< a mapping
    Names, ///< a list of nodes
    Texts  ///< a list of texts, each there once
};

/// Cuts the collection that lies in [begin, end) of the text, all of whose lines are its own. Nothing
/// when it isn't written as one entry a line, or two entries have one identity.
std::optional<Pieces> cutCollection(const MergeText &text,
                                    const yaml::Node &collection,
                                    Identity identity,
                                    std::size_t begin,
                                    std::size_t end);

} // namespace postern::git
