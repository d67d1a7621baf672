// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/doctor/network.h"

#include "engine/doctor/dnsmessage.h"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/network_v4.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/ip/udp.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <bit>
#include <charconv>
#include <fstream>
#include <iterator>
#include <random>
#include <sstream>

namespace postern::doctor {

namespace asio = boost::asio;

namespace {

constexpr auto kDatagram = asio::as_tuple(asio::use_awaitable);
constexpr std::uint16_t kNameService = 53;

std::string textOfFile(const char *path)
{
    const std::ifstream file(path);
    std::ostringstream text;
    text << file.rdbuf();
    return std::move(text).str();
}

std::string lowerCase(std::string_view text)
{
    std::string lower(text);
    std::ranges::transform(lower, lower.begin(), [](unsigned char c) {
        return static_cast<char>(c >= 'A' && c <= 'Z' ? c + ('a' - 'A') : c);
    });
    return lower;
}

std::vector<std::string> wordsIn(std::string_view text, std::string_view gaps)
{
    std::vector<std::string> words;
    std::string word;
    for (const char c : text) {
        if (gaps.find(c) == std::string_view::npos) {
            word += c;
        } else if (!word.empty()) {
            words.push_back(std::move(word));
            word.clear();
        }
    }
    if (!word.empty())
        words.push_back(std::move(word));
    return words;
}

/// Asks one name server, and leaves `resolution` as it is when none answers.
Task<> askServer(std::string server,
                 std::string host,
                 std::chrono::milliseconds patience,
                 Resolution &resolution)
{
    const auto executor = co_await asio::this_coro::executor;
    boost::system::error_code failed;
    const auto address = asio::ip::make_address(server, failed);
    std::random_device random;
    const auto number = static_cast<std::uint16_t>(random());
    const std::string question = dnsQuestion(host, number);
    if (failed || question.empty())
        co_return;
    const asio::ip::udp::endpoint endpoint(address, kNameService);
    asio::ip::udp::socket socket(executor);
    socket.open(endpoint.protocol(), failed);
    socket.connect(endpoint, failed);
    if (failed)
        co_return;
    asio::steady_timer timer(executor, patience);
    timer.async_wait([&socket](const boost::system::error_code &stopped) {
        if (!stopped)
            socket.close();
    });
    const auto [lost, sent] = co_await socket.async_send(asio::buffer(question), kDatagram);
    std::array<char, 4096> bytes{};
    while (!lost) {
        const auto [silent, size] = co_await socket.async_receive(asio::buffer(bytes), kDatagram);
        if (silent)
            break;
        if (const auto answer = readDnsAnswer({bytes.data(), size}, number)) {
            resolution.resolver = server;
            resolution.aliases = answer->aliases;
            resolution.fromServer = answer->addresses;
            break;
        }
    }
    // The timer's handler refers to the socket, which goes with this.
    timer.cancel();
    co_await asio::post(executor, asio::use_awaitable);
}

/// Whether the pattern of a NO_PROXY is for the host.
bool isExempt(const std::string &pattern, const std::string &host)
{
    if (pattern == "*")
        return true;
    boost::system::error_code failed;
    const auto network = asio::ip::make_network_v4(pattern, failed);
    if (!failed) {
        const auto address = asio::ip::make_address_v4(host, failed);
        return !failed
               && asio::ip::network_v4(address, network.prefix_length()).canonical()
                      == network.canonical();
    }
    std::string_view suffix = pattern;
    if (suffix.starts_with('*'))
        suffix.remove_prefix(1);
    if (suffix.starts_with('.'))
        suffix.remove_prefix(1);
    return host == suffix
           || (host.size() > suffix.size() && host.ends_with(suffix)
               && host[host.size() - suffix.size() - 1] == '.');
}

} // namespace

bool isPrivateAddress(std::string_view text)
{
    boost::system::error_code failed;
    const auto address = asio::ip::make_address(std::string(text), failed);
    if (failed)
        return false;
    if (address.is_loopback())
        return true;
    if (address.is_v6()) {
        const auto bytes = address.to_v6().to_bytes();
        constexpr unsigned kUniqueLocal = 0xFC;
        return (bytes[0] & 0xFEU) == kUniqueLocal || address.to_v6().is_link_local();
    }
    return std::ranges::any_of(std::array{"10.0.0.0/8",
                                          "172.16.0.0/12",
                                          "192.168.0.0/16",
                                          "100.64.0.0/10",
                                          "169.254.0.0/16"},
                               [&](const char *network) {
                                   return isExempt(network, address.to_string());
                               });
}

std::vector<std::string> nameServersIn(std::string_view text)
{
    std::vector<std::string> servers;
    while (!text.empty()) {
        const std::string_view line = text.substr(0, text.find('\n'));
        text.remove_prefix(std::min(text.size(), line.size() + 1));
        const std::vector<std::string> words = wordsIn(line, " \t\r");
        if (words.size() >= 2 && words[0] == "nameserver")
            servers.push_back(words[1]);
    }
    return servers;
}

Task<Resolution> resolveName(std::string host, std::chrono::milliseconds patience)
{
    Resolution resolution;
    const auto executor = co_await asio::this_coro::executor;
    for (const std::string &server : nameServersIn(textOfFile("/etc/resolv.conf"))) {
        if (resolution.resolver.empty())
            co_await askServer(server, host, patience, resolution);
    }
    asio::ip::tcp::resolver resolver(executor);
    const auto [failed, found] = co_await resolver.async_resolve(host, "", kDatagram);
    if (failed)
        resolution.failure = failed.message();
    for (const auto &entry : found) {
        std::string address = entry.endpoint().address().to_string();
        if (std::ranges::find(resolution.addresses, address) == resolution.addresses.end())
            resolution.addresses.push_back(std::move(address));
    }
    co_return resolution;
}

Leaving gatewayIn(std::string_view table, std::string_view text)
{
    Leaving best;
    boost::system::error_code failed;
    const auto address = asio::ip::make_address_v4(std::string(text), failed);
    if (failed)
        return best;
    // Numbers are in the byte order of the machine's memory.
    const auto number = [](const std::string &digits) {
        std::uint32_t value = 0;
        std::from_chars(digits.data(), digits.data() + digits.size(), value, 16);
        return (value & 0xFFU) << 24U | (value & 0xFF00U) << 8U | (value >> 8U & 0xFF00U)
               | value >> 24U;
    };
    int longest = -1;
    while (!table.empty()) {
        const std::string_view line = table.substr(0, table.find('\n'));
        table.remove_prefix(std::min(table.size(), line.size() + 1));
        const std::vector<std::string> words = wordsIn(line, " \t");
        constexpr std::size_t kColumns = 8;
        if (words.size() < kColumns || words[0] == "Iface")
            continue;
        const std::uint32_t mask = number(words[7]);
        const int length = std::popcount(mask);
        if ((address.to_uint() & mask) != number(words[1]) || length <= longest)
            continue;
        longest = length;
        best.device = words[0];
        const std::uint32_t gateway = number(words[2]);
        best.gateway = gateway == 0 ? std::string() : asio::ip::address_v4(gateway).to_string();
    }
    return best;
}

Leaving routeTo(std::string_view address)
{
    boost::system::error_code failed;
    const auto target = asio::ip::make_address(std::string(address), failed);
    if (failed)
        return {};
    Leaving leaving = target.is_loopback() ? Leaving{{}, {}, "lo"}
                                           : gatewayIn(textOfFile("/proc/net/route"), address);
    // Connecting a datagram's socket sends nothing, and shows the way that packets would take.
    asio::io_context loop;
    asio::ip::udp::socket socket(loop);
    const asio::ip::udp::endpoint endpoint(target, kNameService);
    socket.open(endpoint.protocol(), failed);
    socket.connect(endpoint, failed);
    if (!failed)
        leaving.source = socket.local_endpoint(failed).address().to_string();
    return leaving;
}

ProxyDecision decideProxy(const http::Endpoint &endpoint,
                          const http::Route &route,
                          const Variables &variables)
{
    ProxyDecision decision;
    std::string proxy = route.proxy;
    std::string exempt = route.noProxy;
    std::string origin = "the settings";
    if (proxy == "-") {
        decision.reason = "Not used: the settings say so.";
        return decision;
    }
    if (proxy.empty()) {
        const bool isTls = endpoint.scheme == "https";
        for (const char *name : isTls ? std::array{"https_proxy", "HTTPS_PROXY"}
                                      : std::array{"http_proxy", "HTTP_PROXY"}) {
            if (proxy.empty() && !variables(name).empty()) {
                proxy = variables(name);
                origin = name;
            }
        }
        for (const char *name : {"all_proxy", "ALL_PROXY"}) {
            if (proxy.empty() && !variables(name).empty()) {
                proxy = variables(name);
                origin = name;
            }
        }
        if (exempt.empty())
            exempt = variables("no_proxy").empty() ? variables("NO_PROXY") : variables("no_proxy");
    }
    if (proxy.empty()) {
        decision.reason = "Not used: none is set.";
        return decision;
    }
    for (const std::string &pattern : wordsIn(lowerCase(exempt), ", \t")) {
        if (isExempt(pattern, endpoint.host)) {
            decision.reason = fmt::format("Not used: {} in NO_PROXY matches; the proxy of {} is "
                                          "skipped.",
                                          pattern,
                                          origin);
            return decision;
        }
    }
    const std::string text = proxy.find("://") == std::string::npos ? "http://" + proxy : proxy;
    try {
        const http::Endpoint place = http::endpointOf(text);
        decision.host = place.host;
        decision.port = place.port;
        decision.reason = fmt::format("Used, by {}: {}:{}.", origin, place.host, place.port);
    } catch (const std::exception &) {
        decision.reason = "The proxy of " + origin + " is no address of http.";
    }
    return decision;
}

} // namespace postern::doctor
