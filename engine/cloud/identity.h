// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/cloud/question.h"
#include "engine/cloud/tokens.h"

#include <cstdint>
#include <map>
#include <string>

namespace postern::cloud {

/// The application that may sign in, and how long what it gets is good for.
struct Application
{
    std::string clientId;
    std::string clientSecret;
    std::string objectId;
    std::int64_t tokenLifetime = 3599;
};

/// Microsoft Entra's endpoints (token, device code, OpenID metadata) and those of managed
/// identities (IMDS, App Service), which all give tokens of one application.
class Identity
{
public:
    Identity(Application application, Tokens tokens)
        : m_application(std::move(application))
        , m_tokens(std::move(tokens))
    {}

    const Application &application() const { return m_application; }
    const Tokens &tokens() const { return m_tokens; }
    /// The header that App Service wants; a secret of this process.
    const std::string &appServiceHeader() const { return m_appServiceHeader; }

    Answer answer(const Question &question, std::int64_t now);
    /// GET metadata/identity/oauth2/token, and App Service's form of it.
    Answer managedIdentity(const Question &question, std::int64_t now) const;

private:
    struct Device
    {
        std::string scope;
        int pollsLeft = 1;
    };
    using Form = std::map<std::string, std::string, std::less<>>;

    Answer token(const Question &question, std::int64_t now);
    Answer deviceCode(const Form &form, std::int64_t now);
    Answer metadata(const Question &question) const;
    void checkClient(const Form &form, std::int64_t now) const;
    void checkDevice(const Form &form, std::int64_t now);
    std::string scopeOf(const Form &form, std::int64_t now);

    Application m_application;
    Tokens m_tokens;
    std::string m_appServiceHeader = uuid();
    std::map<std::string, Device, std::less<>> m_devices;
};

} // namespace postern::cloud
