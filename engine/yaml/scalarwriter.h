// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/base/value.h"
#include "engine/yaml/node.h"

#include <string>
#include <string_view>
#include <vector>

namespace postern::yaml {

/// Where a scalar is written, which says what it may hold without quotes.
enum class Site {
    Block,    ///< a value or an item by indentation
    BlockKey, ///< a key of such a mapping
    Flow      ///< anything in brackets
};

/// Whether the text can stand without quotes and is read as text then, by ruamel.yaml and by those
/// who still read YAML 1.1 ("yes").
bool canBePlain(std::string_view text, Site site);

/// Whether a line holds what is neither shown nor kept by every reader, or ends a line to some.
bool needsEscape(std::string_view line);

/// Whether a plain text, which is text here, has PyYAML or ruamel.yaml fail when it asks what that
/// means: "=" and "<<", which have a meaning of their own, a date that there isn't, a number without
/// digits.
bool failsElsewhere(std::string_view plain);

/// The text in quotes of that kind; in double ones where single ones can't hold it.
std::string quoted(std::string_view text, Node::Style style);

/// A scalar in one line, as `style` has it where that says the same: a plain text that would be
/// read as something else gets quotes of the kind `quotes`, a line break is escaped.
/// Throws Error InvalidInput for what YAML can't hold: bytes that are no UTF-8, images, objects.
std::string writeScalar(const Value &scalar, Site site, Node::Style style, Node::Style quotes);

/// Whether a text of several lines reads well, and surely, as a literal block.
bool canBeLiteral(std::string_view text);
/// Its header and its lines, these without indentation: {"|-", "a", "b"}.
std::vector<std::string> literalLines(std::string_view text);

} // namespace postern::yaml
