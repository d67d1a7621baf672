// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/doctor/tlsprobe.h"

#include "engine/base/base64.h"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/read_until.hpp>
#include <boost/asio/ssl/context.hpp>
#include <boost/asio/ssl/stream.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>
#include <fmt/format.h>
#include <openssl/x509.h>
#include <openssl/x509v3.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdlib>
#include <memory>

namespace postern::doctor {

namespace asio = boost::asio;
using asio::ip::tcp;

namespace {

constexpr auto kAsTuple = asio::as_tuple(asio::use_awaitable);
constexpr std::size_t kMostHead = 64UL * 1024;
using Clock = std::chrono::steady_clock;
using Secure = asio::ssl::stream<tcp::socket>;

std::int64_t since(Clock::time_point begin)
{
    return std::chrono::duration_cast<std::chrono::milliseconds>(Clock::now() - begin).count();
}

std::string nameText(const X509_NAME *name)
{
    std::array<char, 256> text{};
    for (const int part : {NID_commonName, NID_organizationName}) {
        if (X509_NAME_get_text_by_NID(const_cast<X509_NAME *>(name), // NOLINT: it changes nothing
                                      part,
                                      text.data(),
                                      static_cast<int>(text.size()))
            > 0)
            return text.data();
    }
    return "(no name)";
}

std::int64_t daysUntil(const ASN1_TIME *time)
{
    int days = 0;
    int seconds = 0;
    ASN1_TIME_diff(&days, &seconds, nullptr, time);
    return seconds < 0 ? days - 1 : days;
}

void lookAtChain(SSL *connection, const std::string &host, ProbeResult &result)
{
    result.protocol = SSL_get_version(connection);
    const std::unique_ptr<X509, decltype(&X509_free)> certificate(SSL_get1_peer_certificate(
                                                                      connection),
                                                                  X509_free);
    if (!certificate) {
        result.distrust = "it shows no certificate";
        return;
    }
    result.subject = nameText(X509_get_subject_name(certificate.get()));
    const STACK_OF(X509) *chain = SSL_get_peer_cert_chain(connection);
    for (int i = 0; i < sk_X509_num(chain); ++i)
        result.issuers.push_back(nameText(X509_get_issuer_name(sk_X509_value(chain, i))));
    const long verdict = SSL_get_verify_result(connection);
    if (verdict != X509_V_OK)
        result.distrust = X509_verify_cert_error_string(verdict);
    result.hasUnknownRoot = verdict == X509_V_ERR_SELF_SIGNED_CERT_IN_CHAIN
                            || verdict == X509_V_ERR_DEPTH_ZERO_SELF_SIGNED_CERT
                            || verdict == X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT_LOCALLY
                            || verdict == X509_V_ERR_UNABLE_TO_VERIFY_LEAF_SIGNATURE
                            || verdict == X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT;
    const std::int64_t days = daysUntil(X509_get0_notAfter(certificate.get()));
    result.daysLeft = std::max<std::int64_t>(0, days);
    result.expiredDays = days < 0 ? -days : 0;
    result.isNotYetValid = daysUntil(X509_get0_notBefore(certificate.get())) > 0
                           || verdict == X509_V_ERR_CERT_NOT_YET_VALID;
    result.isNameCovered = X509_check_host(certificate.get(), host.data(), host.size(), 0, nullptr)
                               == 1
                           || X509_check_ip_asc(certificate.get(), host.c_str(), 0) == 1;
}

template<typename Stream>
Task<> askForHead(Stream &stream, const std::string &host, ProbeResult &result)
{
    const std::string text = "HEAD / HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n";
    const auto [lost, sent] = co_await asio::async_write(stream, asio::buffer(text), kAsTuple);
    if (lost)
        co_return;
    std::string head;
    static_cast<void>(co_await asio::async_read_until(stream,
                                                      asio::dynamic_buffer(head, kMostHead),
                                                      "\r\n\r\n",
                                                      kAsTuple));
    std::string lower(head);
    std::ranges::transform(lower, lower.begin(), [](unsigned char c) {
        return static_cast<char>(c >= 'A' && c <= 'Z' ? c + ('a' - 'A') : c);
    });
    constexpr std::string_view kDate = "\r\ndate: ";
    const std::size_t at = lower.find(kDate);
    if (at == std::string::npos)
        co_return;
    const std::size_t begin = at + kDate.size();
    result.date = head.substr(begin, head.find('\r', begin) - begin);
}

/// Asks a proxy for a tunnel; false when it refuses.
Task<bool> openTunnel(tcp::socket &socket, const ProbeTarget &target, ProbeResult &result)
{
    const std::string place = fmt::format("{}:{}", target.endpoint.host, target.endpoint.port);
    std::string text = fmt::format("CONNECT {0} HTTP/1.1\r\nHost: {0}\r\n", place);
    if (!target.proxyLogin.empty())
        text += "Proxy-Authorization: Basic " + toBase64(target.proxyLogin) + "\r\n";
    text += "\r\n";
    static_cast<void>(co_await asio::async_write(socket, asio::buffer(text), kAsTuple));
    std::string head; // what can't be read leaves it empty
    static_cast<void>(co_await asio::async_read_until(socket,
                                                      asio::dynamic_buffer(head, kMostHead),
                                                      "\r\n\r\n",
                                                      kAsTuple));
    const std::size_t space = head.find(' ');
    int status = 0;
    if (space != std::string::npos)
        std::from_chars(head.data() + space + 1, head.data() + head.size(), status);
    constexpr int kGood = 200;
    if (status != kGood)
        result.proxyStatus = status == 0 ? -1 : status;
    co_return status == kGood;
}

void trust(asio::ssl::context &context, const std::string &caFile)
{
    boost::system::error_code ignored;
    if (!caFile.empty()) {
        context.load_verify_file(caFile, ignored);
        return;
    }
    context.set_default_verify_paths(ignored);
}

Task<> shakeHands(Secure &stream, const ProbeTarget &target, ProbeResult &result)
{
    const auto begin = Clock::now();
    const std::string &host = target.endpoint.host;
    SSL_set_tlsext_host_name(stream.native_handle(), host.c_str()); // NOLINT: a macro of OpenSSL's
    const auto [failed] = co_await stream.async_handshake(asio::ssl::stream_base::client, kAsTuple);
    result.tlsMilliseconds = since(begin);
    if (failed) {
        result.tlsFailure = failed.message();
        co_return;
    }
    lookAtChain(stream.native_handle(), host, result);
    co_await askForHead(stream, host, result);
}

/// Begins nothing after the end, from when on nobody stops the socket.
Task<> connectTo(tcp::socket &socket,
                 const ProbeTarget &target,
                 Clock::time_point end,
                 ProbeResult &result)
{
    const auto begin = Clock::now();
    const bool isByProxy = !target.proxyHost.empty();
    tcp::resolver resolver(socket.get_executor());
    const std::string port = std::to_string(isByProxy ? target.proxyPort : target.endpoint.port);
    const std::string host = isByProxy                ? target.proxyHost
                             : target.address.empty() ? target.endpoint.host
                                                      : target.address;
    const auto [unknown, places] = co_await resolver.async_resolve(host, port, kAsTuple);
    boost::system::error_code last = unknown;
    for (const auto &place : places) {
        last = asio::error::operation_aborted;
        if (Clock::now() >= end)
            break;
        boost::system::error_code ignored;
        socket.close(ignored);
        const auto [failed] = co_await socket.async_connect(place.endpoint(), kAsTuple);
        last = failed;
        if (!failed)
            break;
    }
    result.tcpMilliseconds = since(begin);
    if (last)
        result.tcpFailure = last == asio::error::operation_aborted ? "no answer in time"
                                                                   : last.message();
}

} // namespace

Task<ProbeResult> probe(ProbeTarget target)
{
    const auto executor = co_await asio::this_coro::executor;
    ProbeResult result;
    asio::ssl::context context(asio::ssl::context::tls_client);
    // The chain is verified all the same: what is wrong with it is told, not refused.
    context.set_verify_mode(asio::ssl::verify_none);
    trust(context, target.caFile);
    Secure stream(executor, context);
    tcp::socket &socket = stream.next_layer();
    const Clock::time_point end = Clock::now() + target.patience;
    asio::steady_timer timer(executor, end);
    timer.async_wait([&socket](const boost::system::error_code &stopped) {
        boost::system::error_code ignored;
        if (!stopped)
            socket.close(ignored);
    });
    co_await connectTo(socket, target, end, result);
    bool isOpen = result.tcpFailure.empty();
    const bool isTls = target.endpoint.scheme == "https";
    if (isOpen && !target.proxyHost.empty() && isTls)
        isOpen = co_await openTunnel(socket, target, result);
    if (isOpen && isTls)
        co_await shakeHands(stream, target, result);
    else if (isOpen)
        co_await askForHead(socket, target.endpoint.host, result);
    // The timer's handler refers to the socket, which goes with this.
    timer.cancel();
    co_await asio::post(executor, asio::use_awaitable);
    co_return result;
}

std::int64_t timeOfHeader(std::string_view text)
{
    static constexpr std::array<std::string_view, 12>
        kMonths{"Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    constexpr std::size_t kLength = 29;
    if (text.size() != kLength)
        return 0;
    const auto number = [&](std::size_t at, std::size_t size) {
        int value = -1;
        std::from_chars(text.data() + at, text.data() + at + size, value);
        return value;
    };
    const auto *const month = std::ranges::find(kMonths, text.substr(8, 3));
    const int day = number(5, 2);
    const int year = number(12, 4);
    const int hour = number(17, 2);
    const int minute = number(20, 2);
    const int second = number(23, 2);
    if (month == kMonths.end() || day < 1 || year < 1970 || hour < 0 || minute < 0 || second < 0)
        return 0;
    using namespace std::chrono;
    const auto index = static_cast<unsigned>(month - kMonths.begin()) + 1;
    const sys_days date{std::chrono::year{year} / std::chrono::month{index}
                        / std::chrono::day{static_cast<unsigned>(day)}};
    return duration_cast<seconds>(date.time_since_epoch()).count() + hour * 3600LL + minute * 60LL
           + second;
}

} // namespace postern::doctor
