// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/base/textedits.h"
#include "engine/yaml/document.h"

#include <optional>
#include <string_view>

namespace postern::yaml {

/// Throws Error InvalidInput for what this reader takes and the others of the file, PyYAML and
/// ruamel.yaml, refuse, and which can't be written in another way: an entry without a key or its colon, an
/// item that isn't there, a merge of what is no mapping, an anchor or a tag of letters that they don't know.
void requirePortable(std::string_view text, const Document &document);

/// A block text that ends a file without a line break has none at its end, but would have one once
/// something follows: the edit that writes "|-", so that it stays without.
std::optional<TextEdit> unendedText(std::string_view text, const Document &document);

/// The edits after which those take the rest of it, wherever it is put, and read what this reader
/// reads: quotes around texts that would have them fail, escapes, blanks for tabs between the parts.
TextEdits portableForm(std::string_view text, const Document &document);

} // namespace postern::yaml
