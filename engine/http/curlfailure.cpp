// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/http/curlfailure.h"

#include "engine/base/log.h"
#include "engine/http/curlapi.h"

#include <system_error>

namespace postern::http {

using FailedStep = TransferError::Step;

namespace {

std::string place(const Endpoint &endpoint)
{
    const bool isIpv6 = endpoint.host.find(':') != std::string::npos;
    return (isIpv6 ? '[' + endpoint.host + ']' : endpoint.host) + ':'
           + std::to_string(endpoint.port);
}

/// What happened and why, in the words of libcurl or of the system.
Message because(Message what, std::string reason)
{
    while (reason.ends_with('.'))
        reason.pop_back();
    return reason.empty() ? tr("%1.", std::move(what))
                          : tr("%1: %2.", std::move(what), log::redact(reason));
}

std::string osReason(CURL *easy, const char *text)
{
    long number = 0;
    curlApi().easy_getinfo(easy, CURLINFO_OS_ERRNO, &number);
    return number ? std::system_category().message(static_cast<int>(number)) : text;
}

TransferError connectTimeout(CURL *easy, const std::string &where)
{
    curl_off_t named = 0;
    curl_off_t connected = 0;
    curlApi().easy_getinfo(easy, CURLINFO_NAMELOOKUP_TIME_T, &named);
    curlApi().easy_getinfo(easy, CURLINFO_CONNECT_TIME_T, &connected);
    if (named == 0) {
        return {FailedStep::ConnectTimeout,
                tr("The name of %1 was not resolved in time.", where),
                tr("Check that the DNS server of this machine answers.")};
    }
    if (connected == 0) {
        return {FailedStep::ConnectTimeout,
                tr("No connection to %1 within the time allowed.", where),
                tr("A firewall that drops packets looks like this; check the network's rules, the "
                   "private endpoint and the proxy.")};
    }
    return {FailedStep::ConnectTimeout,
            tr("The TLS handshake with %1 took longer than allowed.", where),
            tr("Something between may swallow TLS; check the proxy and the firewall.")};
}

bool isProxyFailure(CURL *easy, CURLcode result)
{
    long tunnelStatus = 0;
    curlApi().easy_getinfo(easy, CURLINFO_HTTP_CONNECTCODE, &tunnelStatus);
    return result == CURLE_COULDNT_RESOLVE_PROXY || result == CURLE_PROXY || tunnelStatus >= 300;
}

/// 407: the proxy asks who it is.
bool isLoginWanted(CURL *easy)
{
    long tunnelStatus = 0;
    curlApi().easy_getinfo(easy, CURLINFO_HTTP_CONNECTCODE, &tunnelStatus);
    return tunnelStatus == 407;
}

bool isTlsFailure(CURLcode result)
{
    switch (result) {
    case CURLE_SSL_CONNECT_ERROR:
    case CURLE_SSL_CERTPROBLEM:
    case CURLE_SSL_CIPHER:
    case CURLE_PEER_FAILED_VERIFICATION:
    case CURLE_SSL_CACERT_BADFILE:
    case CURLE_SSL_ISSUER_ERROR:
    case CURLE_SSL_ENGINE_NOTFOUND:
    case CURLE_SSL_INVALIDCERTSTATUS:
    case CURLE_SSL_PINNEDPUBKEYNOTMATCH:
        return true;
    default:
        return false;
    }
}

} // namespace

TransferError curlFailure(
    CURL *easy, CURLcode result, const char *text, const Endpoint &endpoint, bool answerBegan)
{
    const std::string where = place(endpoint);
    const std::string reason = *text ? text : curlApi().easy_strerror(result);
    if (isProxyFailure(easy, result) && isLoginWanted(easy)) {
        return {
            FailedStep::Proxy,
            tr("The proxy wants a login before it lets requests through to %1.", where),
            tr("Name a custom connection with configs.user and secrets.password: postern config "
               "set network.proxy_login=NAME; or give the login in HTTPS_PROXY.")};
    }
    if (isProxyFailure(easy, result)) {
        return {FailedStep::Proxy,
                because(tr("The proxy did not let the request through to %1", where), reason),
                tr("Check HTTPS_PROXY and NO_PROXY; a private endpoint usually belongs into "
                   "NO_PROXY.")};
    }
    if (isTlsFailure(result)) {
        return {FailedStep::Tls,
                because(tr("No secure connection to %1", where), reason),
                tr("Where a private authority signs certificates, or a proxy that inspects TLS, "
                   "name its root certificate: postern config set network.ca_file=FILE")};
    }
    if (answerBegan) {
        return {
            FailedStep::Broken,
            because(tr("The answer of %1 broke off", where), reason),
            tr("Try again; if it happens often, look for a proxy or gateway that limits time.")};
    }
    switch (result) {
    case CURLE_COULDNT_RESOLVE_HOST:
        return {FailedStep::Name,
                tr("The host name of %1 could not be resolved.", where),
                tr("Check its spelling, and that the private DNS zone is linked to this network.")};
    case CURLE_COULDNT_CONNECT:
        return {FailedStep::Connect,
                because(tr("Could not connect to %1", where), osReason(easy, text)),
                tr("Check host and port, and that a firewall lets this machine through.")};
    case CURLE_OPERATION_TIMEDOUT:
        return connectTimeout(easy, where);
    case CURLE_GOT_NOTHING:
    case CURLE_RECV_ERROR:
    case CURLE_SEND_ERROR:
        return {FailedStep::NoAnswer,
                because(tr("%1 closed the connection without an answer", where), reason),
                tr("Try again; if it stays so, check that the port speaks HTTP and no gateway cuts "
                   "it.")};
    case CURLE_OUT_OF_MEMORY: // what libcurl says of a header line beyond its limit, too
        return {
            FailedStep::Broken,
            tr("The answer of %1 has a line of the header that doesn't end.", where),
            tr("Check that the address is the one of the service you mean, and free some memory.")};
    default:
        return {FailedStep::Other,
                because(tr("The request to %1 failed", where), reason),
                tr("Check that the address is the one of the service you mean.")};
    }
}

TransferError silentFor(std::chrono::milliseconds duration, const Endpoint &endpoint)
{
    const auto seconds = std::chrono::ceil<std::chrono::seconds>(duration).count();
    return {FailedStep::Timeout,
            tr("%1 was silent for %2 s.", place(endpoint), seconds),
            tr("Allow a longer time-out, or look at the service's health.")};
}

TransferError endlessFor(std::chrono::milliseconds duration, const Endpoint &endpoint)
{
    const auto minutes = std::chrono::ceil<std::chrono::minutes>(duration).count();
    return {FailedStep::Timeout,
            tr("The answer of %1 had no end within %2 minutes.", place(endpoint), minutes),
            tr("Check that the address is the one of the service you mean.")};
}

} // namespace postern::http
