// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "engine/base/value.h"

#include <QImage>
#include <QString>

#include <cstddef>
#include <optional>
#include <string_view>

namespace postern::widgets {

// Values, and other texts of any length, as words on the screen.

/// One line that says what a value is: a scalar as it is written, else its type and size.
QString summary(const Value &value);
/// A string as it is, all else as indented JSON; what JSON has no form for as its repr.
QString fullText(const Value &value);
/// The same in UTF-8.
std::string fullTextUtf8(const Value &value);
/// The beginning of fullText(), about that many bytes of it, at no more cost; what is left out is
/// marked by "…".
QString beginning(const Value &value, std::size_t most);

QString fromUtf8(std::string_view text);
/// The most bytes, up to `most`, that don't end within a character.
std::size_t wholeCharacters(std::string_view text, std::size_t most);

/// The picture that a value is: an image, or a dict with one in base64 as flows give them. Nothing
/// is read from a file or fetched.
std::optional<QImage> pictureOf(const Value &value);

} // namespace postern::widgets
