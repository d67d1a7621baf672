// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/simulator/label.h"

#include "engine/simulator/words.h"

#include <array>
#include <charconv>

namespace postern::simulator {
namespace {

struct Word
{
    std::string_view text; // lower case
    LabelKind kind;
};

constexpr std::array kWords{
    Word{"standalone question", LabelKind::Answer},
    Word{"rewritten question", LabelKind::Answer},
    Word{"question", LabelKind::Question},
    Word{"user question", LabelKind::Question},
    Word{"current question", LabelKind::Question},
    Word{"follow up question", LabelKind::Question},
    Word{"follow-up question", LabelKind::Question},
    Word{"follow up input", LabelKind::Question},
    Word{"query", LabelKind::Question},
    Word{"user query", LabelKind::Question},
    Word{"user input", LabelKind::Question},
    Word{"input", LabelKind::Question},
    Word{"user", LabelKind::Question},
    Word{"human", LabelKind::Question},
    Word{"q", LabelKind::Question},
    Word{"질문", LabelKind::Question},
    Word{"사용자", LabelKind::Question},
    Word{"사용자 질문", LabelKind::Question},
    Word{"입력", LabelKind::Question},
    Word{"answer", LabelKind::Answer},
    Word{"output", LabelKind::Answer},
    Word{"response", LabelKind::Answer},
    Word{"assistant", LabelKind::Answer},
    Word{"a", LabelKind::Answer},
    Word{"답변", LabelKind::Answer},
    Word{"답", LabelKind::Answer},
    Word{"출력", LabelKind::Answer},
    Word{"context", LabelKind::Context},
    Word{"contexts", LabelKind::Context},
    Word{"documents", LabelKind::Context},
    Word{"retrieved documents", LabelKind::Context},
    Word{"sources", LabelKind::Context},
    Word{"passages", LabelKind::Context},
    Word{"references", LabelKind::Context},
    Word{"search results", LabelKind::Context},
    Word{"knowledge", LabelKind::Context},
    Word{"컨텍스트", LabelKind::Context},
    Word{"문맥", LabelKind::Context},
    Word{"문서", LabelKind::Context},
    Word{"참고 자료", LabelKind::Context},
    Word{"참고 문서", LabelKind::Context},
    Word{"자료", LabelKind::Context},
    Word{"검색 결과", LabelKind::Context},
    Word{"source", LabelKind::Source},
    Word{"출처", LabelKind::Source},
    Word{"content", LabelKind::Content},
    Word{"내용", LabelKind::Content},
};

LabelKind kindOf(std::string_view text)
{
    const std::string lower = lowered(text);
    for (const Word &word : kWords) {
        if (word.text == lower)
            return word.kind;
    }
    return LabelKind::None;
}

std::string_view withoutMarkup(std::string_view text)
{
    constexpr std::string_view kMarkup = "#*_->` \t\"";
    const std::size_t begin = text.find_first_not_of(kMarkup);
    if (begin == text.npos)
        return {};
    return text.substr(begin, text.find_last_not_of(kMarkup) - begin + 1);
}

} // namespace

Label labelOf(std::string_view line)
{
    constexpr std::size_t kLongestLabel = 40;
    const bool isHeading = line.starts_with('#');
    const std::size_t colon = line.find(':');
    if (colon <= kLongestLabel) { // npos is beyond it
        const LabelKind kind = kindOf(withoutMarkup(line.substr(0, colon)));
        if (kind != LabelKind::None) {
            std::string_view rest = line.substr(colon + 1);
            while (rest.starts_with('*')) // "**Question:** text"
                rest.remove_prefix(1);
            return {kind, trimmed(rest)};
        }
    }
    if (!isHeading)
        return {};
    std::string_view words = withoutMarkup(line);
    if (words.ends_with(':'))
        words.remove_suffix(1);
    const LabelKind kind = kindOf(words);
    return {kind == LabelKind::None ? LabelKind::Other : kind, {}};
}

std::string_view takeBracketMark(std::string_view &line)
{
    constexpr std::size_t kLongestMark = 60;
    const std::size_t end = line.find(']');
    if (!line.starts_with('[') || end == line.npos || end < 2 || end > kLongestMark)
        return {};
    const std::string_view mark = line.substr(0, end + 1);
    if (mark.find_first_of("{}\",") != mark.npos) // a list or a template, not a mark
        return {};
    line.remove_prefix(end + 1);
    if (line.starts_with(':'))
        line.remove_prefix(1);
    line = trimmed(line);
    return mark;
}

int takeItemNumber(std::string_view &line)
{
    int number = 0;
    const auto [stop, error] = std::from_chars(line.data(), line.data() + line.size(), number);
    const auto length = static_cast<std::size_t>(stop - line.data());
    if (error != std::errc() || number <= 0 || length + 1 >= line.size()
        || (line[length] != '.' && line[length] != ')') || line[length + 1] != ' ') {
        return 0;
    }
    line = trimmed(line.substr(length + 1));
    return number;
}

} // namespace postern::simulator
