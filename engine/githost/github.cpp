// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/githost/hosts.h"
#include "engine/http/url.h"

#include <algorithm>
#include <chrono>
#include <utility>

namespace postern::githost {

namespace {

constexpr std::size_t kGitHubDescription = 65'000; // GitHub takes 65,536 characters

std::string labelOf(const HostCalls &calls, const PullRequestDraft &draft)
{
    return (draft.sourceOwner.empty() ? calls.place().owner : draft.sourceOwner) + ":"
           + draft.source;
}

PullRequest pullRequestOf(const HostCalls &calls, const Value &body)
{
    PullRequest made;
    if (const Value *const number = memberAt(body, "number"); number != nullptr && number->isInt())
        made.number = number->asInt();
    made.page = safePage(calls.place(),
                         textAt(body, "html_url"),
                         calls.place().pageAddress() + "/pull/" + std::to_string(made.number));
    return made;
}

/// What stands in "errors" of a 422: the first with a sentence, else "field code".
std::string reasonOf(const HostAnswer &answer)
{
    const Value *const errors = answer.body ? memberAt(*answer.body, "errors") : nullptr;
    if (errors == nullptr || !errors->isList())
        return {};
    std::string fields;
    for (const Value &error : errors->asList()) {
        if (error.isString())
            return error.asString();
        if (std::string message = textAt(error, "message"); !message.empty())
            return message;
        fields += (fields.empty() ? "" : ", ") + textAt(error, "field") + " "
                  + textAt(error, "code");
    }
    return fields;
}

Error notValid(const HostCalls &calls, const HostAnswer &answer, const PullRequestDraft &draft)
{
    const std::string reason = reasonOf(answer);
    if (reason.find("head ") == 0 || reason.find(", head ") != std::string::npos)
        return {ErrorCode::InvalidInput,
                tr("There is no branch '%1' in %2.", draft.source, calls.place().name()),
                tr("Push it first: git push, or --push.")};
    if (reason.find("base ") == 0 || reason.find(", base ") != std::string::npos)
        return {ErrorCode::InvalidInput,
                tr("There is no branch '%1' in %2.", draft.target, calls.place().name()),
                tr("Name the branch to merge into by --base.")};
    if (reason.starts_with("No commits between"))
        return {ErrorCode::InvalidInput,
                tr("'%1' has nothing that '%2' doesn't have.", draft.source, draft.target),
                tr("Commit and push first.")};
    Error error(ErrorCode::InvalidInput,
                tr("GitHub didn't take the pull request: %1",
                   reason.empty() ? answer.message : reason),
                tr("Open it in a browser, or change what it says."));
    return error;
}

/// The open one of these branches.
Task<std::optional<PullRequest>> existingOn(HostCalls &calls, PullRequestDraft draft)
{
    const std::string query = "/pulls?state=open&head=" + http::escapeUrl(labelOf(calls, draft))
                              + "&base=" + http::escapeUrl(draft.target);
    const HostAnswer answer = co_await calls.get(query);
    if (answer.status != 200 || !answer.body || !answer.body->isList()
        || answer.body->asList().empty())
        co_return std::nullopt;
    PullRequest found = pullRequestOf(calls, answer.body->asList().front());
    found.wasThere = true;
    co_return found;
}

} // namespace

std::string cutDescription(const std::string &text, std::size_t limit)
{
    constexpr std::string_view kCut = "\n\n(cut: the whole is longer than the host takes)\n";
    if (text.size() <= limit)
        return text;
    const std::size_t end = text.rfind('\n', limit - kCut.size() - 8);
    std::string cut = text.substr(0, end == std::string::npos ? 0 : end);
    // What is open would swallow all that follows.
    std::size_t fences = 0;
    for (std::size_t at = cut.find("```"); at != std::string::npos; at = cut.find("```", at + 3))
        ++fences;
    if (fences % 2 != 0)
        cut += "\n```";
    return cut + std::string(kCut);
}

Task<PullRequest> openOnGitHub(HostCalls &calls, PullRequestDraft draft)
{
    const std::string head = draft.sourceOwner.empty() ? draft.source : labelOf(calls, draft);
    Dict asked{{"title", draft.title},
               {"head", head},
               {"base", draft.target},
               {"body", cutDescription(draft.description, kGitHubDescription)},
               {"draft", draft.isDraft}};
    const HostAnswer answer = co_await calls.send("POST", "/pulls", Value(std::move(asked)));
    if (answer.ok())
        co_return pullRequestOf(calls, *answer.body);
    if (answer.status == 422 && answer.body) {
        if (reasonOf(answer).find("already exists") != std::string::npos) {
            const std::optional<PullRequest> existing = co_await existingOn(calls, draft);
            if (existing)
                co_return *existing;
        }
        throw notValid(calls, answer, draft);
    }
    throw hostFailure(calls, answer, std::chrono::system_clock::now());
}

} // namespace postern::githost
