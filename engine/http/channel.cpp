// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/http/channel.h"

#include "engine/base/log.h"
#include "engine/http/attempts.h"
#include "engine/http/redirect.h"
#include "engine/http/url.h"

#include <utility>

namespace postern::http {

/// Of one request to one address.
struct Channel::Course
{
    Retries retries;
    bool isRedirected = false; ///< to an address that is not an endpoint's
    bool isRenewed = false;    ///< the credential, after it was refused
};

Channel::Channel(Client &client,
                 std::vector<std::string> endpoints,
                 std::shared_ptr<Credential> credential,
                 Headers headers)
    : m_client(client)
    , m_endpoints(std::move(endpoints))
    , m_credential(std::move(credential))
    , m_headers(std::move(headers))
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

Task<ServiceAnswer> Channel::openAt(const ServiceCall &call, const std::string &redirected)
{
    Course course{Retries(call.retries), !redirected.empty(), false};
    for (;;) {
        const std::size_t endpoint = m_endpoints.choose(m_client.now());
        std::string address = redirected.empty()
                                  ? joinUrl(m_endpoints.address(endpoint), call.path, call.query)
                                  : redirected;
        const Authorisation authorisation = co_await m_credential->authorise();
        const Request request = authorised(call.request, address, authorisation);
        Outcome outcome = co_await m_client.attempt(request, course.retries.number());
        if (outcome.isSuccess()) {
            m_endpoints.answered(endpoint);
            co_return ServiceAnswer{outcome.take(), std::move(address)};
        }
        const Failure failure = outcome.failure(course.retries.number());
        if (co_await isBetterAtOnce(failure, endpoint, authorisation, course)) {
            m_client.repeatAtOnce(request, failure, course.retries);
            continue;
        }
        const bool isRepeated = co_await m_client.waitForAnother(request, failure, course.retries);
        if (!isRepeated)
            co_return ServiceAnswer{outcome.take(), std::move(address)};
    }
}

Task<bool> Channel::isBetterAtOnce(const Failure &failure,
                                   std::size_t endpoint,
                                   const Authorisation &authorisation,
                                   Course &course)
{
    if (isTransient(failure)) {
        const bool isAnotherFree = m_endpoints.failed(endpoint, failure, m_client.now());
        co_return isAnotherFree && !course.isRedirected && !course.retries.isLast();
    }
    if (failure.status != 0)
        m_endpoints.answered(endpoint);
    if (failure.status != 401 || course.isRenewed)
        co_return false;
    course.isRenewed = co_await m_credential->renew(authorisation);
    if (course.isRenewed)
        log::info("http", m_credential->name() + " was refused and has been renewed");
    co_return course.isRenewed;
}

Request Channel::authorised(const Request &request,
                            const std::string &address,
                            const Authorisation &authorisation) const
{
    Request sent = request;
    sent.url = authorisation.query.empty() ? address : joinUrl(address, {}, authorisation.query);
    for (const Headers *more : {&m_headers, &authorisation.headers})
        sent.headers.insert(sent.headers.end(), more->begin(), more->end());
    return sent;
}

} // namespace postern::http
