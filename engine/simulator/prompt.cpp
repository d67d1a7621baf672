// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/simulator/prompt.h"

#include "engine/base/error.h"
#include "engine/base/json.h"
#include "engine/simulator/label.h"
#include "engine/simulator/words.h"

#include <algorithm>
#include <array>
#include <initializer_list>

namespace postern::simulator {
namespace {

bool mentions(std::string_view lower, std::initializer_list<std::string_view> words)
{
    return std::ranges::any_of(words, [&](std::string_view word) {
        return lower.find(word) != lower.npos;
    });
}

/// The text after the last question label that has any, up to the next label or blank line.
std::string labelledQuestion(std::string_view text)
{
    std::string question;
    std::string current;
    bool inside = false;
    const auto close = [&] {
        if (!trimmed(current).empty())
            question = trimmed(current);
        current.clear();
        inside = false;
    };
    for (const std::string_view line : linesOf(text)) {
        const Label label = labelOf(line);
        if (label.kind != LabelKind::None)
            close();
        if (label.kind == LabelKind::Question) {
            inside = true;
            current = label.rest;
        } else if (inside && line.empty() && !trimmed(current).empty()) {
            close();
        } else if (inside && label.kind == LabelKind::None) {
            current += '\n';
            current += line;
        }
    }
    close();
    return question;
}

bool endsWithAnswerLabel(std::string_view text)
{
    const std::vector<std::string_view> lines = linesOf(trimmed(text));
    return !lines.empty() && labelOf(lines.back()).kind == LabelKind::Answer;
}

/// The whole of a short text; of a long one, or one that is a form to fill in, the last paragraph
/// that is more than a label.
std::string lastParagraph(std::string_view text)
{
    constexpr std::size_t kShort = 400;
    if (text.size() <= kShort && !endsWithAnswerLabel(text))
        return std::string(trimmed(text));
    std::string paragraph;
    std::string last;
    for (const std::string_view line : linesOf(text)) {
        if (line.empty()) {
            if (!trimmed(paragraph).empty())
                last = trimmed(paragraph);
            paragraph.clear();
        } else if (labelOf(line).kind != LabelKind::Answer) {
            paragraph += paragraph.empty() ? "" : "\n";
            paragraph += line;
        }
    }
    return trimmed(paragraph).empty() ? last : std::string(trimmed(paragraph));
}

/// Collects passages line by line.
class PassageReader
{
public:
    void take(std::string_view line)
    {
        const Label label = labelOf(line);
        switch (label.kind) {
        case LabelKind::Context:
            m_inside = true;
            begin("", label.rest);
            return;
        case LabelKind::Content:
            m_inside = true;
            begin("", label.rest);
            return;
        case LabelKind::Source:
            if (!m_passages.empty())
                m_passages.back().mark = "(Source: " + std::string(label.rest) + ')';
            return;
        case LabelKind::None:
            break;
        default:
            m_inside = false;
            return;
        }
        const std::string_view mark = takeBracketMark(line);
        const int number = mark.empty() && m_inside ? takeItemNumber(line) : 0;
        if (!mark.empty())
            begin(std::string(mark), line);
        else if (number > 0)
            begin('[' + std::to_string(number) + ']', line);
        else if (m_inside || m_afterMark)
            append(line);
        m_afterMark = !line.empty() && (m_afterMark || !mark.empty());
    }

    std::vector<Passage> passages() &&
    {
        std::erase_if(m_passages, [](const Passage &p) { return trimmed(p.text).empty(); });
        return std::move(m_passages);
    }

private:
    void begin(std::string mark, std::string_view text)
    {
        m_passages.push_back({std::move(mark), std::string(text)});
    }

    void append(std::string_view line)
    {
        if (m_passages.empty())
            begin("", line);
        else if (!line.empty())
            m_passages.back().text += '\n' + std::string(line);
    }

