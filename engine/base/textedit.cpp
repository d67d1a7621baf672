// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/base/textedit.h"

#include "engine/base/error.h"

#include <algorithm>

namespace postern {

namespace {

bool isContinuation(char byte)
{
    return (static_cast<unsigned char>(byte) & 0xC0U) == 0x80U;
}

} // namespace

TextEdit apply(std::string &text, const TextEdit &edit)
{
    if (edit.offset > text.size() || edit.removed > text.size() - edit.offset)
        throw Error(ErrorCode::Internal, tr("An edit reaches beyond the end of its text."));
    TextEdit inverse{edit.offset, edit.inserted.size(), text.substr(edit.offset, edit.removed)};
    text.replace(edit.offset, edit.removed, edit.inserted);
    return inverse;
}

TextEdit difference(std::string_view from, std::string_view to)
{
    const std::size_t shorter = std::min(from.size(), to.size());
    std::size_t head = 0;
    while (head < shorter && from[head] == to[head])
        ++head;
    std::size_t tail = 0;
    while (tail < shorter - head && from[from.size() - 1 - tail] == to[to.size() - 1 - tail])
        ++tail;
    // A change may not begin or end inside a multi-byte character, in either text.
    const auto splits = [](std::string_view text, std::size_t at) {
        return at < text.size() && isContinuation(text[at]);
    };
    while (head > 0 && (splits(from, head) || splits(to, head)))
        --head;
    while (tail > 0 && (splits(from, from.size() - tail) || splits(to, to.size() - tail)))
        --tail;
    return {head, from.size() - head - tail, std::string(to.substr(head, to.size() - head - tail))};
}

} // namespace postern
