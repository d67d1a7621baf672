// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/http/client.h"

#include "engine/http/url.h"
#include "engine/http/watchedexchange.h"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <utility>

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

Task<std::unique_ptr<Exchange>> Client::openTold(const Request &request, int number)
{
    AttemptTeller teller(request, number, std::string(m_transport->standIn()));
    std::unique_ptr<Exchange> exchange;
    try {
        exchange = co_await openCounted(request);
    } catch (const Error &error) {
        teller.failed(error.message());
        if (error.code() != ErrorCode::Cancelled)
            teller.ended();
        throw;
    }
    if (!request.watch)
        co_return exchange;
    teller.answered(exchange->head());
    co_return std::make_unique<WatchedExchange>(std::move(exchange), std::move(teller));
}

Task<std::unique_ptr<Exchange>> Client::openCounted(const Request &request)
{
    if (!m_transport->reachesNetwork())
        co_return co_await m_transport->open(request);

    Request sent = request;
    if (sent.route == Route())
        sent.route = m_route;
    const Endpoint endpoint = endpointOf(request.url);
    EgressLedger::Entry &entry
        = m_ledger->begin(endpoint.host, endpoint.port, request.purpose, m_clock(), m_refusal);
    entry.bytesSent += request.body.size();
    std::unique_ptr<Exchange> exchange = co_await m_transport->open(std::move(sent));
    entry.lastStatus = exchange->head().status;
    m_ledger->tell(entry);
    co_return std::make_unique<CountedExchange>(std::move(exchange), m_ledger, entry);
}

void Client::requireContacts() const
{
    if (!m_refusal.english().empty())
        throw Error(ErrorCode::Refused,
                    tr("%1, so nobody is contacted.", m_refusal),
                    tr("Trust the folder to allow this, or use the simulator."));
}

Task<std::unique_ptr<Exchange>> Client::open(Request request, RetryPolicy policy)
{
    Retries retries(std::move(policy));
    for (;;) {
        Outcome outcome = co_await attempt(request, retries.number());
        if (outcome.isSuccess())
            co_return outcome.take();
        const Failure failure = outcome.failure(retries.number());
        if (!co_await waitForAnother(request, failure, retries))
            co_return outcome.take();
    }
}

Task<Outcome> Client::attempt(const Request &request, int number)
{
    try {
        std::unique_ptr<Exchange> exchange = co_await openTold(request, number);
        if (exchange->head().status < 400)
            co_return Outcome(std::move(exchange));
        std::string body = co_await readAll(*exchange);
        co_return Outcome(exchange->head(), std::move(body));
    } catch (const TransferError &error) {
        co_return Outcome(error);
    }
}

Task<bool> Client::waitForAnother(const Request &request, Failure failure, Retries &retries)
{
    const auto wait = retries.waitAfter(failure, m_clock());
    if (!wait)
        co_return false;
    tellRetry(request, failure, *wait);
    co_await m_sleep(*wait);
    retries.next();
    co_return true;
}

void Client::repeatAtOnce(const Request &request, Failure failure, Retries &retries)
{
    tellRetry(request, failure, milliseconds(0));
    retries.next();
}

void Client::tellRetry(const Request &request, Failure failure, milliseconds wait) const
{
    const std::string host = m_transport->reachesNetwork() ? endpointOf(request.url).host
                                                           : std::string(m_transport->standIn());
    failure.host = host;
    if (m_observer)
        m_observer(failure, wait);
    if (request.watch && request.watch->onRetry)
        request.watch->onRetry(failure, wait);
}

} // namespace postern::http
