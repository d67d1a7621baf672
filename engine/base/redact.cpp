// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/base/json.h"
#include "engine/base/log.h"
#include "engine/base/pyrepr.h"

#include <algorithm>
#include <array>
#include <cstring>
#include <mutex>
#include <vector>

namespace postern::log {

namespace {

constexpr std::string_view kMask = "******";
constexpr std::size_t kShortest = 4;
/// A line of a secret, or a number, that is shorter may well be something else.
constexpr std::size_t kShortestPart = 8;

struct Secrets
{
    std::mutex mutex;
    std::vector<std::string> texts; ///< each in all the forms in which it may turn up
};

Secrets &secrets()
{
    static Secrets instance;
    return instance;
}

/// Parts of a text that are masked.
class Marks
{
public:
    explicit Marks(std::string_view text)
        : m_text(text)
    {}

    void add(std::size_t begin, std::size_t end)
    {
        if (end > begin)
            m_marks.emplace_back(begin, end);
    }

    std::string apply()
    {
        if (m_marks.empty())
            return std::string(m_text);
        std::ranges::sort(m_marks);
        std::string result;
        std::size_t at = 0;
        for (std::size_t i = 0; i < m_marks.size();) {
            auto [begin, end] = m_marks[i];
            for (++i; i < m_marks.size() && m_marks[i].first < end; ++i)
                end = std::max(end, m_marks[i].second);
            result.append(m_text, at, begin - at);
            result += kMask;
            at = end;
        }
        return result.append(m_text, at);
    }

private:
    std::string_view m_text;
    std::vector<std::pair<std::size_t, std::size_t>> m_marks;
};

void markAll(Marks &marks, std::string_view text, std::string_view secret)
{
    // memmem takes linear time whatever the two are; std::string::find doesn't.
    std::size_t at = 0;
    while (const void *found
           = ::memmem(text.data() + at, text.size() - at, secret.data(), secret.size())) {
        const auto begin = static_cast<std::size_t>(static_cast<const char *>(found) - text.data());
        marks.add(begin, begin + secret.size());
        at = begin + secret.size();
    }
}

char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c;
}

bool startsWith(std::string_view text, std::string_view lowerCase)
{
    return text.size() >= lowerCase.size()
           && std::equal(lowerCase.begin(), lowerCase.end(), text.begin(), [](char a, char b) {
                  return a == lower(b);
              });
}

/// Marks the rest of the word (or, for headers, of the line) behind each marker.
void markAfter(Marks &marks, std::string_view text, std::string_view marker, std::string_view stops)
{
    for (std::size_t at = 0; at + marker.size() <= text.size();) {
        if (!startsWith(text.substr(at), marker)) {
            ++at;
            continue;
        }
        const std::size_t begin = std::min(text.find_first_not_of(' ', at + marker.size()),
                                           text.size());
        const std::size_t end = std::min(text.find_first_of(stops, begin), text.size());
        marks.add(begin, end);
        at = end;
    }
}

std::string inner(const std::string &quoted)
{
    return quoted.substr(1, quoted.size() - 2);
}

/// `kept` are characters that the writer leaves as they are beside those that every one leaves.
std::string percentEncoded(std::string_view text, std::string_view kept, std::string_view digits)
{
    std::string result;
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        if ((c >= '0' && c <= '9') || (lower(c) >= 'a' && lower(c) <= 'z')
            || std::string_view("_.-~").find(c) != std::string_view::npos
            || kept.find(c) != std::string_view::npos) {
            result += c;
        } else {
            result += '%';
            result += digits[byte >> 4U];
            result += digits[byte & 0xFU];
        }
    }
    return result;
}

/// As it is, and as JSON (in JSON, too), Python's repr of a text and an address write it.
std::vector<std::string> formsOf(const std::string &secret)
{
    json::WriteOptions plain;
    plain.ensureAscii = false;
    const std::string ascii = inner(json::write(Value(secret)));
    std::string repr = py::reprString(secret);
    std::vector<std::string> forms{secret,
                                   ascii,
                                   inner(json::write(Value(secret), plain)),
                                   inner(json::write(Value(ascii))),
                                   inner(repr),
                                   inner(json::write(Value(inner(repr))))};
    // Python's quote() keeps the slash, others the equals sign, and some write small digits.
    for (const std::string_view kept : {"", "/", "=", "/="}) {
        for (const std::string_view digits : {"0123456789ABCDEF", "0123456789abcdef"})
            forms.push_back(percentEncoded(secret, kept, digits));
    }
    // In a text with other quotes around, repr may choose the other ones.
    std::string escaped;
    for (const char c : inner(repr)) {
        if (c == '\'')
            escaped += '\\';
        escaped += c;
    }
    forms.push_back(std::move(escaped));
    return forms;
}

