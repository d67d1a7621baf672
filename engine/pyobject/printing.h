// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/pyobject/object.h"

namespace postern::pyobject {

/// Python's str(). Throws UndefinedError for a strict undefined.
std::string str(const Object &object);
void appendStr(std::string &out, const Object &object);
/// Python's repr().
std::string repr(const Object &object);
std::string repr(std::string_view text);
/// Python's ascii(): repr() with everything beyond ASCII escaped.
std::string asciiRepr(const Object &object);

/// Whether it has `__html__`.
bool hasHtml(const Object &object);
/// markupsafe.escape(): the text with & < > ' " replaced, unless it is markup already.
Object escape(const Object &object);
void appendEscaped(std::string &out, std::string_view text);
void appendEscaped(std::string &out, const Object &object);
std::string escaped(std::string_view text);
/// soft_str(): itself when it is a string.
Object softString(const Object &object);
/// Markup(x): as `__html__` gives it, else its str.
Object markSafe(const Object &object);

} // namespace postern::pyobject
