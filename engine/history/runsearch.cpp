// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/history/runsearch.h"

#include "engine/base/error.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>
#include <string_view>
#include <system_error>

namespace postern::history {

namespace {

/// A word of a query: `state:failed`, `cost>0.01`, `-tag:x`, `words`.
struct Word
{
    std::string field; ///< empty: a text to look for
    std::string sign;  ///< ":", ">", ">=", "<", "<=" or "="
    std::string value;
    bool isNot = false;
};

bool isLetter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

std::string lowerCase(std::string text)
{
    for (char &c : text) {
        if (c >= 'A' && c <= 'Z')
            c = static_cast<char>(c + ('a' - 'A'));
    }
    return text;
}

[[noreturn]] void throwSearch(Message message, Message hint)
{
    throw Error(ErrorCode::Usage, std::move(message), std::move(hint));
}

/// Splits at spaces outside of quotes; quotes keep what is in them a text.
std::vector<Word> wordsOf(std::string_view text)
{
    constexpr std::string_view kSpaces = " \t\r\n";
    std::vector<Word> words;
    for (std::size_t at = 0; at < text.size();) {
        if (kSpaces.find(text[at]) != std::string_view::npos) {
            ++at;
            continue;
        }
        Word word;
        word.isNot = text[at] == '-' && at + 1 < text.size()
                     && kSpaces.find(text[at + 1]) == std::string_view::npos;
        at += word.isNot ? 1 : 0;
        std::size_t sign = at;
        while (sign < text.size() && (isLetter(text[sign]) || text[sign] == '_'))
            ++sign;
        if (sign > at && sign < text.size()
            && std::string_view(":<>=").find(text[sign]) != std::string_view::npos) {
            word.field = lowerCase(std::string(text.substr(at, sign - at)));
            at = sign + 1;
            word.sign = text[sign];
            if (at < text.size() && text[at] == '=' && word.sign != ":")
                word.sign += text[at++];
        }
        const bool isQuoted = at < text.size() && text[at] == '"';
        const std::size_t end = isQuoted ? text.find('"', at + 1) : text.find_first_of(kSpaces, at);
        const std::size_t from = at + (isQuoted ? 1 : 0);
        const std::size_t to = std::min(end, text.size());
        word.value = text.substr(from, to - from);
        at = std::min(to + (isQuoted ? 1 : 0), text.size());
        words.push_back(std::move(word));
    }
    return words;
}

/// A number with a unit of `units`, the first of which it has when none is named.
double numberOf(const Word &word, std::initializer_list<std::pair<std::string_view, double>> units)
{
    double number = 0;
    const char *end = word.value.data() + word.value.size();
    const auto [rest, error] = std::from_chars(word.value.data(), end, number);
    const std::string_view unit(rest, static_cast<std::size_t>(end - rest));
    if (error == std::errc()) {
        if (unit.empty())
            return number * units.begin()->second;
        for (const auto &[name, factor] : units) {
            if (unit == name)
                return number * factor;
        }
    }
    throwSearch(tr("'%1' asks for a number, and '%2' is none.", word.field, word.value),
                tr("Write it as %1.", word.field + ">10"));
}

/// Microseconds of a day's beginning, or of a moment of it: 2026-11-30, 2026-11-30T12:00.
std::int64_t timeOf(const Word &word)
{
    std::array<int, 5> parts{0, 1, 1, 0, 0};
    const char *at = word.value.data();
    const char *const end = at + word.value.size();
    std::size_t found = 0;
    while (found < parts.size()) {
        const auto [rest, error] = std::from_chars(at, end, parts.at(found));
        if (error != std::errc())
            break;
        ++found;
        at = rest;
        if (at == end || std::string_view("-T: ").find(*at) == std::string_view::npos)
            break;
        ++at;
    }
    const std::chrono::year_month_day day{std::chrono::year(parts[0]),
                                          std::chrono::month(static_cast<unsigned>(parts[1])),
                                          std::chrono::day(static_cast<unsigned>(parts[2]))};
    constexpr int kHours = 24;
    constexpr int kMinutes = 60;
    const bool isTime = parts[3] >= 0 && parts[3] < kHours && parts[4] >= 0 && parts[4] < kMinutes;
    if (at != end || found < 3 || !day.ok() || !isTime)
        throwSearch(tr("'%1' is no day.", word.value), tr("Write it as 2026-11-30."));
    const auto moment = std::chrono::sys_days(day) + std::chrono::hours(parts[3])
                        + std::chrono::minutes(parts[4]);
    return std::chrono::duration_cast<std::chrono::microseconds>(moment.time_since_epoch()).count();
}

struct StateName
{
    std::string_view name;
    RunState run;
    int node; ///< how bad a node's end is, see RunWriter
};
constexpr std::array<StateName, 8> kStateWords{{{"completed", RunState::Completed, 2},
                                                {"done", RunState::Completed, 2},
                                                {"failed", RunState::Failed, 4},
                                                {"canceled", RunState::Canceled, 3},
                                                {"cancelled", RunState::Canceled, 3},
                                                {"interrupted", RunState::Interrupted, -1},
                                                {"running", RunState::Running, 0},
                                                {"bypassed", RunState::Running, 1}}};

const StateName &stateNamed(const Word &word)
{
    const std::string wanted = lowerCase(word.value);
    const auto *const found = std::ranges::find(kStateWords, wanted, &StateName::name);
    if (found == kStateWords.end())
        throwSearch(tr("There is no state '%1'.", word.value),
                    tr("There are: completed, failed, canceled, interrupted, running."));
    return *found;
}

class Conditions
{
public:
    explicit Conditions(std::vector<Word> words)
        : m_words(std::move(words))
    {
        for (const Word &word : m_words)
            m_hasNode = m_hasNode || (word.field == "node" && !word.isNot);
    }

