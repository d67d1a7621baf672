// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/http/message.h"
#include "engine/http/transport.h"
#include "engine/http/watch.h"

#include <chrono>
#include <memory>
#include <optional>
#include <string>

namespace postern::http {

/// Tells a watch of one attempt, once: when its answer was read, broke off or isn't wanted any more.
class AttemptTeller
{
public:
    /// Tells nobody when the request has no watch. `host` is empty for the one of its address.
    AttemptTeller(const Request &request, int number, std::string host);
    ~AttemptTeller() { tell(); }
    AttemptTeller(AttemptTeller &&) = default;
    AttemptTeller &operator=(AttemptTeller &&) = delete;

    void answered(const ResponseHead &head);
    void received(const std::string &piece);
    void failed(std::string error) { m_attempt.error = std::move(error); }
    /// The answer was read to its end, or there will be none.
    void ended() { m_attempt.isWhole = true; }
    /// That was all of it.
    void tell();

private:
    std::shared_ptr<const Watch> m_watch; ///< null once it was told
    std::chrono::steady_clock::time_point m_start;
    Attempt m_attempt;
    std::string m_body;
};

/// An exchange that is told of.
class WatchedExchange final : public Exchange
{
public:
    WatchedExchange(std::unique_ptr<Exchange> inner, AttemptTeller teller)
        : m_inner(std::move(inner))
        , m_teller(std::move(teller))
    {}

    const ResponseHead &head() const override { return m_inner->head(); }
    Task<std::optional<std::string>> read() override;

private:
    std::unique_ptr<Exchange> m_inner;
    AttemptTeller m_teller;
};

} // namespace postern::http
