// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

namespace postern::widgets {

/// What a piece of YAML is coloured as.
enum class YamlStyle : unsigned char {
    Plain,
    Key,
    String,
    Number,
    Keyword,   ///< true, false and null
    Reference, ///< "${node.output}", wherever it stands
    Comment,
    Operator,
    Anchor, ///< and alias
    Tag,
    Block,     ///< a block scalar and what announces it
    Delimiter, ///< "---", "..." and directives
    Error
};

/// What reaches from one line into the next.
struct YamlState
{
    enum class Inside { Nothing, Block, SingleQuotes, DoubleQuotes };

    Inside inside = Inside::Nothing;
    int depth = 0;   ///< of open brackets and braces
    int parent = -1; ///< what began goes on in lines that are indented by more than this

    bool operator==(const YamlState &) const = default;
};

struct YamlToken
{
    std::size_t length = 0;
    YamlStyle style = YamlStyle::Plain;
};

/// Cuts a line, given without its end, into pieces that cover all of it. Never fails: half a line
/// that is being typed is coloured too, and what it leaves open ends where the indentation does.
YamlState scanYamlLine(std::string_view line, YamlState before, std::vector<YamlToken> &tokens);

} // namespace postern::widgets
