// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/http/client.h"

#include "engine/http/url.h"
#include "engine/http/watchedexchange.h"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <algorithm>
#include <random>

namespace postern::http {

namespace asio = boost::asio;
using std::chrono::milliseconds;

namespace {

Task<> sleepOnLoop(milliseconds duration)
{
    asio::steady_timer timer(co_await asio::this_coro::executor, duration);
    const auto [error] = co_await timer.async_wait(asio::as_tuple(asio::use_awaitable));
    if (error)
        throw Error(ErrorCode::Cancelled, tr("The wait for another attempt was cancelled."));
}

/// Counts what is read in the egress ledger.
class CountedExchange final : public Exchange
{
public:
    CountedExchange(std::unique_ptr<Exchange> inner,
                    std::shared_ptr<EgressLedger> ledger,
                    EgressLedger::Entry &entry)
        : m_inner(std::move(inner))
        , m_ledger(std::move(ledger))
        , m_entry(entry)
    {}

    const ResponseHead &head() const override { return m_inner->head(); }

    Task<std::optional<std::string>> read() override
    {
        std::optional<std::string> piece = co_await m_inner->read();
        m_entry.bytesReceived += piece ? piece->size() : 0;
        m_ledger->tell(m_entry);
        co_return piece;
    }

private:
    std::unique_ptr<Exchange> m_inner;
    std::shared_ptr<EgressLedger> m_ledger; // keeps m_entry
    EgressLedger::Entry &m_entry;
};

/// An answer whose body was read already.
class ReadExchange final : public Exchange
{
public:
    ReadExchange(ResponseHead head, std::string body)
        : m_head(std::move(head))
        , m_body(std::move(body))
    {}

    const ResponseHead &head() const override { return m_head; }

    Task<std::optional<std::string>> read() override
    {
        std::optional<std::string> piece = std::exchange(m_body, std::nullopt);
        if (piece && piece->empty())
            piece.reset();
        co_return piece;
    }

private:
    ResponseHead m_head;
    std::optional<std::string> m_body;
};

Task<std::string> readAll(Exchange &exchange)
{
    std::string body;
    while (std::optional<std::string> piece = co_await exchange.read()) {
        if (body.empty())
            body = std::move(*piece);
        else
            body += *piece;
    }
    co_return body;
}

milliseconds withJitter(milliseconds wait, double share)
{
    if (share <= 0)
        return wait;
    static thread_local std::minstd_rand random{std::random_device()()};
    std::uniform_real_distribution<double> distribution(0, share);
    return wait
           + milliseconds(
               static_cast<std::int64_t>(static_cast<double>(wait.count()) * distribution(random)));
}

/// Nothing when the failure is final.
std::optional<milliseconds> nextWait(const RetryPolicy &policy,
                                     const Failure &failure,
                                     int unprocessableInRow,
                                     std::chrono::system_clock::time_point now)
{
    if (failure.attempt + 1 >= policy.attempts || !policy.retriable(failure))
        return {};
    if (policy.unprocessableAttempts > 0 && unprocessableInRow >= policy.unprocessableAttempts)
        return {};
    const milliseconds asked = policy.wait(failure, now);
    const milliseconds least = leastWait(failure.attempt);
    if (asked > policy.longestWait
        || (asked < least && failure.attempt + 1 >= RetryPolicy::kHurriedAttempts))
        return {};
    return withJitter(std::max(asked, least), policy.jitter);
}

} // namespace

Client::Client(std::shared_ptr<Transport> transport, std::shared_ptr<EgressLedger> ledger)
    : m_transport(std::move(transport))
    , m_ledger(ledger ? std::move(ledger) : std::make_shared<EgressLedger>())
    , m_clock(std::chrono::system_clock::now)
    , m_sleep(sleepOnLoop)
{}

void Client::setTime(Clock clock, Sleep sleep)
{
    m_clock = std::move(clock);
    m_sleep = std::move(sleep);
}

Task<Response> Client::send(Request request, RetryPolicy policy)
{
    std::unique_ptr<Exchange> exchange = co_await open(std::move(request), std::move(policy));
    Response response;
    response.head = exchange->head();
    response.body = co_await readAll(*exchange);
    co_return response;
}

Task<std::unique_ptr<Exchange>> Client::attempt(const Request &request, int number)
{
    AttemptTeller teller(request, number, m_transport->reachesNetwork() ? "" : "simulator");
    std::unique_ptr<Exchange> exchange;
    try {
        exchange = co_await openCounted(request);
    } catch (const Error &error) {
        teller.failed(error.message());
        throw;
    }
    if (!request.watch)
        co_return exchange;
    teller.answered(exchange->head().status);
    co_return std::make_unique<WatchedExchange>(std::move(exchange), std::move(teller));
}

Task<std::unique_ptr<Exchange>> Client::openCounted(const Request &request)
{
    if (!m_transport->reachesNetwork())
        co_return co_await m_transport->open(request);

    const Endpoint endpoint = endpointOf(request.url);
    EgressLedger::Entry &entry
        = m_ledger->begin(endpoint.host, endpoint.port, request.purpose, m_clock(), m_refusal);
    entry.bytesSent += request.body.size();
    std::unique_ptr<Exchange> exchange = co_await m_transport->open(request);
    entry.lastStatus = exchange->head().status;
    m_ledger->tell(entry);
    co_return std::make_unique<CountedExchange>(std::move(exchange), m_ledger, entry);
}

Task<std::unique_ptr<Exchange>> Client::open(Request request, RetryPolicy policy)
{
    constexpr std::size_t kBodyShown = 64 * 1024;
    if (request.route == Route())
        request.route = m_route;
    int unprocessableInRow = 0;
    for (int number = 0;; ++number) {
        std::optional<TransferError> error;
        ResponseHead head;
        std::string body;
        try {
            std::unique_ptr<Exchange> exchange = co_await attempt(request, number);
            if (exchange->head().status < 400)
                co_return exchange;
            head = exchange->head();
            body = co_await readAll(*exchange);
        } catch (const TransferError &e) {
            error = e;
        }

        Failure failure;
        failure.attempt = number;
        failure.status = error ? 0 : head.status;
        failure.headers = error ? nullptr : &head.headers;
        failure.body = std::string_view(body).substr(0, kBodyShown);
        failure.error = error ? &*error : nullptr;
        unprocessableInRow = failure.status == 422 ? unprocessableInRow + 1 : 0;

        const auto wait = nextWait(policy, failure, unprocessableInRow, m_clock());
        if (!wait && error)
            throw TransferError(*error);
        if (!wait)
            co_return std::make_unique<ReadExchange>(std::move(head), std::move(body));
        const std::string host = m_transport->reachesNetwork() ? endpointOf(request.url).host
                                                               : std::string("simulator");
        failure.host = host;
        if (m_observer)
            m_observer(failure, *wait);
        if (request.watch && request.watch->onRetry)
            request.watch->onRetry(failure, *wait);
        co_await m_sleep(*wait);
    }
}

} // namespace postern::http