/// The lines of a secret that has several, which may be written one by one. Those that frame a key
/// ("-----BEGIN ...") are the same in all.
std::vector<std::string> linesOf(std::string_view secret)
{
    std::vector<std::string> lines;
    while (secret.find('\n') != std::string_view::npos || !lines.empty()) {
        const std::size_t end = secret.find('\n');
        std::string_view line = secret.substr(0, end);
        if (line.ends_with('\r'))
            line.remove_suffix(1);
        if (line.size() >= kShortestPart && !line.starts_with("-----"))
            lines.emplace_back(line);
        if (end == std::string_view::npos)
            break;
        secret.remove_prefix(end + 1);
    }
    return lines;
}

bool isWhole(std::string_view text)
{
    const Secrets &all = secrets();
    return text.size() >= kShortestPart && std::ranges::find(all.texts, text) != all.texts.end();
}

Value redactedNumber(const Value &number)
{
    const std::string text = py::str(number);
    Secrets &all = secrets();
    const std::lock_guard lock(all.mutex);
    return isWhole(text) ? Value(kMask) : number;
}

/// A key says what its value is: only one that holds a long secret is masked.
Value redactedKey(const Value &key)
{
    if (!key.isString() || key.asString().size() < kShortestPart)
        return key;
    Marks marks(key.asString());
    Secrets &all = secrets();
    const std::lock_guard lock(all.mutex);
    for (const std::string &secret : all.texts) {
        if (secret.size() >= kShortestPart)
            markAll(marks, key.asString(), secret);
    }
    return Value(marks.apply());
}

} // namespace

void registerSecret(std::string_view secret)
{
    if (secret.size() < kShortest)
        return;
    const std::string whole(secret);
    std::vector<std::string> forms = formsOf(whole);
    for (const std::string &line : linesOf(whole)) {
        for (std::string &form : formsOf(line))
            forms.push_back(std::move(form));
    }
    Secrets &all = secrets();
    const std::lock_guard lock(all.mutex);
    if (std::ranges::find(all.texts, whole) != all.texts.end())
        return;
    std::ranges::sort(forms);
    const auto repeated = std::ranges::unique(forms);
    forms.erase(repeated.begin(), repeated.end());
    for (std::string &form : forms) {
        if (std::ranges::find(all.texts, form) == all.texts.end())
            all.texts.push_back(std::move(form));
    }
}

std::string redact(std::string_view text)
{
    Marks marks(text);
    {
        Secrets &all = secrets();
        const std::lock_guard lock(all.mutex);
        for (const std::string &secret : all.texts)
            markAll(marks, text, secret);
    }
    static constexpr std::array<std::string_view, 4>
        kHeaders{"authorization:", "api-key:", "x-api-key:", "ocp-apim-subscription-key:"};
    for (const std::string_view header : kHeaders)
        markAfter(marks, text, header, "\r\n\"'");
    static constexpr std::array<std::string_view, 6>
        kParameters{"?sig=", "&sig=", "?code=", "&code=", "sharedaccesssignature=", "accountkey="};
    for (const std::string_view parameter : kParameters)
        markAfter(marks, text, parameter, "&; \r\n\"'");
    return marks.apply();
}

Value redact(const Value &value)
{
    switch (value.kind()) {
    case Value::Kind::String:
        return Value(redact(std::string_view(value.asString())));
    case Value::Kind::Int:
    case Value::Kind::BigInt:
        return redactedNumber(value);
    case Value::Kind::List: {
        List list;
        list.reserve(value.asList().size());
        for (const Value &item : value.asList())
            list.push_back(redact(item));
        return Value(std::move(list));
    }
    case Value::Kind::Tuple: {
        Tuple tuple;
        for (const Value &item : value.asList())
            tuple.items.push_back(redact(item));
        return Value(std::move(tuple));
    }
    case Value::Kind::Dict: {
        Dict dict;
        for (const auto &[key, member] : value.asDict())
            dict.append(redactedKey(key), redact(member));
        return Value(std::move(dict));
    }
    default:
        return value;
    }
}

} // namespace postern::log
