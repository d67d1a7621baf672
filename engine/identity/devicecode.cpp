// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/base/log.h"
#include "engine/base/pyrepr.h"
#include "engine/identity/entra.h"
#include "engine/identity/sources.h"

#include <algorithm>
#include <charconv>
#include <utility>

namespace postern::identity {

namespace {

/// Of Azure's own tools, which every tenant knows.
constexpr std::string_view kPublicClient = "04b07795-8ddb-461a-bbee-02f9e1bf7b46";
constexpr std::string_view kEntra = "Microsoft Entra";

std::string codeText(const Value &answer, std::string_view key)
{
    const Value *member = answer.find(key);
    if (!member || member->isNull())
        return {};
    return member->isString() ? member->asString() : py::str(*member);
}

std::chrono::seconds secondsOf(const Value &answer, std::string_view key, int usual, int most)
{
    const std::string text = codeText(answer, key);
    int seconds = usual;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), seconds);
    if (error != std::errc() || end != text.data() + text.size())
        seconds = usual;
    return std::chrono::seconds(std::clamp(seconds, 1, most));
}

std::string clientOf(const Identity &identity)
{
    return identity.clientId.empty() ? std::string(kPublicClient) : identity.clientId;
}

} // namespace

DeviceCodeSource::DeviceCodeSource(Identity identity, http::Client &client, ShowCode showCode)
    : m_identity(std::move(identity))
    , m_client(client)
    , m_showCode(std::move(showCode))
{}

Token DeviceCodeSource::taken(const Value &answer)
{
    const std::string refresh = codeText(answer, "refresh_token");
    if (!refresh.empty()) {
        log::registerSecret(refresh);
        m_refreshToken = refresh;
    }
    if (auto token = tokenOf(answer, m_client.now()))
        return *token;
    throw Error(ErrorCode::ConnectionFailed,
                tr("%1 answered with something that is no token.", kEntra),
                tr("Check that a proxy or gateway doesn't answer in its place."));
}

Task<Token> DeviceCodeSource::fetch(std::string scope)
{
    m_client.requireContacts();
    if (!m_refreshToken.empty()) {
        http::Request request = entraRequest(authorityOf(m_identity) + "/token",
                                             {{"client_id", clientOf(m_identity)},
                                              {"grant_type", "refresh_token"},
                                              {"refresh_token", m_refreshToken},
                                              {"scope", scope + " offline_access"}});
        const http::Response response = co_await m_client.send(std::move(request),
                                                               http::RetryPolicy::standard());
        if (response.head.status == 200)
            co_return taken(answerOf(response));
        m_refreshToken.clear();
    }
    co_return co_await signIn(scope);
}

Task<Token> DeviceCodeSource::signIn(const std::string &scope)
{
    http::Request request = entraRequest(authorityOf(m_identity) + "/devicecode",
                                         {{"client_id", clientOf(m_identity)},
                                          {"scope", scope + " offline_access"}});
    const http::Response response = co_await m_client.send(std::move(request),
                                                           http::RetryPolicy::standard());
    const Value answer = answerOf(response);
    const std::string code = codeText(answer, "device_code");
    const std::string shown = codeText(answer, "user_code");
    if (response.head.status != 200 || code.empty() || shown.empty())
        throw refusedBy(std::string(kEntra), response);
    log::registerSecret(code);
    const std::string where = codeText(answer, "verification_uri");
    m_showCode("To sign in, open " + where + " in a browser and enter the code " + shown + ".");
    std::chrono::seconds interval = secondsOf(answer, "interval", 5, 60);
    const Time end = m_client.now() + secondsOf(answer, "expires_in", 900, 3'600);
    while (m_client.now() < end) {
        co_await m_client.sleep(interval);
        http::Request asking = entraRequest(authorityOf(m_identity) + "/token",
                                            {{"client_id", clientOf(m_identity)},
                                             {"grant_type",
                                              "urn:ietf:params:oauth:grant-type:device_code"},
                                             {"device_code", code}});
        const http::Response said = co_await m_client.send(std::move(asking),
                                                           http::RetryPolicy::standard());
        if (said.head.status == 200)
            co_return taken(answerOf(said));
        const std::string error = codeText(answerOf(said), "error");
        if (error == "slow_down")
            interval += std::chrono::seconds(5);
        else if (error != "authorization_pending")
            throw refusedBy(std::string(kEntra), said);
    }
    throw Error(ErrorCode::ConnectionFailed,
                tr("Nobody entered the code %1 in time.", shown),
                tr("Run it again and sign in within the time that Entra allows."));
}

} // namespace postern::identity
