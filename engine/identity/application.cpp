// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/base/json.h"
#include "engine/base/log.h"
#include "engine/base/offload.h"
#include "engine/http/url.h"
#include "engine/identity/assertion.h"
#include "engine/identity/cloud.h"
#include "engine/identity/entra.h"
#include "engine/identity/sources.h"
#include "engine/store/atomicfile.h"

#include <boost/asio/ip/address.hpp>

#include <algorithm>
#include <utility>

namespace postern::identity {

std::string authorityOf(const Identity &identity)
{
    std::string address = identity.authority.empty() ? std::string(cloudOf({}).authority)
                                                     : identity.authority;
    if (address.find("://") == std::string::npos)
        address = "https://" + address;
    while (address.ends_with('/'))
        address.pop_back();
    const http::Endpoint endpoint = http::endpointOf(address);
    boost::system::error_code isName; // "127.example.com" is somebody's
    const bool isHere = endpoint.host == "localhost"
                        || boost::asio::ip::make_address(endpoint.host, isName).is_loopback();
    if (endpoint.scheme != "https" && !isHere)
        throw Error(ErrorCode::InvalidInput,
                    tr("The authority of the identity, %1, isn't reached by https.", endpoint.host),
                    tr("Give it as https://HOST: secrets are sent there."));
    const std::string tenant = identity.tenant.empty() ? "organizations" : identity.tenant;
    return address + "/" + http::escapeUrl(tenant) + "/oauth2/v2.0";
}

std::string formOf(const http::Query &fields)
{
    std::string form;
    for (const auto &[name, value] : fields) {
        if (!form.empty())
            form += '&';
        form += http::escapeUrl(name) + '=' + http::escapeUrl(value);
    }
    return form;
}

http::Request entraRequest(std::string url, const http::Query &fields)
{
    http::Request request;
    request.method = "POST";
    request.url = std::move(url);
    request.headers = {{"Content-Type", "application/x-www-form-urlencoded"},
                       {"Accept", "application/json"}};
    request.body = formOf(fields);
    request.idleTimeout = std::chrono::seconds(30);
    request.wholeTimeout = std::chrono::seconds(60);
    request.bodyLimit = kMostAnswer;
    return request;
}

Value answerOf(const http::Response &response)
{
    try {
        Value answer = json::parse(response.body);
        if (answer.isDict())
            return answer;
    } catch (const Error &) { // NOLINT(bugprone-empty-catch): a page of a proxy, say
    }
    return Dict();
}

namespace {

std::string memberText(const Value &answer, std::string_view key)
{
    const Value *member = answer.find(key);
    return member && member->isString() ? member->asString() : std::string();
}

/// The first line: what follows are identifiers for the service's own people.
std::string firstLine(const std::string &text)
{
    std::string line = text.substr(0, text.find_first_of("\r\n"));
    const std::size_t trace = line.find(" Trace ID:");
    return log::redact(line.substr(0, std::min<std::size_t>(trace, 500)));
}

Message hintOf(const std::string &description)
{
    struct Known
    {
        std::string_view code;
        Message hint;
    };
    const Known known[] = {
        {"AADSTS7000215",
         tr("Give the secret's value, not its ID, and look whether it is the application's.")},
        {"AADSTS7000222", tr("The secret has expired: have another one made for the application.")},
        {"AADSTS700016",
         tr("Check client_id and tenant_id: the application isn't known in that tenant.")},
        {"AADSTS90002", tr("Check tenant_id: there is no such tenant in this cloud.")},
        {"AADSTS700027",
         tr("The certificate isn't registered for the application, or another one is.")},
        {"AADSTS700024",
         tr("The token of the workload has expired, or this machine's clock is wrong.")},
        {"AADSTS53003",
         tr("A Conditional Access policy forbids it here: ask who administers the tenant.")},
        {"AADSTS500011",
         tr("The service isn't known in that tenant: check the cloud and the tenant.")},
    };
    for (const Known &one : known) {
        if (description.find(one.code) != std::string::npos)
            return one.hint;
    }
    return tr("Check tenant, client and secret of the identity; `postern doctor` looks further.");
}

} // namespace

Error refusedBy(const std::string &who, const http::Response &response)
{
    const Value answer = answerOf(response);
    const std::string description = memberText(answer, "error_description");
    const std::string code = memberText(answer, "error");
    const std::string reason = description.empty() ? code : firstLine(description);
    if (reason.empty())
        return {ErrorCode::ConnectionFailed,
                tr("%1 gave no token: status %2.", who, response.head.status),
                tr("Check that a proxy or gateway doesn't answer in its place.")};
    return {ErrorCode::ConnectionFailed,
            tr("%1 gave no token: %2", who, reason),
            hintOf(description)};
}

Token tokenFrom(const std::string &who, const http::Response &response, Time now)
{
    if (response.head.status == 200) {
        if (auto token = tokenOf(answerOf(response), now))
            return *token;
        throw Error(ErrorCode::ConnectionFailed,
                    tr("%1 answered with something that is no token.", who),
                    tr("Check that a proxy or gateway doesn't answer in its place."));
    }
    throw refusedBy(who, response);
}

ApplicationSource::ApplicationSource(Identity identity, http::Client &client)
    : m_identity(std::move(identity))
    , m_client(client)
{}

Task<Token> ApplicationSource::fetch(std::string scope)
{
    m_client.requireContacts();
    const std::string url = authorityOf(m_identity) + "/token";
    http::Query fields{{"client_id", m_identity.clientId},
                       {"grant_type", "client_credentials"},
                       {"scope", std::move(scope)}};
    if (m_identity.kind == Kind::ClientSecret) {
        fields.emplace_back("client_secret", m_identity.clientSecret);
    } else {
        const bool isWorkload = m_identity.kind == Kind::WorkloadIdentity;
        const std::string file = isWorkload ? m_identity.tokenFile : m_identity.certificateFile;
        constexpr std::size_t kMostFile = 1U << 20U;
        std::string text = co_await offload([file] { return store::readFile(file, kMostFile); });
        if (isWorkload) // is replaced while it is used, so it is read each time
            text.resize(text.find_last_not_of(" \r\n\t") + 1);
        else
            text = makeAssertion(text, file, m_identity.clientId, url, m_client.now());
        log::registerSecret(text);
        fields.emplace_back("client_assertion_type",
                            "urn:ietf:params:oauth:client-assertion-type:jwt-bearer");
        fields.emplace_back("client_assertion", text);
    }
    http::Request request = entraRequest(url, fields);
    http::RetryPolicy policy = http::RetryPolicy::standard();
    policy.jitter = 0.2;
    const http::Response response = co_await m_client.send(std::move(request), std::move(policy));
    co_return tokenFrom("Microsoft Entra", response, m_client.now());
}

} // namespace postern::identity