    RunCondition take(const std::string &kind)
    {
        if (!kind.empty() && kind != "all")
            add({}, "kind = ?", kind);
        for (const Word &word : m_words)
            addWord(word);
        return std::move(m_condition);
    }

private:
    void add(const Word &word, const std::string &sql)
    {
        m_condition.sql += word.isNot ? " AND NOT (" + sql + ")" : " AND (" + sql + ")";
    }
    template<typename T>
    void add(const Word &word, const std::string &sql, T value)
    {
        add(word, sql);
        m_condition.values.emplace_back(std::move(value));
    }

    void addWord(const Word &word)
    {
        if (word.field.empty())
            return addText(word);
        if (addNumber(word) || addName(word))
            return;
        if (word.field == "state") {
            if (!m_hasNode) // else said with the node
                add(word, "state = ?", static_cast<std::int64_t>(stateNamed(word).run));
        } else if (word.field == "node") {
            addNode(word);
        } else if (word.field == "tag") {
            // "k" also finds "k=v"
            add(word,
                "number IN (SELECT run FROM tag WHERE ? IN (name, substr(name, 1, instr(name || "
                "'=', '=') - 1)))",
                word.value);
        } else if (word.field == "pinned") {
            add(word, "pinned = ?", std::int64_t(lowerCase(word.value) == "no" ? 0 : 1));
        } else if (word.field == "after") {
            add(word, "started >= ?", timeOf(word));
        } else if (word.field == "before") {
            add(word, "started < ?", timeOf(word));
        } else {
            throwSearch(
                tr("There is nothing called '%1' to search by.", word.field),
                tr("There are: state, node, tag, kind, flow, variant, commit, id, parent, pinned, "
                   "after, before, cost, tokens, time, lines, failed. A text with such a sign "
                   "goes into quotes."));
        }
    }

    void addText(const Word &word)
    {
        std::string phrase;
        bool hasLetters = false;
        for (const char c : word.value) {
            const auto byte = static_cast<unsigned char>(c);
            hasLetters = hasLetters || isLetter(c) || (c >= '0' && c <= '9') || byte >= 0x80U;
            phrase += c == '"' ? ' ' : c;
        }
        if (hasLetters)
            add(word,
                "number IN (SELECT rowid FROM words WHERE words MATCH ?)",
                "\"" + phrase + "\"*");
    }

    bool addNumber(const Word &word)
    {
        using Units = std::initializer_list<std::pair<std::string_view, double>>;
        const auto column = [&](const char *name, Units units) {
            const std::string sign = word.sign == ":" ? "=" : word.sign;
            add(word, std::string(name) + " " + sign + " ?", numberOf(word, units));
            return true;
        };
        if (word.field == "cost")
            return column("cost", {{"", 1}});
        if (word.field == "tokens")
            return column("total_tokens", {{"", 1}, {"k", 1e3}, {"M", 1e6}});
        if (word.field == "time")
            return column("elapsed", {{"s", 1e6}, {"ms", 1e3}, {"m", 6e7}, {"h", 3.6e9}});
        if (word.field == "lines")
            return column("lines", {{"", 1}});
        return word.field == "failed" && column("failed_lines", {{"", 1}});
    }

    bool addName(const Word &word)
    {
        constexpr std::array<std::pair<std::string_view, const char *>, 4> kEqual{
            {{"kind", "kind = ?"},
             {"variant", "instr(variant, ?) > 0"},
             {"flow", "instr(lower(flow || '/' || name), lower(?)) > 0"},
             {"parent", "parent = upper(?)"}}};
        for (const auto &[name, sql] : kEqual) {
            if (word.field == name) {
                add(word, sql, word.value);
                return true;
            }
        }
        if (word.field == "commit")
            add(word, "revision <> '' AND instr(revision, lower(?)) = 1", word.value);
        else if (word.field == "id")
            add(word, "instr(id, upper(?)) = 1", word.value);
        else
            return false;
        return true;
    }

    /// A node that the run has; with `state:` one that ended so.
    void addNode(const Word &word)
    {
        std::string sql = "SELECT run FROM node WHERE name = ?";
        m_condition.values.emplace_back(word.value);
        for (const Word &state : m_words) {
            if (state.field != "state" || word.isNot)
                continue;
            sql += state.isNot ? " AND state <> ?" : " AND state = ?";
            m_condition.values.emplace_back(static_cast<std::int64_t>(stateNamed(state).node));
        }
        add(word, "number IN (" + sql + ")");
    }

    std::vector<Word> m_words;
    bool m_hasNode = false;
    RunCondition m_condition{"1", {}};
};

} // namespace

RunCondition conditionOf(const RunQuery &query)
{
    return Conditions(wordsOf(query.words)).take(query.kind);
}

} // namespace postern::history
