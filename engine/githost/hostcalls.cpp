// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/githost/hostcalls.h"

#include "engine/base/json.h"
#include "engine/base/plaintext.h"
#include "engine/base/utf8.h"
#include "engine/http/retry.h"

#include <charconv>
#include <chrono>
#include <cstdint>
#include <ctime>
#include <utility>

namespace postern::githost {

namespace {

constexpr std::size_t kLongestMessage = 400;

/// What a host says, to be shown: in one line, and not endlessly.
std::string inOneLine(std::string_view text)
{
    std::string line = toPlainText(text.substr(0,
                                               utf8::validPrefix(text.substr(0, kLongestMessage))),
                                   Breaks::Escape);
    if (text.size() > kLongestMessage)
        line += "...";
    return line;
}

std::optional<Value> readBody(const http::Response &response)
{
    const std::string_view type = http::header(response.head.headers, "Content-Type");
    if (type.find("json") == std::string_view::npos)
        return std::nullopt;
    try {
        return json::parse(response.body);
    } catch (const Error &) {
        return std::nullopt;
    }
}

std::optional<std::int64_t> numberOf(std::string_view text)
{
    std::int64_t number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc() || end != text.data() + text.size())
        return std::nullopt;
    return number;
}

std::string timeOfDay(std::chrono::system_clock::time_point time)
{
    const std::time_t seconds = std::chrono::system_clock::to_time_t(time);
    std::tm parts{};
    if (gmtime_r(&seconds, &parts) == nullptr)
        return {};
    char text[32];
    return {text, std::strftime(text, sizeof text, "%Y-%m-%d %H:%M:%S UTC", &parts)};
}

/// When a limit ends, if that is why nothing was done.
std::optional<std::string> endOfLimit(const HostAnswer &answer,
                                      std::chrono::system_clock::time_point now)
{
    const auto wait = http::retryAfter(answer.headers, now);
    if (wait && (answer.status == 403 || answer.status == 429 || answer.status == 503))
        return timeOfDay(now + *wait);
    const bool isUsedUp = http::header(answer.headers, "X-RateLimit-Remaining") == "0";
    const bool isLimited = answer.status == 429 || (answer.status == 403 && isUsedUp);
    if (!isLimited)
        return std::nullopt;
    const auto reset = numberOf(http::header(answer.headers, "X-RateLimit-Reset"));
    constexpr std::int64_t kLatest = 253'402'300'799; // the year 9999
    if (reset && *reset > 0 && *reset < kLatest)
        return timeOfDay(std::chrono::system_clock::from_time_t(*reset));
    return std::string();
}

LoginRefused notAccepted(const HostCalls &calls)
{
    const RemotePlace &place = calls.place();
    const bool isGitHub = place.kind == HostKind::GitHub;
    return LoginRefused(tr("%1 didn't accept the token (%2).",
                           place.hostName(),
                           calls.login().source),
                        isGitHub
                            ? tr("It may have expired. Make another one that may read the code "
                                 "and write pull requests (repo).")
                            : tr("It may have expired. Make another one with the scope Code "
                                 "(read & write)."));
}

/// "required; url=https://..." of an organisation with single sign-on.
Error wantsSignOn(const HostCalls &calls, std::string_view header)
{
    const std::size_t at = header.find("url=");
    const std::string address = at == std::string_view::npos ? std::string()
                                                             : inOneLine(header.substr(at + 4));
    return {ErrorCode::ConnectionFailed,
            tr("%1 wants the token (%2) to be authorised for its single sign-on.",
               calls.place().owner,
               calls.login().source),
            address.empty() ? tr("Authorise it in the settings of your tokens.")
                            : tr("Authorise it at %1.", address)};
}

Error mayNot(const HostCalls &calls, const HostAnswer &answer)
{
    return {ErrorCode::ConnectionFailed,
            tr("%1 refused it: %2",
               calls.place().hostName(),
               answer.message.empty() ? std::string("403") : answer.message),
            tr("Who the token (%1) is of needs the right to write pull requests in %2.",
               calls.login().source,
               calls.place().name())};
}

bool isSignInPage(const HostCalls &calls, const HostAnswer &answer)
{
    return calls.place().kind == HostKind::AzureDevOps
           && (answer.status == 203 || answer.status == 302);
}

} // namespace

HostCalls::HostCalls(RemotePlace place, HostLogin login, http::Client &client)
    : m_place(std::move(place))
    , m_login(std::move(login))
    , m_client(client)
{}

