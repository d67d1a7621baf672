// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/identity/tokenprovider.h"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/cancellation_signal.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <algorithm>
#include <exception>
#include <utility>

namespace postern::identity {

namespace asio = boost::asio;

/// A request under way, and who waits for it.
struct TokenProvider::Fetch
{
    explicit Fetch(const asio::any_io_executor &loop)
        : done(loop, asio::steady_timer::time_point::max())
    {}

    asio::steady_timer done; ///< cancelled at the end
    asio::cancellation_signal stop;
    int waiting = 0;
    bool isOver = false;
    bool isStopped = false; ///< nobody waited any more
    std::exception_ptr failure;
};

namespace {

/// Counts one who waits, and stops what nobody waits for any more.
template<typename Fetch>
class Waiting
{
public:
    explicit Waiting(std::shared_ptr<Fetch> fetch)
        : m_fetch(std::move(fetch))
    {
        ++m_fetch->waiting;
    }
    ~Waiting()
    {
        if (--m_fetch->waiting > 0 || m_fetch->isOver)
            return;
        m_fetch->isStopped = true;
        try {
            m_fetch->stop.emit(asio::cancellation_type::terminal);
        } catch (...) { // NOLINT(bugprone-empty-catch): it ends by itself then
        }
    }
    Waiting(const Waiting &) = delete;
    Waiting &operator=(const Waiting &) = delete;

private:
    std::shared_ptr<Fetch> m_fetch;
};

} // namespace

TokenProvider::TokenProvider(std::unique_ptr<TokenSource> source, Clock clock)
    : m_source(std::move(source))
    , m_clock(std::move(clock))
{}

Task<> TokenProvider::perform(std::shared_ptr<TokenProvider> self,
                              std::string scope,
                              std::shared_ptr<Fetch> fetch)
{
    try {
        Token token = co_await self->m_source->fetch(scope);
        self->m_entries[scope].token = std::move(token);
    } catch (...) {
        fetch->failure = std::current_exception();
    }
    fetch->isOver = true;
    Entry &entry = self->m_entries[scope];
    if (entry.fetch == fetch)
        entry.fetch.reset();
    fetch->done.cancel();
}

Task<Token> TokenProvider::fetched(const std::string &scope)
{
    const asio::any_io_executor loop = co_await asio::this_coro::executor;
    std::shared_ptr<Fetch> fetch = m_entries[scope].fetch;
    if (!fetch || fetch->isStopped) {
        fetch = std::make_shared<Fetch>(loop);
        m_entries[scope].fetch = fetch;
        m_entries[scope].asked = m_clock();
        asio::co_spawn(loop,
                       perform(shared_from_this(), scope, fetch),
                       asio::bind_cancellation_slot(fetch->stop.slot(),
                                                    [fetch](const std::exception_ptr &) {}));
    }
    const Waiting<Fetch> waiting(fetch);
    while (!fetch->isOver) {
        co_await fetch->done.async_wait(asio::as_tuple(asio::use_awaitable));
        const asio::cancellation_state state = co_await asio::this_coro::cancellation_state;
        if (state.cancelled() != asio::cancellation_type::none)
            throw Error(ErrorCode::Cancelled, tr("The wait for a token was cancelled."));
    }
    if (fetch->failure)
        std::rethrow_exception(fetch->failure);
    co_return m_entries[scope].token;
}

Task<Token> TokenProvider::token(std::string scope)
{
    constexpr std::chrono::seconds kBetweenRequests{30};
    const Time now = m_clock();
    const Entry &entry = m_entries[scope];
    if (!entry.token.isValid(now))
        co_return co_await fetched(scope);
    if (!entry.token.isAging(now) || now < entry.asked + kBetweenRequests)
        co_return entry.token;
    const Token old = entry.token;
    try {
        co_return co_await fetched(scope);
    } catch (const Error &error) {
        if (error.code() == ErrorCode::Cancelled)
            throw;
    }
    co_return old;
}

void TokenProvider::forget(const std::string &scope, const std::string &value)
{
    Entry &entry = m_entries[scope];
    if (entry.token.value == value)
        entry.token = {};
}

TokenCredential::TokenCredential(std::string name,
                                 std::shared_ptr<TokenProvider> provider,
                                 std::string scope)
    : m_name(std::move(name))
    , m_provider(std::move(provider))
    , m_scope(std::move(scope))
{}

Task<http::Authorisation> TokenCredential::authorise()
{
    const Token token = co_await m_provider->token(m_scope);
    co_return http::Authorisation{{{"Authorization", "Bearer " + token.value}}, {}};
}

Task<bool> TokenCredential::renew(const http::Authorisation &refused)
{
    const std::string_view header = http::header(refused.headers, "Authorization");
    const std::string value(
        header.substr(std::min(header.size(), std::string_view("Bearer ").size())));
    m_provider->forget(m_scope, value);
    const Token token = co_await m_provider->token(m_scope);
    co_return token.value != value;
}

} // namespace postern::identity
