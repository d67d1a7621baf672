// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/history/firstwords.h"

#include "engine/base/plaintext.h"
#include "engine/base/pyrepr.h"

#include <algorithm>
#include <string_view>

namespace postern::history {

namespace {

constexpr std::size_t kMostLetters = 160;

/// The beginning of a text, in whole letters.
std::string_view beginning(std::string_view text, std::size_t limit)
{
    std::size_t end = std::min(text.size(), limit);
    while (end > 0 && end < text.size() && (static_cast<unsigned char>(text[end]) & 0xc0U) == 0x80U)
        --end;
    return text.substr(0, end);
}

std::string inOneLine(std::string_view text)
{
    while (!text.empty() && static_cast<unsigned char>(text.back()) <= ' ')
        text.remove_suffix(1);
    std::string line;
    std::size_t letters = 0;
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        const bool isSpace = byte <= ' ';
        if (isSpace && (line.empty() || line.back() == ' '))
            continue;
        if ((byte & 0xc0U) != 0x80U && ++letters > kMostLetters)
            return line + "...";
        line += isSpace ? ' ' : c;
    }
    return line;
}

} // namespace

std::string firstWords(const Value &value)
{
    constexpr std::size_t kEnough = 4 * (kMostLetters + 4) * 2;
    std::string words;
    addTexts(value, words, kEnough);
    return inOneLine(words);
}

void addTexts(const Value &value, std::string &words, std::size_t limit)
{
    if (words.size() >= limit)
        return;
    if (value.isList() || value.kind() == Value::Kind::Tuple) {
        for (const Value &item : value.asList())
            addTexts(item, words, limit);
    } else if (value.isDict()) {
        for (const auto &[key, member] : value.asDict())
            addTexts(member, words, limit);
    } else if (value.isString()) {
        words.append(toValidUtf8(beginning(value.asString(), limit - words.size()))) += '\n';
    } else if (!value.isNull() && value.kind() < Value::Kind::String && !value.isBool()) {
        words.append(py::str(value)) += '\n';
    }
}

} // namespace postern::history
