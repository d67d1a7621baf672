// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/http/channel.h"

#include "engine/base/log.h"
#include "engine/http/attempts.h"
#include "engine/http/redirect.h"
#include "engine/http/url.h"

#include <algorithm>
#include <utility>

namespace postern::http {

using std::chrono::milliseconds;

/// Of one request to one address.
struct Channel::Course
{
    Retries retries;
    bool isRedirected = false; ///< to an address that is not an endpoint's
    bool isRenewed = false;    ///< the credential, after it was refused
    bool isSent = false;       ///< an attempt of it has been made
};

static ChannelOptions optionsOf(std::vector<std::string> endpoints, Headers headers)
{
    ChannelOptions options;
    options.headers = std::move(headers);
    options.endpoints.reserve(endpoints.size());
    for (std::string &address : endpoints) {
        const int priority = static_cast<int>(options.endpoints.size());
        options.endpoints.push_back({PooledEndpoint(std::move(address), priority), nullptr});
    }
    return options;
}

static std::vector<PooledEndpoint> placesOf(const ChannelOptions &options)
{
    std::vector<PooledEndpoint> places;
    places.reserve(options.endpoints.size());
    for (const ChannelEndpoint &endpoint : options.endpoints)
        places.push_back(endpoint.place);
    return places;
}

/// The one whose host an address is at: another one's key isn't that host's to see.
static std::size_t endpointAt(const ChannelOptions &options, const std::string &address)
{
    const auto found = std::ranges::find_if(options.endpoints, [&](const ChannelEndpoint &endpoint) {
        return isSameHost(endpoint.place.address, address);
    });
    return found == options.endpoints.end()
               ? 0
               : static_cast<std::size_t>(found - options.endpoints.begin());
}

Channel::Channel(Client &client,
                 std::vector<std::string> endpoints,
                 std::shared_ptr<Credential> credential,
                 Headers headers)
    : Channel(client, std::move(credential), optionsOf(std::move(endpoints), std::move(headers)))
{}

Channel::Channel(Client &client, std::shared_ptr<Credential> credential, ChannelOptions options)
    : m_client(client)
    , m_endpoints(EndpointPool::of(placesOf(options)))
    , m_limiter(options.limits)
    , m_credential(std::move(credential))
    , m_options(std::move(options))
{}

Task<Response> Channel::send(ServiceCall call)
{
    const ServiceAnswer answer = co_await open(std::move(call));
    Response response;
    response.head = answer.exchange->head();
    response.body = co_await readAll(*answer.exchange);
    co_return response;
}

Task<ServiceAnswer> Channel::open(ServiceCall call)
{
    constexpr int kMostHops = 20;
    std::string redirected;
    for (int hop = 0;; ++hop) {
        ServiceAnswer answer = co_await openAt(call, redirected);
        const ResponseHead &head = answer.exchange->head();
        if (!call.followsRedirects || !isSameRequest(head.status) || hop == kMostHops)
            co_return answer;
        std::string next = redirectTarget(head, answer.address);
        if (next.empty() || !isSameHost(answer.address, next))
            co_return answer;
        redirected = std::move(next);
    }
}

Credential &Channel::credentialOf(std::size_t endpoint) const
{
    const std::shared_ptr<Credential> &own = m_options.endpoints[endpoint].credential;
    return own ? *own : *m_credential;
}

Task<> Channel::admit(const Request &request, std::uint64_t tokens)
{
    if (!m_client.reachesNetwork())
        co_return;
    for (;;) {
        const milliseconds wait = m_limiter.admit(tokens, m_client.now());
        if (wait == milliseconds(0))
            co_return;
        if (request.watch && request.watch->onRetry) {
            const TransferError limited(TransferError::Step::Other,
                                        tr("the limit of the connection is used up"),
                                        {});
            Failure failure;
            failure.host = m_endpoints.address(0);
            failure.attempt = -1; // of none yet
            failure.error = &limited;
            request.watch->onRetry(failure, wait);
        }
        co_await m_client.sleep(wait);
    }
}

Task<bool> Channel::holdBack(const Request &request,
                             std::chrono::system_clock::time_point until,
                             Course &course)
{
    const auto rest = std::chrono::ceil<std::chrono::seconds>(until - m_client.now()).count();
    const TransferError
        error(TransferError::Step::NoAnswer,
              tr("%1 failed several times in a row and is left alone for %2 s.",
                 postern::http::endpointOf(request.url).host,
                 rest),
              tr("Look at the service's health; postern connection test says what it answers."));
    Failure failure;
    failure.attempt = course.retries.number();
    failure.error = &error;
    if (co_await m_client.waitForAnother(request, failure, course.retries))
        co_return true;
    throw TransferError(error);
}

void Channel::prepareRequest(Request &request) const
{
    if (request.route == Route() && m_options.route != Route())
        request.route = mergedRoute(m_client.route(), m_options.route);
    if (m_options.connectTimeout > milliseconds(0))
        request.connectTimeout = m_options.connectTimeout;
    if (m_options.idleTimeout > milliseconds(0))
        request.idleTimeout = m_options.idleTimeout;
}

Task<ServiceAnswer> Channel::openAt(const ServiceCall &call, const std::string &redirected)
{
    Course course{Retries(call.retries), !redirected.empty(), false, false};
    const std::uint64_t tokens = call.tokens > 0 ? call.tokens : call.request.body.size() / 4;
    for (;;) {
        const auto open = course.isSent ? std::nullopt : m_endpoints.openUntil(m_client.now());
        if (open) {
            Request held = call.request;
            held.url = m_endpoints.address(0);
            co_await holdBack(held, *open, course);
            continue;
        }
        co_await admit(call.request, tokens);
        std::shared_ptr<Limiter::Admission> admission = m_limiter.latest();
        const std::size_t endpoint = redirected.empty() ? m_endpoints.choose(m_client.now())
                                                        : endpointAt(m_options, redirected);
        std::string address = redirected.empty()
                                  ? joinUrl(m_endpoints.address(endpoint), call.path, call.query)
                                  : redirected;
        const Authorisation authorisation = co_await credentialOf(endpoint).authorise();
        const Request request = authorised(call.request, address, authorisation);
        course.isSent = true;
        Outcome outcome = co_await m_client.attempt(request, course.retries.number());
        if (outcome.isSuccess()) {
            m_endpoints.answered(endpoint);
            std::unique_ptr<Exchange> answer = outcome.take();
            m_limiter.learn(answer->head().headers, m_client.now());
            co_return ServiceAnswer{std::move(answer), std::move(address), std::move(admission)};
        }
        const Failure failure = outcome.failure(course.retries.number());
        if (co_await isBetterAtOnce(failure, endpoint, authorisation, course)) {
            m_client.repeatAtOnce(request, failure, course.retries);
            continue;
        }
        const bool isRepeated = co_await m_client.waitForAnother(request, failure, course.retries);
        if (!isRepeated)
            co_return ServiceAnswer{outcome.take(), std::move(address), std::move(admission)};
    }
}

/// Who is told to wait speaks for all that have nowhere else to go.
void Channel::noteLimits(const Failure &failure)
{
    constexpr std::chrono::minutes kLongestHold{1};
    if (!failure.headers)
        return;
    const auto now = m_client.now();
    const auto asked = retryAfter(*failure.headers, now);
    if (failure.status == 429 && asked && m_options.endpoints.size() == 1)
        m_limiter.holdUntil(now + std::min<milliseconds>(*asked, kLongestHold));
    else
        m_limiter.learn(*failure.headers, now);
}

Task<bool> Channel::isBetterAtOnce(const Failure &failure,
                                   std::size_t endpoint,
                                   const Authorisation &authorisation,
                                   Course &course)
{
    if (isTransient(failure)) {
        noteLimits(failure);
        const bool isAnotherFree = m_endpoints.failed(endpoint, failure, m_client.now());
        co_return isAnotherFree && !course.isRedirected && !course.retries.isLast();
    }
    if (failure.status != 0)
        m_endpoints.answered(endpoint);
    if (failure.status != 401 || course.isRenewed)
        co_return false;
    Credential &credential = credentialOf(endpoint);
    course.isRenewed = co_await credential.renew(authorisation);
    if (course.isRenewed)
        log::info("http", credential.name() + " was refused and has been renewed");
    co_return course.isRenewed;
}

Request Channel::authorised(const Request &request,
                            const std::string &address,
                            const Authorisation &authorisation) const
{
    Request sent = request;
    sent.url = authorisation.query.empty() ? address : joinUrl(address, {}, authorisation.query);
    prepareRequest(sent);
    for (const Headers *more : {&m_options.headers, &authorisation.headers})
        sent.headers.insert(sent.headers.end(), more->begin(), more->end());
    return sent;
}

} // namespace postern::http
