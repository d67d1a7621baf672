// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/base/secretreading.h"

#include "engine/base/utf8.h"

#include <algorithm>
#include <utility>

namespace postern::log {

namespace {

/// The longest escape is "&thetasym;" or "\U0001F600", give or take.
constexpr int kLongestEscape = 12;

int hexDigit(char32_t unit)
{
    if (unit >= '0' && unit <= '9')
        return static_cast<int>(unit - '0');
    const char32_t small = unit | 0x20U;
    return small >= 'a' && small <= 'f' ? static_cast<int>(small - 'a') + 10 : -1;
}

bool isLetterOrDigit(char32_t unit)
{
    return unit >= 0x80 || hexDigit(unit) >= 0 || ((unit | 0x20U) >= 'a' && (unit | 0x20U) <= 'z');
}

/// What isn't told apart: an address may write a blank as "+", and a quote is written as several
/// of either kind in a shell, in YAML and in SQL.
char32_t folded(char32_t unit)
{
    return unit == '+' ? U' ' : unit == '"' ? U'\'' : unit;
}

bool isIn(char32_t unit, char32_t first, char32_t last)
{
    return unit >= first && unit <= last;
}

std::optional<char32_t> codePointOf(std::string_view entity)
{
    static constexpr std::pair<std::string_view, char32_t> kNamed[]
        = {{"amp", '&'}, {"lt", '<'}, {"gt", '>'}, {"quot", '"'}, {"apos", '\''}, {"nbsp", 0xA0}};
    for (const auto &[name, codePoint] : kNamed) {
        if (name == entity)
            return codePoint;
    }
    if (!entity.starts_with('#') || entity.size() < 2)
        return std::nullopt;
    const bool isHex = (entity[1] | 0x20) == 'x';
    char32_t codePoint = 0;
    entity.remove_prefix(isHex ? 2 : 1);
    for (const char c : entity) {
        const int digit = hexDigit(static_cast<unsigned char>(c));
        if (digit < 0 || (!isHex && digit > 9) || codePoint > 0x10FFFF)
            return std::nullopt;
        codePoint = codePoint * (isHex ? 16 : 10) + static_cast<char32_t>(digit);
    }
    return entity.empty() || codePoint > 0x10FFFF ? std::nullopt : std::optional(codePoint);
}

} // namespace

std::vector<SecretFinder::Part> SecretReading::find()
{
    for (std::size_t at = 0; at < m_text.size(); at = m_end) {
        if (isIdle()) {
            const std::size_t begin = std::exchange(at, m_finder.skip(m_text, at));
            if (at > begin) {
                m_forgotten += m_units.size();
                m_units.clear();
            }
            if (at == m_text.size())
                break;
        }
        read(at);
        forget();
    }
    return std::move(m_found);
}

std::vector<char32_t> SecretReading::units()
{
    for (std::size_t at = 0; at < m_text.size(); at = m_end)
        read(at);
    std::vector<char32_t> values;
    values.reserve(m_units.size());
    for (const Unit &unit : m_units)
        values.push_back(unit.value);
    return values;
}

bool SecretReading::isIdle() const
{
    return m_units.empty()
           || (m_units.back().state == 0 && m_units.back().other == 0 && m_units.back().hope == 0);
}

/// A secret that ends later begins among the last units.
void SecretReading::forget()
{
    const std::size_t kept = m_finder.m_deepest + 64;
    if (m_units.size() < 2 * kept)
        return;
    m_forgotten += m_units.size() - kept;
    m_units.erase(m_units.begin(), m_units.end() - static_cast<std::ptrdiff_t>(kept));
}

void SecretReading::read(std::size_t at)
{
    char32_t value = static_cast<unsigned char>(m_text[at]);
    m_end = at + 1;
    if (value >= 0x80) {
        std::size_t end = at;
        const char32_t codePoint = utf8::next(m_text, end);
        if (end > at + 1) {
            value = codePoint;
            m_end = end;
        }
    }
    push(value, at);
    settle();
}

/// The unit before the last `count - 1` ones.
char32_t SecretReading::back(std::size_t count) const
{
    return count <= m_units.size() ? m_units[m_units.size() - count].value : U'\0';
}

void SecretReading::push(char32_t value, std::size_t begin)
{
    Unit unit;
    unit.value = folded(value);
    unit.begin = begin;
    if (!m_units.empty()) {
        const Unit &before = m_units.back();
        unit.state = m_finder.next(before.state, unit.value);
        if (before.other != 0) {
            unit.other = m_finder.next(before.other, unit.value);
            unit.otherLength = before.otherLength;
            unit.since = before.since;
        }
        unit.hope = std::max(before.hope - 1, 0);
    } else {
        unit.state = m_finder.next(0, unit.value);
    }
    append(unit);
}

/// Takes the last units as what they mean.
bool SecretReading::replace(std::size_t count, char32_t value)
{
    const Unit last = m_units.back();
    const std::size_t first = m_units.size() - count;
    std::size_t begin = m_units[first].begin;
    // A backslash that means nothing to JSON is left: a path goes on with the secret.
    if (count == 2 && value == last.value && isLetterOrDigit(value) && back(2) == '\\')
        begin = last.begin;
    m_units.resize(first);
    push(value, begin);

    Unit &unit = m_units.back();
    if (last.state != unit.state
        && m_finder.m_nodes[last.state].depth >= m_finder.m_nodes[unit.other].depth) {
        unit.other = last.state;
        unit.otherLength = static_cast<std::uint32_t>(count);
        unit.since = m_forgotten + first;
    }
    return true;
}

void SecretReading::append(Unit unit)
{
    if (unit.value == '\\' || unit.value == '%' || unit.value == '&')
        unit.hope = kLongestEscape;
    else if (unit.value == '\r' || isIn(unit.value, 0xC2, 0xF4))
        unit.hope = std::max(unit.hope, 3); // a line feed or more bytes may follow
    const std::size_t since = m_forgotten + m_units.size() - unit.since;
    if (unit.other == unit.state || m_finder.m_nodes[unit.other].depth <= since)
        unit.other = 0; // what it began with has turned out to be none
    m_units.push_back(unit);
    if (const std::size_t length = m_finder.m_nodes[unit.state].found)
        mark(m_units.size() - std::min(length, m_units.size()), m_end);
    if (unit.other != 0 && m_finder.m_nodes[unit.other].found != 0)
        markOther(unit);
}

/// A secret that begins before the end of an escape takes all of it along.
void SecretReading::markOther(const Unit &unit)
{
    const std::size_t after = m_forgotten + m_units.size() - 1 - unit.since;
    const std::size_t length = m_finder.m_nodes[unit.other].found;
    std::size_t index = m_units.size() - 1 - std::min(after, m_units.size() - 1);
    if (length > after + unit.otherLength)
        index -= std::min(index, length - after - unit.otherLength);
    mark(index, m_end);
}

void SecretReading::mark(std::size_t index, std::size_t end)
{
    std::size_t first = index;
    // Digits of an escape that isn't complete yet take it along.
    while (first > 0 && index - first < kLongestEscape && hexDigit(m_units[first - 1].value) >= 0)
        --first;
    const auto isBegin = [&](std::size_t at) {
        return at > 0 && m_units[at - 1].value == '\\'
               && (m_units[at].value == 'x' || (m_units[at].value | 0x20U) == 'u');
    };
    if (first > 0 && hexDigit(m_units[index].value) >= 0 && isBegin(first - 1))
        index = first - 2;
    else if (isBegin(index))
        --index;
    std::size_t begin = m_units[index].begin;
    while (!m_found.empty() && begin < m_found.back().end) {
        begin = std::min(begin, m_found.back().begin);
        m_found.pop_back();
    }
    m_found.push_back({begin, end});
}

void SecretReading::settle()
{
    while (replaceLast()) {
    }
}

bool SecretReading::replaceLast()
{
    if (m_units.size() < 2)
        return false;
    const char32_t last = m_units.back().value;
    const char32_t before = back(2);
    if (before == '\\' && replaceBackslash(last))
        return true;
    if (last == '\'' && before == '\'')
        return replace(2, last);
    if (last == '\n' && before == '\r')
        return replace(2, last);
    if (last == ';' && m_units.back().hope > 0)
        return replaceEntity();
    if (hexDigit(last) >= 0 && m_units.back().hope > 0)
        return replaceDigits();
    return last >= 0x80 && replaceBytes(last);
}

bool SecretReading::replaceBackslash(char32_t last)
{
    switch (last) {
    case 'x':
    case 'u':
    case 'U':
        return false; // digits follow
    case 'n':
        return replace(2, '\n');
    case 't':
        return replace(2, '\t');
    case 'r':
        return replace(2, '\r');
    case 'b':
        return replace(2, '\b');
    case 'f':
        return replace(2, '\f');
    default:
        return replace(2, last);
    }
}

/// The last units as a hexadecimal number.
std::optional<char32_t> SecretReading::number(std::size_t count) const
{
    char32_t value = 0;
    for (std::size_t i = count; i > 0; --i) {
        const int digit = hexDigit(back(i));
        if (digit < 0)
            return std::nullopt;
        value = (value << 4U) | static_cast<char32_t>(digit);
    }
    return value;
}

bool SecretReading::replaceDigits()
{
    static constexpr std::pair<char32_t, std::size_t> kForms[] = {{'x', 2}, {'u', 4}, {'U', 8}};
    if (back(3) == '%') {
        if (const std::optional<char32_t> value = number(2))
            return replace(3, *value);
    }
    for (const auto &[letter, digits] : kForms) {
        if (back(digits + 1) != letter || back(digits + 2) != '\\')
            continue;
        if (const std::optional<char32_t> value = number(digits); value && *value <= 0x10FFFF)
            return replace(digits + 2, *value);
    }
    return false;
}

/// Bytes of UTF-8, and halves of a pair of surrogates.
bool SecretReading::replaceBytes(char32_t last)
{
    const auto isNext = [](char32_t unit) { return isIn(unit, 0x80, 0xBF); };
    if (isIn(last, 0xDC00, 0xDFFF) && isIn(back(2), 0xD800, 0xDBFF))
        return replace(2, 0x10000 + ((back(2) - 0xD800) << 10U) + (last - 0xDC00));
    if (!isNext(last))
        return false;
    const auto bits = [this](std::size_t count, char32_t mask) { return back(count) & mask; };
    if (isIn(back(2), 0xC2, 0xDF))
        return replace(2, (bits(2, 0x1F) << 6U) | bits(1, 0x3F));
    if (!isNext(back(2)))
        return false;
    if (isIn(back(3), 0xE0, 0xEF))
        return replace(3, (bits(3, 0x0F) << 12U) | (bits(2, 0x3F) << 6U) | bits(1, 0x3F));
    if (!isNext(back(3)) || !isIn(back(4), 0xF0, 0xF4))
        return false;
    return replace(4,
                   (bits(4, 0x07) << 18U) | (bits(3, 0x3F) << 12U) | (bits(2, 0x3F) << 6U)
                       | bits(1, 0x3F));
}

bool SecretReading::replaceEntity()
{
    std::string name;
    for (std::size_t count = 2; count <= kLongestEscape; ++count) {
        const char32_t unit = back(count);
        if (unit == '&') {
            std::ranges::reverse(name);
            const std::optional<char32_t> codePoint = codePointOf(name);
            return codePoint && replace(count, *codePoint);
        }
        if (unit >= 0x80 || (unit != '#' && !isLetterOrDigit(unit)))
            return false;
        name += static_cast<char>(unit);
    }
    return false;
}

} // namespace postern::log
