// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/base/task.h"
#include "engine/http/message.h"
#include "engine/http/url.h"

#include <string>
#include <utility>

namespace postern::http {

/// What lets a request in at a service: headers, or parameters of its address.
struct Authorisation
{
    Headers headers;
    Query query;

    bool operator==(const Authorisation &) const = default;
};

/// Who asks, as a service wants to know it: a key, a token. Belongs to the loop.
class Credential
{
public:
    virtual ~Credential() = default;
    /// Tells it apart from others, and says nothing secret: "key of connection 'aoai'".
    virtual const std::string &name() const = 0;
    /// Is asked before each attempt, and may take its time to fetch one.
    /// Throws Error when there is none, Error Cancelled when asio cancels the wait.
    virtual Task<Authorisation> authorise() = 0;
    /// Is told that a service refused one of its authorisations (401). Whether authorise() will
    /// give another one: the request is then sent again, once.
    virtual Task<bool> renew(const Authorisation &refused) = 0;
};

/// A key, which is always the same.
class KeyCredential final : public Credential
{
public:
    KeyCredential(std::string name, Authorisation authorisation)
        : m_name(std::move(name))
        , m_authorisation(std::move(authorisation))
    {}

    const std::string &name() const override { return m_name; }
    Task<Authorisation> authorise() override { co_return m_authorisation; }
    Task<bool> renew(const Authorisation &) override { co_return false; }

private:
    const std::string m_name;
    const Authorisation m_authorisation;
};

} // namespace postern::http
