// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/http/curlfailure.h"

#include "engine/base/log.h"

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

/// ": reason." or "."
std::string because(std::string reason)
{
    while (reason.ends_with('.'))
        reason.pop_back();
    return reason.empty() ? "." : ": " + log::redact(reason) + '.';
}

std::string osReason(CURL *easy, const char *text)
{
    long number = 0;
    curl_easy_getinfo(easy, CURLINFO_OS_ERRNO, &number);
    return number ? std::system_category().message(static_cast<int>(number)) : text;
}

TransferError connectTimeout(CURL *easy, const std::string &where)
{
    curl_off_t named = 0;
    curl_off_t connected = 0;
    curl_easy_getinfo(easy, CURLINFO_NAMELOOKUP_TIME_T, &named);
    curl_easy_getinfo(easy, CURLINFO_CONNECT_TIME_T, &connected);
    if (named == 0) {
        return {FailedStep::ConnectTimeout,
                "The name of " + where + " was not resolved in time.",
                "Check that the DNS server of this machine answers."};
    }
    if (connected == 0) {
        return {FailedStep::ConnectTimeout,
                "No connection to " + where + " within the time allowed.",
                "A firewall that drops packets looks like this; check the network's rules, the "
                "private endpoint and the proxy."};
    }
    return {FailedStep::ConnectTimeout,
            "The TLS handshake with " + where + " took longer than allowed.",
            "Something between may swallow TLS; check the proxy and the firewall."};
}

bool isProxyFailure(CURL *easy, CURLcode result)
{
    long tunnelStatus = 0;
    curl_easy_getinfo(easy, CURLINFO_HTTP_CONNECTCODE, &tunnelStatus);
    return result == CURLE_COULDNT_RESOLVE_PROXY || result == CURLE_PROXY || tunnelStatus >= 300;
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
    const std::string reason = *text ? text : curl_easy_strerror(result);
    if (isProxyFailure(easy, result)) {
        return {
            FailedStep::Proxy,
            "The proxy did not let the request through to " + where + because(reason),
            "Check HTTPS_PROXY and NO_PROXY; a private endpoint usually belongs into NO_PROXY."};
    }
    if (isTlsFailure(result)) {
        return {
            FailedStep::Tls,
            "No secure connection to " + where + because(reason),
            "Where a private authority signs certificates, or a proxy that inspects TLS, name its "
            "root certificate: postern config set network.ca_file=FILE"};
    }
    if (answerBegan) {
        return {FailedStep::Broken,
                "The answer of " + where + " broke off" + because(reason),
                "Try again; if it happens often, look for a proxy or gateway that limits time."};
    }
    switch (result) {
    case CURLE_COULDNT_RESOLVE_HOST:
        return {FailedStep::Name,
                "The host name of " + where + " could not be resolved.",
                "Check its spelling, and that the private DNS zone is linked to this network."};
    case CURLE_COULDNT_CONNECT:
        return {FailedStep::Connect,
                "Could not connect to " + where + because(osReason(easy, text)),
                "Check host and port, and that a firewall lets this machine through."};
    case CURLE_OPERATION_TIMEDOUT:
        return connectTimeout(easy, where);
    case CURLE_GOT_NOTHING:
    case CURLE_RECV_ERROR:
    case CURLE_SEND_ERROR:
        return {
            FailedStep::NoAnswer,
            where + " closed the connection without an answer" + because(reason),
            "Try again; if it stays so, check that the port speaks HTTP and no gateway cuts it."};
    case CURLE_OUT_OF_MEMORY: // what libcurl says of a header line beyond its limit, too
        return {FailedStep::Broken,
                "The answer of " + where + " has a line of the header that doesn't end.",
                "Check that the address is the one of the service you mean, and free some memory."};
    default:
        return {FailedStep::Other,
                "The request to " + where + " failed" + because(reason),
                "Check that the address is the one of the service you mean."};
    }
}

TransferError silentFor(std::chrono::milliseconds duration, const Endpoint &endpoint)
{
    const auto seconds = std::chrono::ceil<std::chrono::seconds>(duration).count();
    return {FailedStep::Timeout,
            place(endpoint) + " was silent for " + std::to_string(seconds) + " s.",
            "Allow a longer time-out, or look at the service's health."};
}

} // namespace postern::http
