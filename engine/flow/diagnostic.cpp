// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/flow/diagnostic.h"

#include <algorithm>
#include <tuple>
#include <utility>

namespace postern::flow {

void sortByPlace(std::vector<Diagnostic> &problems, const std::string &ownFile)
{
    const auto key = [&ownFile](const Diagnostic &problem) {
        const Place &place = problem.place;
        return std::tuple(place.file != ownFile, place.file, place.line, place.column);
    };
    std::ranges::stable_sort(problems, {}, key);
}

std::vector<Diagnostic> mostImportant(std::vector<Diagnostic> problems, const std::string &ownFile)
{
    constexpr std::size_t kMostListed = 300;
    if (problems.size() <= kMostListed + 1) // a line for one more would be no shorter
        return problems;
    std::ranges::stable_sort(problems, {}, &Diagnostic::severity);
    Diagnostic last = problems[kMostListed];
    const std::size_t rest = problems.size() - kMostListed;
    problems.resize(kMostListed);
    sortByPlace(problems, ownFile);
    last.code = "more-problems";
    last.message = tr("There are %1 more problems.", rest);
    last.hint = tr("They are listed once these are mended.");
    last.fix.reset();
    last.promptflow.reset();
    problems.push_back(std::move(last));
    return problems;
}

Error toError(const Diagnostic &diagnostic)
{
    Error error(ErrorCode::InvalidFlow, diagnostic.message, diagnostic.hint, diagnostic.place);
    if (diagnostic.promptflow)
        return std::move(error).as(diagnostic.promptflow->codes, diagnostic.promptflow->message);
    return error;
}

} // namespace postern::flow
