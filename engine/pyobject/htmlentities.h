// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <string>
#include <string_view>

namespace postern::pyobject {

/// Python's html.unescape(): character references by HTML 5's rules, by number and by name.
std::string unescapedHtml(std::string_view text);
/// Markup.striptags(): without tags and comments, spaces collapsed, references replaced.
std::string strippedTags(std::string_view text);
/// "name;=codepoint+codepoint" for each name, separated by white space, sorted.
std::string_view htmlEntityTable();

} // namespace postern::pyobject
