// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/http/retry.h"
#include "engine/http/transport.h"

#include <chrono>
#include <memory>
#include <optional>
#include <string>

namespace postern::http {

/// What came of one attempt: an answer, or why there is none.
class Outcome
{
public:
    /// With a status below 400; its body is still to come.
    explicit Outcome(std::unique_ptr<Exchange> answer);
    /// With a status from 400, read to its end.
    Outcome(ResponseHead head, std::string body);
    explicit Outcome(const TransferError &error);

    bool isSuccess() const { return m_answer != nullptr; }
    /// Of an attempt that is no success; refers to this.
    Failure failure(int attempt) const;
    /// The answer, whatever its status. Throws the TransferError of an attempt without one.
    std::unique_ptr<Exchange> take();

private:
    std::unique_ptr<Exchange> m_answer;
    ResponseHead m_head;
    std::string m_body;
    std::optional<TransferError> m_error;
};

/// Counts the attempts of one request.
class Retries
{
public:
    explicit Retries(RetryPolicy policy)
        : m_policy(std::move(policy))
    {}

    /// Of the attempt that is next or under way, from 0.
    int number() const { return m_number; }
    /// Whether the policy has attempts left after this one.
    bool isLast() const { return m_number + 1 >= m_policy.attempts; }
    /// How long to wait for another attempt after this one failed; nothing when that is final.
    std::optional<std::chrono::milliseconds> waitAfter(const Failure &failure,
                                                       std::chrono::system_clock::time_point now);
    /// Another attempt begins.
    void next() { ++m_number; }

private:
    RetryPolicy m_policy;
    int m_number = 0;
    int m_unprocessableInRow = 0;
};

} // namespace postern::http
