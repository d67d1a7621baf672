// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/http/attempts.h"

#include <algorithm>
#include <random>
#include <utility>

namespace postern::http {

using std::chrono::milliseconds;

namespace {

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

} // namespace

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

Outcome::Outcome(std::unique_ptr<Exchange> answer)
    : m_answer(std::move(answer))
{}

Outcome::Outcome(ResponseHead head, std::string body)
    : m_head(std::move(head))
    , m_body(std::move(body))
{}

Outcome::Outcome(const TransferError &error)
    : m_error(error)
{}

Failure Outcome::failure(int attempt) const
{
    constexpr std::size_t kBodyShown = 64 * 1024;
    Failure failure;
    failure.attempt = attempt;
    if (m_error) {
        failure.error = &*m_error;
        return failure;
    }
    failure.status = m_head.status;
    failure.headers = &m_head.headers;
    failure.body = std::string_view(m_body).substr(0, kBodyShown);
    return failure;
}

std::unique_ptr<Exchange> Outcome::take()
{
    if (m_error)
        throw TransferError(*m_error);
    if (m_answer)
        return std::move(m_answer);
    return std::make_unique<ReadExchange>(std::move(m_head), std::move(m_body));
}

std::optional<milliseconds> Retries::waitAfter(const Failure &failure,
                                               std::chrono::system_clock::time_point now)
{
    m_unprocessableInRow = failure.status == 422 ? m_unprocessableInRow + 1 : 0;
    if (isLast() || !m_policy.retriable(failure))
        return {};
    if (m_policy.unprocessableAttempts > 0 && m_unprocessableInRow >= m_policy.unprocessableAttempts)
        return {};
    const milliseconds asked = m_policy.wait(failure, now);
    const milliseconds least = leastWait(failure.attempt);
    if (asked > m_policy.longestWait
        || (asked < least && failure.attempt + 1 >= RetryPolicy::kHurriedAttempts))
        return {};
    return withJitter(std::max(asked, least), m_policy.jitter);
}

} // namespace postern::http