Task<HostAnswer> HostCalls::get(std::string path)
{
    http::Request request;
    request.url = m_place.apiAddress() + path;
    co_return co_await call(std::move(request));
}

Task<HostAnswer> HostCalls::send(std::string method, std::string path, Value body)
{
    http::Request request;
    request.method = std::move(method);
    request.url = m_place.apiAddress() + path;
    request.headers.emplace_back("Content-Type", "application/json");
    request.body = json::write(body);
    co_return co_await call(std::move(request));
}

Task<HostAnswer> HostCalls::upload(std::string path, std::string bytes)
{
    http::Request request;
    request.method = "POST";
    request.url = m_place.apiAddress() + path;
    request.headers.emplace_back("Content-Type", "application/octet-stream");
    request.body = std::move(bytes);
    co_return co_await call(std::move(request));
}

Task<HostAnswer> HostCalls::call(http::Request request)
{
    // Who can't be reached is said at once: there is the page, and there are bundles.
    request.connectTimeout = std::chrono::seconds(5);
    request.idleTimeout = std::chrono::seconds(60);
    request.bodyLimit = 8ULL * 1024 * 1024;
    request.headers.emplace_back("User-Agent", "postern/" POSTERN_VERSION);
    if (m_place.kind == HostKind::GitHub) {
        request.headers.emplace_back("Accept", "application/vnd.github+json");
        request.headers.emplace_back("X-GitHub-Api-Version", "2022-11-28");
    } else {
        request.headers.emplace_back("Accept", "application/json");
    }
    for (auto &header : authorisationOf(m_place, m_login))
        request.headers.push_back(std::move(header));
    http::Response response = co_await m_client.send(std::move(request));
    HostAnswer answer;
    answer.status = response.head.status;
    answer.body = readBody(response);
    answer.headers = std::move(response.head.headers);
    if (answer.body)
        answer.message = inOneLine(textAt(*answer.body, "message"));
    if (answer.status == 401 || isSignInPage(*this, answer))
        throw notAccepted(*this);
    co_return answer;
}

const Value *memberAt(const Value &value, std::string_view key)
{
    return value.isDict() ? value.asDict().find(key) : nullptr;
}

std::string textAt(const Value &value, std::string_view key)
{
    const Value *const member = memberAt(value, key);
    return member != nullptr && member->isString() ? member->asString() : std::string();
}

Error hostFailure(const HostCalls &calls,
                  const HostAnswer &answer,
                  std::chrono::system_clock::time_point now)
{
    const RemotePlace &place = calls.place();
    const std::string_view host = place.hostName();
    if (const auto end = endOfLimit(answer, now))
        return {ErrorCode::ConnectionFailed,
                tr("%1 takes no more requests with this token for now.", host),
                end->empty() ? tr("Do it again in a while.") : tr("Do it again after %1.", *end)};
    if (const auto signOn = http::header(answer.headers, "X-GitHub-SSO"); !signOn.empty())
        return wantsSignOn(calls, signOn);
    if (answer.status == 403 && answer.body)
        return mayNot(calls, answer);
    if (answer.status == 404 && answer.body)
        return {ErrorCode::InvalidInput,
                tr("There is no repository %1 on %2, or the token (%3) may not see it.",
                   place.name(),
                   place.host(),
                   calls.login().source),
                tr("Look at the remote's address and at what the token may do.")};
    if (answer.status >= 300 && answer.status < 400)
        return {ErrorCode::InvalidInput,
                tr("%1 isn't at %2 any more.", place.name(), place.host()),
                tr("Give the remote its new address: git remote set-url NAME ADDRESS")};
    if (!answer.body)
        return {ErrorCode::ConnectionFailed,
                tr("%1 answered with %2 and something else than %3 does.",
                   place.host(),
                   answer.status,
                   host),
                tr("A proxy may stand in between, or the address may be another program's.")};
    return {answer.status >= 500 ? ErrorCode::ConnectionFailed : ErrorCode::InvalidInput,
            tr("%1 answered with %2: %3", host, answer.status, answer.message),
            tr("Open the pull request in a browser, or do it again.")};
}

std::string safePage(const RemotePlace &place, const std::string &page, const std::string &otherwise)
{
    // It is printed and may be opened; only a page of the same host is what it says.
    const bool isThere = page.starts_with(place.origin + "/")
                         && page.find_first_of(" \t\r\n\"'<>\\\x1b\x7f") == std::string::npos
                         && utf8::isValid(page);
    return isThere ? page : otherwise;
}

} // namespace postern::githost
