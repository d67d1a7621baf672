// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/githost/hosts.h"
#include "engine/http/url.h"

#include <chrono>
#include <utility>

namespace postern::githost {

namespace {

constexpr std::size_t kAzureDescription = 4'000;

std::string versionOf(const RemotePlace &place)
{
    // A server has what it was shipped with: 6.0 is Azure DevOps Server 2020.
    return place.host() == "dev.azure.com" ? "7.1" : "6.0";
}

std::string refOf(const std::string &branch)
{
    return "refs/heads/" + branch;
}

std::string pageOf(const RemotePlace &place, std::int64_t number)
{
    return place.pageAddress() + "/pullrequest/" + std::to_string(number);
}

PullRequest requestOf(const HostCalls &calls, const Value &body)
{
    PullRequest made;
    if (const Value *const number = memberAt(body, "pullRequestId");
        number != nullptr && number->isInt())
        made.number = number->asInt();
    made.page = pageOf(calls.place(), made.number); // its "url" is the API's
    return made;
}

bool isThereAlready(const HostAnswer &answer)
{
    return answer.status == 409 || answer.message.find("TF401179") != std::string::npos
           || (answer.body && textAt(*answer.body, "typeKey") == "GitPullRequestExistsException");
}

Task<std::optional<PullRequest>> activeOf(HostCalls &calls, PullRequestDraft draft)
{
    const std::string query
        = "/pullrequests?searchCriteria.sourceRefName=" + http::escapeUrl(refOf(draft.source))
          + "&searchCriteria.targetRefName=" + http::escapeUrl(refOf(draft.target))
          + "&searchCriteria.status=active&api-version=" + versionOf(calls.place());
    const HostAnswer answer = co_await calls.get(query);
    const Value *const found = answer.ok() ? memberAt(*answer.body, "value") : nullptr;
    if (found == nullptr || !found->isList() || found->asList().empty())
        co_return std::nullopt;
    PullRequest existing = requestOf(calls, found->asList().front());
    existing.wasThere = true;
    co_return existing;
}

/// Lays the picture beside the pull request and shows it in its description. What is open stays so,
/// whatever becomes of the picture.
Task<void> addPicture(HostCalls &calls, const PullRequestDraft &draft, PullRequest &made)
{
    const std::string place = "/pullRequests/" + std::to_string(made.number);
    const std::string version = "?api-version=" + versionOf(calls.place());
    HostAnswer answer = co_await calls.upload(place + "/attachments/flow.png" + version,
                                              draft.picture);
    const std::string address = answer.ok() ? textAt(*answer.body, "url") : std::string();
    if (!address.empty()) {
        const std::string shown = "\n\n![The flow](" + address + ")\n";
        Dict change{{"description",
                     cutDescription(draft.description, kAzureDescription - shown.size()) + shown}};
        answer = co_await calls.send("PATCH",
                                     "/pullrequests/" + std::to_string(made.number) + version,
                                     Value(std::move(change)));
    }
    if (address.empty() || !answer.ok())
        made.notes.push_back(tr("The picture of the flow couldn't be added (%1).", answer.status));
}

Error notTaken(const HostCalls &calls, const HostAnswer &answer, const PullRequestDraft &draft)
{
    if (answer.message.find("TF401398") != std::string::npos)
        return {ErrorCode::InvalidInput,
                tr("'%1' or '%2' isn't in %3.", draft.source, draft.target, calls.place().name()),
                tr("Push the branch first: git push, or --push. Name the one to merge into by "
                   "--base.")};
    return hostFailure(calls, answer, std::chrono::system_clock::now());
}

} // namespace

Task<PullRequest> openOnAzureDevOps(HostCalls &calls, PullRequestDraft draft)
{
    if (!draft.sourceOwner.empty())
        throw Error(ErrorCode::InvalidInput,
                    tr("A pull request of a fork is opened in the browser on Azure DevOps."),
                    tr("Push the branch to %1, or open %2.",
                       calls.place().name(),
                       calls.place().pageAddress()));
    Dict asked{{"sourceRefName", refOf(draft.source)},
               {"targetRefName", refOf(draft.target)},
               {"title", draft.title},
               {"description", cutDescription(draft.description, kAzureDescription)},
               {"isDraft", draft.isDraft}};
    const HostAnswer answer = co_await calls.send("POST",
                                                  "/pullrequests?api-version="
                                                      + versionOf(calls.place()),
                                                  Value(std::move(asked)));
    if (answer.ok()) {
        PullRequest made = requestOf(calls, *answer.body);
        if (!draft.picture.empty())
            co_await addPicture(calls, draft, made);
        co_return made;
    }
    if (isThereAlready(answer)) {
        const std::optional<PullRequest> existing = co_await activeOf(calls, draft);
        if (existing)
            co_return *existing;
    }
    throw notTaken(calls, answer, draft);
}

} // namespace postern::githost
