// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/base/log.h"
#include "engine/base/pyrepr.h"
#include "engine/base/secretfinder.h"
#include "engine/base/value.h"

#include <algorithm>
#include <array>
#include <memory>
#include <mutex>
#include <span>
#include <unordered_set>
#include <vector>

namespace postern::log {

namespace {

constexpr std::string_view kMask = "******";
constexpr std::size_t kShortest = 4;
/// A line of a secret, or a number, that is shorter may well be something else.
constexpr std::size_t kShortestPart = 8;

/// All that is to be masked, and what finds it.
class Secrets
{
public:
    void add(std::string_view secret, const std::vector<std::string> &lines)
    {
        const std::lock_guard lock(m_mutex);
        if (!m_known.emplace(secret).second)
            return;
        m_texts.emplace_back(secret);
        for (const std::string &line : lines) {
            if (m_known.insert(line).second)
                m_texts.push_back(line);
        }
        m_all.reset();
        m_long.reset();
    }

    bool has(const std::string &text)
    {
        const std::lock_guard lock(m_mutex);
        return m_known.contains(text);
    }

    std::shared_ptr<const SecretFinder> all() { return finder(m_all, kShortest); }
    /// Of those that are no common words.
    std::shared_ptr<const SecretFinder> longOnes() { return finder(m_long, kShortestPart); }

private:
    std::shared_ptr<const SecretFinder> finder(std::shared_ptr<const SecretFinder> &kept,
                                               std::size_t shortest)
    {
        const std::lock_guard lock(m_mutex);
        if (!kept)
            kept = std::make_shared<const SecretFinder>(m_texts, shortest);
        return kept;
    }

    std::mutex m_mutex;
    std::vector<std::string> m_texts;
    std::unordered_set<std::string> m_known; ///< the same
    std::shared_ptr<const SecretFinder> m_all;
    std::shared_ptr<const SecretFinder> m_long;
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

    void add(const SecretFinder &finder)
    {
        for (const auto &[begin, end] : finder.find(m_text))
            add(begin, end);
    }

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

char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c;
}

bool endsWith(std::string_view text, std::string_view lowerCase)
{
    return text.size() >= lowerCase.size()
           && std::equal(lowerCase.rbegin(), lowerCase.rend(), text.rbegin(), [](char a, char b) {
                  return a == lower(b);
              });
}

/// Whether a text ends with the name of a header that says who asks.
bool isSecretHeader(std::string_view text)
{
    static constexpr std::array<std::string_view, 4> kHeaders{"authorization",
                                                              "api-key",
                                                              "ocp-apim-subscription-key",
                                                              "x-functions-key"};
    return std::ranges::any_of(kHeaders,
                               [text](std::string_view name) { return endsWith(text, name); });
}

/// Where a value begins that stands after a header's name and colon, as the header itself, JSON, a
/// dict's or a pair's repr write it; npos: none that is a text does. `at` is after the colon or comma.
std::size_t valueAfter(std::string_view text, std::size_t at, bool isQuoted)
{
    const std::size_t begin = std::min(text.find_first_not_of(' ', at), text.size());
    const bool isBytes = text.substr(begin, 3).find_first_of("\"'") == 1 && text[begin] == 'b';
    const std::size_t quote = std::min(text.find_first_not_of('\\', isBytes ? begin + 1 : begin),
                                       text.size());
    if (quote < text.size() && (text[quote] == '"' || text[quote] == '\''))
        return quote + 1;
    return isQuoted ? std::string_view::npos : begin;
}

/// Marks the value of each header that says who asks, whoever wrote it down. Quotes end it, so that
/// JSON stays JSON, and so does a backslash, so that no escape is cut in two.
void markHeaders(Marks &marks, std::string_view text)
{
    for (std::size_t at = text.find_first_of(":,"); at < text.size();
         at = text.find_first_of(":,", at)) {
        std::string_view before = text.substr(0, at);
        const bool isPair = text[at++] == ',';
        const std::size_t last = before.find_last_not_of(" \"'\\");
        if (last == std::string_view::npos)
            continue;
        const bool isQuoted = before.find_first_of("\"'", last + 1) != std::string_view::npos;
        before = before.substr(0, last + 1);
        if ((isPair && !isQuoted) || !isSecretHeader(before))
            continue;
        const std::size_t begin = valueAfter(text, at, isQuoted);
        if (begin == std::string_view::npos)
            continue;
        at = std::min(text.find_first_of("\r\n\"'\\", begin), text.size());
        marks.add(begin, at);
    }
}

/// Marks the rest of the word after each marker; all markers end with the same character. A
/// backslash ends it, so that no escape is cut in two.
void markAfter(Marks &marks,
               std::string_view text,
               std::span<const std::string_view> markers,
               std::string_view stops)
{
    const char last = markers.front().back();
    for (std::size_t at = text.find(last); at < text.size(); at = text.find(last, at)) {
        const std::string_view before = text.substr(0, ++at);
        const bool isMarked = std::ranges::any_of(markers, [before](std::string_view marker) {
            return endsWith(before, marker);
        });
        if (!isMarked)
            continue;
        const std::size_t begin = std::min(text.find_first_not_of(' ', at), text.size());
        at = std::min(text.find_first_of(stops, begin), text.size());
        marks.add(begin, at);
    }
}

/// The lines of a secret that has several, which may be written one by one. Those that frame a key
/// ("-----BEGIN ...") are the same in all.
std::vector<std::string> linesOfSecret(std::string_view secret)
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

Value redactedNumber(const Value &number)
{
    const std::string text = py::str(number);
    return text.size() >= kShortestPart && secrets().has(text) ? Value(kMask) : number;
}

/// A key says what its value is: only one that holds a long secret is masked.
Value redactedKey(const Value &key)
{
    if (!key.isString() || key.asString().size() < kShortestPart)
        return key;
    Marks marks(key.asString());
    marks.add(*secrets().longOnes());
    return Value(marks.apply());
}

} // namespace

void registerSecret(std::string_view secret)
{
    if (secret.size() >= kShortest)
        secrets().add(secret, linesOfSecret(secret));
}

std::string redact(std::string_view text)
{
    Marks marks(text);
    marks.add(*secrets().all());
    markHeaders(marks, text);
    static constexpr std::array<std::string_view, 10> kParameters{"?sig=",
                                                                  "&sig=",
                                                                  "&amp;sig=",
                                                                  "\\u0026sig=",
                                                                  "?code=",
                                                                  "&code=",
                                                                  "&amp;code=",
                                                                  "\\u0026code=",
                                                                  "sharedaccesssignature=",
                                                                  "accountkey="};
    markAfter(marks, text, kParameters, "&; \r\n\"'\\");
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
            dict.append(redactedKey(key),
                        member.isString() && key.isString() && isSecretHeader(key.asString())
                            ? Value(kMask)
                            : redact(member));
        return Value(std::move(dict));
    }
    default:
        return value;
    }
}

} // namespace postern::log
