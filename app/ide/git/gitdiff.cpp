// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/ide/git/gitdiff.h"

#include "engine/base/error.h"
#include "engine/base/sequencediff.h"

#include <algorithm>
#include <utility>

namespace postern::ide {

namespace {

constexpr std::size_t kMostPatch = 2'000'000;

bool looksBinary(const std::string &text)
{
    return text.find('\0') != std::string::npos;
}

/// What became of the node that the hunk is about, where it is about one alone.
graph::Difference differenceOf(const git::Hunk &hunk)
{
    const auto isOnly = [&hunk](char sign) {
        bool hasSign = false;
        for (std::size_t at = 0; at < hunk.text.size();) {
            const char first = hunk.text[at];
            if ((first == '+' || first == '-') && first != sign)
                return false;
            hasSign = hasSign || first == sign;
            at = std::min(hunk.text.find('\n', at), hunk.text.size() - 1) + 1;
        }
        return hasSign;
    };
    if (isOnly('+'))
        return graph::Difference::Added;
    return isOnly('-') ? graph::Difference::Removed : graph::Difference::Changed;
}

void addHunks(GitFileDiff &diff, std::vector<git::Hunk> hunks, bool isStaged)
{
    diff.hunks.reserve(diff.hunks.size() + hunks.size());
    for (std::size_t i = 0; i < hunks.size(); ++i) {
        GitHunk hunk;
        hunk.index = i;
        hunk.isStaged = isStaged;
        hunk.difference = differenceOf(hunks[i]);
        for (const SequenceChange &change : hunks[i].changes) {
            diff.added += change.bEnd - change.bBegin;
            diff.removed += change.aEnd - change.aBegin;
        }
        hunk.hunk = std::move(hunks[i]);
        diff.hunks.push_back(std::move(hunk));
    }
}

GitFlowTextsPointer comparedTexts(std::string before, std::string after)
{
    auto texts = std::make_shared<GitFlowTexts>();
    try {
        texts->diff = git::diffFlows(before, after);
    } catch (const Error &error) {
        texts->unread = error.translatableMessage();
    }
    texts->before = std::move(before);
    texts->after = std::move(after);
    return texts;
}

Task<std::string> textAt(git::Repository &repository, std::string object)
{
    git::Call call;
    call.arguments = {"cat-file", "blob", std::move(object)};
    git::Answer answer = co_await repository.git().call(std::move(call));
    co_return answer.ok() ? std::move(answer.output) : std::string();
}

} // namespace

std::size_t GitFileDiff::stagedCount() const
{
    return static_cast<std::size_t>(std::ranges::count_if(hunks, &GitHunk::isStaged));
}

Task<GitFileDiffPointer> readFileDiff(git::Repository &repository, std::string path)
{
    auto diff = std::make_shared<GitFileDiff>();
    diff->path = path;
    const std::string committed = co_await repository.committedText(path);
    diff->staged = co_await repository.stagedText(path);
    diff->working = co_await repository.workingText(path);
    git::LfsPointer pointer;
    if (git::readLfsPointer(diff->staged, pointer) || git::readLfsPointer(diff->working, pointer))
        diff->lfs = pointer;
    diff->isBinary = looksBinary(committed) || looksBinary(diff->staged)
                     || looksBinary(diff->working);
    if (!diff->isBinary && !diff->lfs) {
        addHunks(*diff, git::hunksBetween(committed, diff->staged), true);
        addHunks(*diff, git::hunksBetween(diff->staged, diff->working), false);
        std::ranges::stable_sort(diff->hunks, {}, [](const GitHunk &hunk) {
            return hunk.hunk.firstLine;
        });
    }
    co_return diff;
}

Task<GitFlowTextsPointer> readFlowTexts(git::Repository &repository, std::string path)
{
    std::string before = co_await repository.committedText(path);
    std::string after = co_await repository.workingText(path);
    co_return comparedTexts(std::move(before), std::move(after));
}

Task<GitCommitViewPointer> readCommit(git::Repository &repository,
                                      std::string id,
                                      std::string flowPath)
{
    auto view = std::make_shared<GitCommitView>();
    view->id = id;
    std::vector<std::string> ask{"show",
                                 "--no-color",
                                 "--no-ext-diff",
                                 "--no-textconv",
                                 "--no-show-signature",
                                 "--stat",
                                 "--patch",
                                 "--format=%H%n%an <%ae>%n%aI%n%n%B",
                                 id,
                                 "--"};
    view->patch = co_await repository.git().output(std::move(ask));
    if (view->patch.size() > kMostPatch)
        view->patch.resize(kMostPatch);
    std::string before = co_await textAt(repository, id + "^:" + flowPath);
    std::string after = co_await textAt(repository, id + ":" + flowPath);
    view->flow = comparedTexts(std::move(before), std::move(after));
    co_return view;
}

} // namespace postern::ide
