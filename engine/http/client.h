// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/base/message.h"
#include "engine/http/attempts.h"
#include "engine/http/egress.h"
#include "engine/http/retry.h"
#include "engine/http/transport.h"

#include <chrono>
#include <functional>
#include <memory>
#include <string>
#include <utility>

namespace postern::http {

/// What everything that speaks HTTP uses: retries, the egress ledger and its allow-list over a
/// transport. Belongs to the loop; must outlive its tasks, not its exchanges.
class Client
{
public:
    using Clock = std::function<std::chrono::system_clock::time_point()>;
    using Sleep = std::function<Task<>(std::chrono::milliseconds)>;
    /// Told before each wait: what failed, and how long until the next attempt.
    using RetryObserver = std::function<void(const Failure &, std::chrono::milliseconds)>;

    /// A ledger may be shared by several clients; without one the client has its own.
    explicit Client(std::shared_ptr<Transport> transport,
                    std::shared_ptr<EgressLedger> ledger = nullptr);

    /// Sends the request and reads the whole answer. A status from 400 is an answer, not an error.
    /// Throws what Transport::open and Exchange::read throw once no attempt is left, and Error
    /// Refused for a host off the allow-list.
    Task<Response> send(Request request, RetryPolicy policy = {});

    /// As send(), but hands over the body as it arrives. Once a body of a status below 400 has
    /// begun nothing is repeated.
    Task<std::unique_ptr<Exchange>> open(Request request, RetryPolicy policy = {});

    /// The parts of open(), for a Channel, which prepares every attempt anew. A single attempt;
    /// throws Error Refused, and Error Cancelled when asio cancels it.
    Task<Outcome> attempt(const Request &request, int number);
    /// Tells of the failure and waits; false, at once, when no attempt comes after it.
    Task<bool> waitForAnother(const Request &request, Failure failure, Retries &retries);
    /// Tells of the failure, after which another attempt follows without a wait.
    void repeatAtOnce(const Request &request, Failure failure, Retries &retries);
    std::chrono::system_clock::time_point now() const { return m_clock(); }
    /// Throws Error Cancelled when asio cancels the wait.
    Task<> sleep(std::chrono::milliseconds duration) { return m_sleep(duration); }
    /// Throws Error Refused where nobody may be contacted, by other means than this either.
    void requireContacts() const;

    /// False for one that a part of this program answers.
    bool reachesNetwork() const { return m_transport->reachesNetwork(); }
    EgressLedger &ledger() { return *m_ledger; }
    /// The way of requests that say nothing of theirs.
    void setRoute(Route route) { m_route = std::move(route); }
    const Route &route() const { return m_route; }
    /// From now on nobody is contacted, for the reason that stands in the error: "The folder is
    /// restricted".
    void refuseAll(Message reason) { m_refusal = std::move(reason); }
    void setRetryObserver(RetryObserver observer) { m_observer = std::move(observer); }
    /// Replaces the system's clock and the loop's timer, for tests.
    void setTime(Clock clock, Sleep sleep);

private:
    Task<std::unique_ptr<Exchange>> openTold(const Request &request, int number);
    Task<std::unique_ptr<Exchange>> openCounted(const Request &request);
    void tellRetry(const Request &request, Failure failure, std::chrono::milliseconds wait) const;

    std::shared_ptr<Transport> m_transport;
    std::shared_ptr<EgressLedger> m_ledger;
    Route m_route;
    Message m_refusal; ///< empty: the ledger's allow-list decides
    RetryObserver m_observer;
    Clock m_clock;
    Sleep m_sleep;
};

} // namespace postern::http
