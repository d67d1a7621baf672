// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/identity/tokensource.h"

namespace postern::identity {

/// Where Entra gives tokens: "https://login.microsoftonline.com/TENANT/oauth2/v2.0".
/// Throws Error InvalidInput for an authority that is no address of https, or of this machine.
std::string authorityOf(const Identity &identity);

/// An application, by a secret, a certificate or the token of its workload.
class ApplicationSource final : public TokenSource
{
public:
    ApplicationSource(Identity identity, http::Client &client);
    Task<Token> fetch(std::string scope) override;

private:
    const Identity m_identity;
    http::Client &m_client;
};

/// Somebody who signs in with a browser, here or elsewhere, by a code. Once signed in, later tokens
/// need nobody.
class DeviceCodeSource final : public TokenSource
{
public:
    DeviceCodeSource(Identity identity, http::Client &client, ShowCode showCode);
    Task<Token> fetch(std::string scope) override;

private:
    Task<Token> signIn(const std::string &scope);
    Token taken(const Value &answer);

    const Identity m_identity;
    http::Client &m_client;
    const ShowCode m_showCode;
    std::string m_refreshToken;
};

/// The identity of the machine, the app or the cluster: App Service, Azure Arc, Azure ML, else IMDS.
class ManagedSource final : public TokenSource
{
public:
    ManagedSource(Identity identity, http::Client &client, Lookup lookup = environmentVariable);
    Task<Token> fetch(std::string scope) override;

private:
    http::Request requestFor(const std::string &resource) const;
    Task<http::Response> answerOfArc(http::Request request, http::Response challenge);

    const Identity m_identity;
    http::Client &m_client;
    const Lookup m_lookup;
};

/// Who is signed in with `az login`.
class AzureCliSource final : public TokenSource
{
public:
    AzureCliSource(Identity identity, http::Client &client);
    Task<Token> fetch(std::string scope) override;

private:
    const Identity m_identity;
    http::Client &m_client;
};

/// A managed identity where IMDS answers, else the Azure CLI, as is found out once.
class AutomaticSource final : public TokenSource
{
public:
    AutomaticSource(const Identity &identity, http::Client &client);
    Task<Token> fetch(std::string scope) override;

private:
    ManagedSource m_managed;
    AzureCliSource m_cli;
    TokenSource *m_chosen = nullptr;
};

} // namespace postern::identity