    std::vector<Passage> m_passages;
    bool m_inside = false;    // below a context label
    bool m_afterMark = false; // lines that go on a marked passage
};

std::string_view unquoted(std::string_view text)
{
    constexpr std::string_view kQuotes = " \t\"'`[](){}<>.;:*";
    const std::size_t begin = text.find_first_not_of(kQuotes);
    if (begin == text.npos)
        return {};
    return text.substr(begin, text.find_last_not_of(kQuotes) - begin + 1);
}

std::vector<std::string> quotedTexts(std::string_view line)
{
    std::vector<std::string> texts;
    for (std::size_t at = 0; at < line.size();) {
        const std::size_t begin = line.find_first_of("\"`", at);
        const std::size_t end = begin == line.npos ? begin : line.find(line[begin], begin + 1);
        if (end == line.npos)
            break;
        texts.emplace_back(line.substr(begin + 1, end - begin - 1));
        at = end + 1;
    }
    return texts;
}

/// "Movie, App, PDF or None based on the text." -> Movie, App, PDF, None
std::vector<Category> splitEnumeration(std::string_view text)
{
    std::string unified(text);
    for (const std::string_view word : {" or ", " and ", " 또는 ", " 혹은 ", " 및 ", "/", "|"}) {
        for (std::size_t at = 0; (at = unified.find(word, at)) != std::string::npos;)
            unified.replace(at, word.size(), ",");
    }
    std::vector<Category> categories;
    std::string_view rest = unified;
    while (!rest.empty()) {
        const std::size_t comma = std::min(rest.find(','), rest.size());
        std::string_view item = unquoted(rest.substr(0, comma));
        rest.remove_prefix(std::min(comma + 1, rest.size()));
        if (std::ranges::count(item, ' ') > 3) // a sentence goes on after the last one
            item = item.substr(0, item.find(' '));
        if (!item.empty() && item.size() <= 60)
            categories.push_back({std::string(item), ""});
    }
    return categories;
}

std::vector<Category> bulletsBelow(const std::vector<std::string_view> &lines, std::size_t from)
{
    std::vector<Category> categories;
    for (std::size_t i = from; i < lines.size(); ++i) {
        std::string_view line = lines[i];
        if (line.empty() && categories.empty())
            continue;
        const bool isBullet = line.starts_with("- ") || line.starts_with("* ")
                              || line.starts_with("\xE2\x80\xA2");
        if (!isBullet && takeItemNumber(line) == 0)
            break;
        const std::size_t colon = line.find(": ");
        const std::size_t dash = line.find(" - ", 2);
        const std::size_t end = std::min({colon, dash, line.size()});
        std::string_view name = unquoted(line.substr(0, end));
        while (!name.empty() && (name[0] == '-' || name.starts_with("\xE2\x80\xA2")))
            name = trimmed(name.substr(name[0] == '-' ? 1 : 3));
        const std::string_view description = end < line.size() ? trimmed(line.substr(end + 2))
                                                               : std::string_view();
        if (!unquoted(name).empty())
            categories.push_back({std::string(unquoted(name)), std::string(description)});
    }
    return categories;
}

/// The choices that a line such as "Classify into one of the following categories:" announces.
std::vector<Category> choicesAt(const std::vector<std::string_view> &lines, std::size_t at)
{
    const std::vector<std::string> quoted = quotedTexts(lines[at]);
    if (quoted.size() >= 3) {
        std::vector<Category> categories;
        for (const std::string &text : quoted) {
            if (lowered(text) != "category")
                categories.push_back({text, ""});
        }
        return categories;
    }
    const std::size_t colon = lines[at].rfind(':');
    const std::string_view behind = colon == std::string_view::npos ? std::string_view()
                                                                    : lines[at].substr(colon + 1);
    if (!trimmed(behind).empty())
        return splitEnumeration(behind);
    std::vector<Category> categories = bulletsBelow(lines, at + 1);
    if (categories.empty() && at + 1 < lines.size())
        categories = splitEnumeration(lines[at + 1]);
    return categories;
}

/// The end of the JSON object that begins at `at`; npos when it isn't closed.
std::size_t objectEnd(std::string_view text, std::size_t at)
{
    int depth = 0;
    bool inString = false;
    for (; at < text.size(); ++at) {
        const char c = text[at];
        if (inString) {
            if (c == '\\')
                ++at;
            else if (c == '"')
                inString = false;
        } else if (c == '"') {
            inString = true;
        } else if (c == '{') {
            ++depth;
        } else if (c == '}' && --depth == 0) {
            return at + 1;
        }
    }
    return text.npos;
}

} // namespace

Prompt::Prompt(std::vector<Message> messages)
    : m_messages(std::move(messages))
{
    for (const Message &message : m_messages) {
        if (message.role == "user")
            m_lastUserText = message.text;
        else if (message.role == "system" || message.role == "developer")
            m_instructions += message.text + '\n';
    }
    m_question = labelledQuestion(m_lastUserText);
    if (m_question.empty())
        m_question = lastParagraph(m_lastUserText);
    if (m_question.empty())
        m_question = labelledQuestion(m_instructions);
    if (m_question.empty())
        m_question = lastParagraph(m_instructions);
    m_instructions += m_lastUserText;
}

std::vector<Passage> Prompt::passages() const
{
    PassageReader reader;
    for (const std::string_view line : linesOf(m_instructions))
        reader.take(line);
    return std::move(reader).passages();
}

std::vector<Category> Prompt::categories() const
{
    const std::vector<std::string_view> lines = linesOf(m_instructions);
    for (std::size_t i = 0; i < lines.size(); ++i) {
        const std::string lower = lowered(lines[i]);
        if (!mentions(lower,
                      {"classif",
                       "categor",
                       "one of the following",
                       "one of these",
                       "one of:",
                       "labels:",
                       "intents:",
                       "분류",
                       "카테고리",
                       "중 하나"})) {
            continue;
        }
        std::vector<Category> categories = choicesAt(lines, i);
        if (categories.size() >= 2)
            return categories;
    }
    return {};
}

/// The keys of an object whose values are only described, as {"name": the name}; empty for braces
/// of something else.
static Dict sketchedObject(std::string_view text)
{
    Dict sketch;
    for (std::size_t at = 0; (at = text.find('"', at)) != text.npos;) {
        const std::size_t end = text.find('"', at + 1);
        if (end == text.npos)
            break;
        const std::size_t next = text.find_first_not_of(" \t", end + 1);
        const std::string_view key = text.substr(at + 1, end - at - 1);
        if (next != text.npos && text[next] == ':' && !key.empty() && key.find('\n') == key.npos)
            sketch.set(Value(key), Value(""));
        at = end + 1;
    }
    return sketch;
}

std::optional<Value> Prompt::sampleObject() const
{
    constexpr int kMostTried = 200;
    std::optional<Value> sample;
    Dict sketch;
    int tried = 0;
    for (std::size_t at = 0; (at = m_instructions.find('{', at)) != std::string::npos;) {
        const std::size_t end = objectEnd(m_instructions, at);
        if (end == std::string::npos || ++tried > kMostTried)
            break;
        try {
            Value value = json::parse(std::string_view(m_instructions).substr(at, end - at));
            if (!value.asDict().empty())
                sample = std::move(value);
            at = end;
        } catch (const Error &) {
            // A long one is material.
            constexpr std::size_t kLongestSketch = 400;
            const std::string_view text = std::string_view(m_instructions).substr(at, end - at);
            Dict keys = text.size() <= kLongestSketch ? sketchedObject(text) : Dict();
            if (!keys.empty())
                sketch = std::move(keys);
            ++at;
        }
    }
    if (!sample && !sketch.empty())
        return Value(std::move(sketch));
    return sample;
}

bool Prompt::asksForRewrite() const
{
    const std::string lower = lowered(m_instructions);
    return mentions(lower,
                    {"rewrite",
                     "rephrase",
                     "reformulate",
                     "standalone",
                     "stand-alone",
                     "재작성",
                     "다시 작성",
                     "독립적인 질문"})
           && mentions(lower, {"question", "query", "질문", "검색어"});
}

int Prompt::gradeScale() const
{
    const std::string lower = lowered(m_instructions);
    if (!mentions(lower, {"score", "rate ", "rating", "grade", "stars", "점수", "평가"}))
        return 0;
    for (const int scale : {5, 10, 100}) {
        const std::string top = std::to_string(scale);
        for (const char *low : {"0", "1"}) {
            for (const char *between : {" to ", "-", " and ", "~", " ~ ", "에서 ", "부터 "}) {
                const std::string range = low + std::string(between) + top;
                const std::size_t at = lower.find(range);
                const std::size_t end = at + range.size();
                if (at != std::string::npos && (end == lower.size() || !std::isdigit(lower[end])))
                    return scale;
            }
        }
    }
    return 0;
}

} // namespace postern::simulator
