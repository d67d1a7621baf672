// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/http/credential.h"
#include "engine/identity/tokensource.h"

#include <map>
#include <memory>
#include <string>

namespace postern::identity {

/// The tokens of one identity, kept by scope and renewed in time. Who waits for the same one waits
/// for one request. Belongs to the loop.
class TokenProvider : public std::enable_shared_from_this<TokenProvider>
{
public:
    using Clock = std::function<Time()>;

    TokenProvider(std::unique_ptr<TokenSource> source, Clock clock);

    /// A token that is valid now. One that gets old is still given where no other one can be had.
    /// Throws what TokenSource::fetch() throws, Error Cancelled when asio cancels the wait; a request
    /// ends once nobody waits for it any more.
    Task<Token> token(std::string scope);
    /// The next token() fetches another one, unless it did so already.
    void forget(const std::string &scope, const std::string &value);

private:
    struct Fetch;
    struct Entry
    {
        Token token;
        Time asked; ///< the latest request, which may have failed
        std::shared_ptr<Fetch> fetch;
    };

    Task<Token> fetched(const std::string &scope);
    static Task<> perform(std::shared_ptr<TokenProvider> self,
                          std::string scope,
                          std::shared_ptr<Fetch> fetch);

    const std::unique_ptr<TokenSource> m_source;
    const Clock m_clock;
    std::map<std::string, Entry, std::less<>> m_entries;
};

/// A token of an identity as who asks a service.
class TokenCredential final : public http::Credential
{
public:
    /// `name` says nothing secret.
    TokenCredential(std::string name, std::shared_ptr<TokenProvider> provider, std::string scope);

    const std::string &name() const override { return m_name; }
    Task<http::Authorisation> authorise() override;
    Task<bool> renew(const http::Authorisation &refused) override;

private:
    const std::string m_name;
    const std::shared_ptr<TokenProvider> m_provider;
    const std::string m_scope;
};

} // namespace postern::identity
