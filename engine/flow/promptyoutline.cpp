// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/flow/promptyoutline.h"

#include "engine/base/textencoding.h"

#include <algorithm>
#include <tuple>
#include <utility>
#include <vector>

namespace postern::flow {

namespace {

constexpr std::size_t kNone = std::string_view::npos;

/// Three dashes or more that end a line.
struct Fence
{
    std::size_t begin = 0;
    std::size_t end = 0; ///< after the line's end
};

std::vector<Fence> fencesOf(std::string_view text)
{
    std::vector<Fence> fences;
    for (std::size_t at = text.find("---"); at != kNone; at = text.find("---", at)) {
        const std::size_t end = std::min(text.find_first_not_of('-', at), text.size());
        const std::string_view rest = text.substr(end);
        const std::size_t line = rest.starts_with("\r\n") ? 2 : rest.starts_with('\n') ? 1 : 0;
        if (line > 0)
            fences.push_back({at, end + line});
        at = end;
    }
    return fences;
}

/// A line that looks like a fence and is none, as blanks or the end of the file follow.
std::size_t nearlyFence(std::string_view text)
{
    for (std::size_t begin = 0; begin < text.size();) {
        const std::size_t end = std::min(text.find('\n', begin), text.size());
        std::string_view line = text.substr(begin, end - begin);
        if (line.ends_with('\r'))
            line.remove_suffix(1);
        const std::size_t dashes = std::min(line.find_first_not_of('-'), line.size());
        const bool isBlankBehind = line.find_first_not_of(" \t", dashes) == kNone;
        if (dashes >= 3 && isBlankBehind && (dashes < line.size() || end == text.size()))
            return begin;
        begin = end + 1;
    }
    return kNone;
}

int lineOf(std::string_view text, std::size_t at)
{
    return 1
           + static_cast<int>(std::count(text.begin(), text.begin() + static_cast<long>(at), '\n'));
}

std::string withUnixLines(std::string_view text)
{
    std::string unix;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] != '\r' || i + 1 == text.size() || text[i + 1] != '\n')
            unix += text[i];
    }
    return unix;
}

bool isUtf16(std::string_view text)
{
    const std::string_view begin = text.substr(0, 64);
    return begin.starts_with("\xFF\xFE") || begin.starts_with("\xFE\xFF")
           || begin.find('\0') != kNone;
}

std::pair<Message, Message> wordsFor(std::string_view text,
                                     const std::vector<Fence> &fences,
                                     std::size_t nearly)
{
    if (isUtf16(text))
        return {tr("The file is written in UTF-16."), tr("Save it in the encoding UTF-8.")};
    if (nearly != kNone) {
        const bool isLast = text.find('\n', nearly) == kNone;
        return {
            isLast ? tr("The dashes that should end the settings are the file's last line, with no "
                        "line end after them.")
                   : tr("Blanks stand after the dashes of this line, so that they neither begin "
                        "nor end the settings."),
            isLast ? tr("Write the prompt below them.") : tr("Delete the blanks.")};
    }
    if (fences.empty())
        return {tr("The prompty has no settings: it doesn't begin with a line of three dashes."),
                tr("A prompty has two parts. Write the settings between two lines `---`, and the "
                   "prompt "
                   "below the second.")};
    return {tr("The prompty's settings have no end: there is no second line of three dashes."),
            tr("Write a line `---` between the settings and the prompt.")};
}

Diagnostic problemOf(std::string_view text,
                     const std::string &file,
                     const std::vector<Fence> &fences)
{
    const std::size_t nearly = nearlyFence(text);
    Diagnostic problem;
    problem.code = "prompty-outline";
    std::tie(problem.message, problem.hint) = wordsFor(text, fences, nearly);
    if (nearly != kNone)
        problem.offset = nearly;
    else if (!fences.empty())
        problem.offset = fences.front().begin;
    problem.place = Place{file, lineOf(text, problem.offset), 1};
    problem.promptflow = PromptflowError{
        {"UserError"},
        "Illegal formatting of prompty. The prompt file is in markdown format and can be divided "
        "into two parts, the first part is in YAML format and contains connection and model "
        "information. The second part is the prompt template."};
    return problem;
}

} // namespace

PromptyOutline outlineOf(std::string_view text, const std::string &file)
{
    PromptyOutline outline;
    const std::string lines = withLineFeeds(std::string(text));
    text = lines;
    const std::vector<Fence> fences = fencesOf(text);
    if (fences.size() < 2) {
        outline.problem = problemOf(text, file, fences);
        return outline;
    }
    outline.settings = text.substr(0, fences.back().begin);
    for (std::size_t i = 0; i < fences.front().end; ++i) {
        if (outline.settings[i] != '\n' && outline.settings[i] != '\r')
            outline.settings[i] = ' ';
    }
    outline.prompt = withUnixLines(text.substr(fences.back().end));
    if (fences.size() > 2) {
        outline.secondFence = fences[1].begin;
        outline.lastFence = fences.back().begin;
    }
    return outline;
}

} // namespace postern::flow
