// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/doctor/examination.h"

#include "engine/base/error.h"
#include "engine/connection/connectionoptions.h"
#include "engine/identity/identity.h"

#include <boost/asio/ip/address.hpp>
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cstdlib>

namespace postern::doctor {

namespace {

using connection::ConnectionKind;

/// Tokens and signatures bear no more than that.
constexpr std::int64_t kMostSkew = 300;

std::string usualAddress(ConnectionKind kind)
{
    if (kind == ConnectionKind::OpenAi)
        return "https://api.openai.com/v1";
    return kind == ConnectionKind::Serp ? "https://serpapi.com" : std::string();
}

bool isAddress(const std::string &host)
{
    boost::system::error_code failed;
    boost::asio::ip::make_address(host, failed);
    return !failed;
}

Verdict addressVerdict(const std::string &cause, const std::string &ask)
{
    return {{}, {}, cause, "Whoever keeps the connection.", ask};
}

} // namespace

Examination::Examination(connection::Connection connection,
                         http::Client &client,
                         azure::Channels &channels,
                         DoctorOptions options)
    : m_connection(std::move(connection))
    , m_client(client)
    , m_channels(channels)
    , m_options([&] {
        DoctorOptions complete = std::move(options);
        if (!complete.variables)
            complete.variables = identity::environmentVariable;
        return complete;
    }())
    , m_fields(connection::fieldsOf(m_connection))
    , m_route(http::mergedRoute(client.route(), connection::routeOf(m_connection)))
    , m_began(std::chrono::steady_clock::now())
{
    m_diagnosis.connection = m_connection.name;
    m_asked.kind = m_connection.kind();
    m_asked.isToken = m_fields.wantsToken;
}

std::int64_t Examination::seconds() const
{
    using namespace std::chrono;
    if (m_options.clock)
        return m_options.clock();
    return duration_cast<std::chrono::seconds>(system_clock::now().time_since_epoch()).count();
}

void Examination::tell(std::string step, State state, std::string finding, std::string evidence)
{
    const auto now = std::chrono::steady_clock::now();
    const auto taken = std::chrono::duration_cast<std::chrono::milliseconds>(now - m_began);
    m_began = now;
    m_diagnosis.findings.push_back(
        {std::move(step), state, std::move(finding), std::move(evidence), taken.count()});
    if (m_options.told)
        m_options.told(m_diagnosis.findings.back());
}

bool Examination::fail(std::string step, std::string finding, std::string evidence, Verdict verdict)
{
    tell(std::move(step), State::Failed, std::move(finding), std::move(evidence));
    m_diagnosis.cause = std::move(verdict.cause);
    m_diagnosis.who = std::move(verdict.who);
    m_diagnosis.ask = std::move(verdict.ask);
    return false;
}

bool Examination::readAddress()
{
    std::string text = m_fields.endpoint.empty() ? usualAddress(m_asked.kind) : m_fields.endpoint;
    if (text.empty())
        return fail("name",
                    "The connection says no address.",
                    {},
                    addressVerdict("The connection names no endpoint.",
                                   "Set the address of the service in the connection."));
    try {
        m_endpoint = http::endpointOf(text);
    } catch (const Error &error) {
        return fail("name",
                    "The address is no URL of http or https.",
                    {},
                    addressVerdict("The connection's address is no URL: " + error.message(),
                                   "Write it as https://NAME.openai.azure.com or the like."));
    }
    if (!m_client.ledger().allows(m_endpoint.host, m_endpoint.port))
        return fail("name",
                    "The allow-list refuses the host, so it isn't contacted.",
                    m_endpoint.host,
                    addressVerdict("The allow-list of the settings doesn't name " + m_endpoint.host
                                       + ".",
                                   "Add the host to egress.allow if it may be contacted."));
    m_asked.host = m_endpoint.host;
    m_asked.privateZone = privateZoneOf(m_endpoint.host);
    if (m_endpoint.host.find(".privatelink.") != std::string::npos) {
        std::string usual = m_endpoint.host;
        usual.erase(usual.find(".privatelink"), std::string_view(".privatelink").size());
        return fail("name",
                    "The address is a privatelink name.",
                    m_endpoint.host,
                    addressVerdict("The connection uses the privatelink name, which no certificate "
                                   "covers.",
                                   "Use the normal name: https://" + usual));
    }
    return true;
}

Task<bool> Examination::findName()
{
    const std::string &host = m_endpoint.host;
    std::string fixed = m_route.address;
    if (const auto found = m_route.addresses.find(host);
        fixed.empty() && found != m_route.addresses.end())
        fixed = found->second;
    if (isAddress(host) || !fixed.empty()) {
        m_resolution.addresses = {fixed.empty() ? host : fixed};
        tell("name",
             State::Ok,
             fixed.empty() ? "An address, no name: " + host : "Set by hand: " + fixed,
             fixed.empty() ? std::string() : host + " is not asked of DNS");
        co_return true;
    }
    m_resolution = co_await resolveName(host, std::chrono::milliseconds(2000));
    const std::string chain = fmt::format("{}{}{}",
                                          host,
                                          m_resolution.aliases.empty() ? "" : " -> ",
                                          fmt::join(m_resolution.aliases, " -> "));
    const std::string by = m_resolution.resolver.empty() ? std::string("no DNS server answered")
                                                         : "asked " + m_resolution.resolver;
    m_proxy = decideProxy(m_endpoint, m_route, m_options.variables);
    if (m_resolution.addresses.empty() && !m_proxy.host.empty()) {
        tell("name",
             State::Warning,
             "Not found here; the proxy looks the name up.",
             chain + "; " + by);
        co_return true;
    }
    if (m_resolution.addresses.empty()) {
        const std::string zone = m_asked.privateZone.empty() ? "the zone of " + host
                                                             : m_asked.privateZone;
        co_return fail("name",
                       "The name isn't found: " + m_resolution.failure + ".",
                       chain + "; " + by,
                       {{},
                        {},
                        "This machine's DNS doesn't know " + host + ".",
                        "The network team that keeps DNS.",
                        "Resolve " + host + " from this network: link " + zone
                            + " to it, or forward it to a resolver that has it; and check the "
                              "spelling of the name."});
    }
    const std::string &first = m_resolution.addresses.front();
    m_asked.isPublicAddress = !isPrivateAddress(first);
    const std::string evidence
        = fmt::format("{} -> {}; {}", chain, fmt::join(m_resolution.addresses, ", "), by);
    if (!m_asked.isPublicAddress)
        tell("name", State::Ok, "Private address " + first, evidence);
    else if (!m_asked.privateZone.empty())
        tell("name",
             State::Warning,
             "Public address " + first + ": " + m_asked.privateZone
                 + " isn't linked to this network, or there is no private endpoint.",
             evidence);
    else
        tell("name", State::Ok, "Public address " + first, evidence);
    co_return true;
}

bool Examination::findRoute()
{
    if (m_resolution.addresses.empty()) {
        tell("route", State::Unknown, "Not known: the proxy knows the address.");
        return true;
    }
    const std::string &address = m_resolution.addresses.front();
    const Leaving leaving = routeTo(address);
    m_proxy = decideProxy(m_endpoint, m_route, m_options.variables);
    if (leaving.source.empty() && m_proxy.host.empty()) {
        return fail("route",
                    "There is no way from this machine to " + address + ".",
                    {},
                    {{},
                     {},
                     "No route of this machine leads to " + address + ".",
                     "The network team.",
                     "Add a route (peering, VPN or gateway) from this machine to " + address + "."});
    }
    if (leaving.source.empty())
        tell("route", State::Warning, "No direct way to " + address + "; the proxy is asked.");
    else
        tell("route",
             State::Ok,
             leaving.device.empty() ? std::string("Direct") : "Direct, through " + leaving.device,
             fmt::format("source {}{}{}",
                         leaving.source,
                         leaving.gateway.empty() ? "" : ", next hop ",
                         leaving.gateway));
    return true;
}

bool Examination::chooseProxy()
{
    m_proxy = decideProxy(m_endpoint, m_route, m_options.variables);
    tell("proxy", State::Ok, m_proxy.reason);
    return true;
}

Task<bool> Examination::connect()
{
    ProbeTarget target;
    target.endpoint = m_endpoint;
    if (!m_resolution.addresses.empty())
        target.address = m_resolution.addresses.front();
    target.proxyHost = m_proxy.host;
    target.proxyPort = m_proxy.port;
    if (!m_route.proxyUser.empty())
        target.proxyLogin = m_route.proxyPassword.empty()
                                ? m_route.proxyUser
                                : m_route.proxyUser + ':' + m_route.proxyPassword;
    target.caFile = m_route.caFile;
    target.patience = m_options.patience;
    const bool isByProxy = !m_proxy.host.empty();
    const std::string place = isByProxy ? fmt::format("{}:{}", m_proxy.host, m_proxy.port)
                                        : fmt::format("{}:{}", target.address, m_endpoint.port);
    m_probe = co_await probe(std::move(target));
    if (!m_probe.tcpFailure.empty()) {
        Verdict verdict{{},
                        {},
                        fmt::format("{} can't be connected to: {}.", place, m_probe.tcpFailure),
                        "The network team.",
                        fmt::format("Open TCP to {} from this machine: network security group, "
                                    "firewall and route.",
                                    place)};
        if (isByProxy)
            verdict.ask = "Check that the proxy " + place + " runs and lets this machine connect.";
        else if (m_asked.isPublicAddress && !m_asked.privateZone.empty()) {
            verdict.cause = fmt::format("{} leads to the public address {}, which can't be reached "
                                        "from here: the private DNS zone isn't linked.",
                                        m_endpoint.host,
                                        place);
            verdict.ask = fmt::format("Link the private DNS zone {} to this machine's network, or "
                                      "forward it to its resolver.",
                                      m_asked.privateZone);
        }
        co_return fail("tcp", "No connection: " + m_probe.tcpFailure + ".", place, verdict);
    }
    constexpr int kLoginWanted = 407;
    if (m_probe.proxyStatus == kLoginWanted)
        co_return fail("tcp",
                       "407: the proxy wants a login.",
                       place,
                       {{},
                        {},
                        "The proxy " + place + " wants a user and a password.",
                        "You, or the team that runs the proxy.",
                        "Give the settings a login for the proxy, or have " + m_endpoint.host
                            + " excepted (NO_PROXY) if it is reached directly."});
    if (m_probe.proxyStatus != 0)
        co_return fail("tcp",
                       fmt::format("The proxy refuses the tunnel ({}).", m_probe.proxyStatus),
                       place,
                       {{},
                        {},
                        fmt::format("The proxy {} doesn't let through to {}:{}.",
                                    place,
                                    m_endpoint.host,
                                    m_endpoint.port),
                        "The team that runs the proxy.",
                        fmt::format("Allow CONNECT to {}:{}.", m_endpoint.host, m_endpoint.port)});
    tell("tcp", State::Ok, isByProxy ? "Connected through the proxy" : "Connected", place);
    m_diagnosis.findings.back().milliseconds = m_probe.tcpMilliseconds;
    co_return true;
}

bool Examination::judgeTls()
{
    if (m_endpoint.scheme != "https") {
        tell("tls", State::Warning, "Not used: the address begins with http:.");
        return true;
    }
    const std::string evidence = fmt::format("{} · {} · issued by {} · {} days left",
                                             m_probe.protocol,
                                             m_probe.subject,
                                             fmt::join(m_probe.issuers, ", by "),
                                             m_probe.daysLeft);
    const std::string root = m_probe.issuers.empty() ? std::string("unknown")
                                                     : m_probe.issuers.back();
    const std::string &host = m_endpoint.host;
    if (!m_probe.tlsFailure.empty())
        return fail("tls",
                    "No secure connection: " + m_probe.tlsFailure + ".",
                    {},
                    {{},
                     {},
                     "TLS with " + host + " breaks off: " + m_probe.tlsFailure + ".",
                     "The network team.",
                     "Look for a device on the way that breaks TLS or resets connections to " + host
                         + "."});
    if (m_probe.expiredDays > 0)
        return fail("tls",
                    fmt::format("The certificate expired {} days ago.", m_probe.expiredDays),
                    evidence,
                    {{},
                     {},
                     "The certificate of " + host
                         + " has expired, or this machine's clock is wrong.",
                     "The owner of the endpoint or of the gateway before it.",
                     "Renew the certificate of " + host + "."});
    if (m_probe.isNotYetValid)
        return fail("tls",
                    "The certificate isn't valid yet.",
                    evidence,
                    {{},
                     {},
                     "This machine's clock is behind, or the certificate of " + host
                         + " begins later.",
                     "The administrator of this machine.",
                     "Set the clock (NTP)."});
    if (!m_probe.isNameCovered)
        return fail("tls",
                    "The certificate is for another name: " + m_probe.subject + ".",
                    evidence,
                    {{},
                     {},
                     "What answers at " + host + " shows the certificate of " + m_probe.subject
                         + ".",
                     "The network team.",
                     "Check where " + host + " leads to, and whether a proxy inspects TLS."});
    if (!m_probe.distrust.empty()) {
        const bool isInspected = !m_asked.privateZone.empty() || !m_proxy.host.empty();
        return fail("tls",
                    "The chain isn't trusted: " + m_probe.distrust + ".",
                    evidence,
                    {{},
                     {},
                     isInspected ? "TLS to " + host
                                       + " is inspected on the way: the certificate is issued by "
                                       + root + ", which this machine doesn't trust."
                                 : "The certificate of " + host + " is issued by " + root
                                       + ", which this machine doesn't trust.",
                     isInspected ? "The team that runs the proxy or firewall."
                                 : "The team that keeps the certificate authority.",
                     "Get the certificate of the authority " + root
                         + " as PEM and set it as extra CA file, or have " + host
                         + " excepted from inspection."});
    }
    constexpr std::int64_t kSoon = 14;
    tell("tls",
         m_probe.daysLeft < kSoon ? State::Warning : State::Ok,
         "Name and chain are trusted",
         evidence);
    return true;
}

bool Examination::compareClocks()
{
    const std::int64_t theirs = timeOfHeader(m_probe.date);
    if (theirs == 0) {
        tell("clock", State::Unknown, "The answer had no date.");
        return true;
    }
    const std::int64_t skew = seconds() - theirs;
    const std::string evidence = "Date header against local clock";
    if (std::abs(skew) <= kMostSkew) {
        tell("clock",
             State::Ok,
             fmt::format("{} s {}, within 5 min", std::abs(skew), skew < 0 ? "behind" : "ahead"),
             evidence);
        return true;
    }
    const std::string words = fmt::format("{} s {}", std::abs(skew), skew < 0 ? "behind" : "ahead");
    if (!m_asked.isToken) {
        tell("clock", State::Warning, "This machine's clock is " + words, evidence);
        return true;
    }
    return fail("clock",
                "This machine's clock is " + words + ".",
                evidence,
                {{},
                 {},
                 "This machine's clock is " + words + ", so tokens aren't valid or seem expired.",
                 "The administrator of this machine.",
                 "Set the clock (NTP)."});
}

Task<Diagnosis> Examination::run()
{
    bool goesOn = readAddress();
    if (goesOn)
        goesOn = co_await findName();
    goesOn = goesOn && findRoute() && chooseProxy();
    if (goesOn)
        goesOn = co_await connect();
    goesOn = goesOn && judgeTls();
    if (!m_diagnosis.findings.empty() && m_diagnosis.findings.back().step == "tls")
        m_diagnosis.findings.back().milliseconds = m_probe.tlsMilliseconds;
    goesOn = goesOn && compareClocks();
    if (goesOn)
        goesOn = co_await takeToken();
    if (goesOn)
        goesOn = co_await useService();
    fillRest();
    if (goesOn)
        co_await readPosture();
    co_return std::move(m_diagnosis);
}

void Examination::fillRest()
{
    m_began = std::chrono::steady_clock::now();
    std::string failed;
    for (const Finding &finding : m_diagnosis.findings)
        failed = finding.state == State::Failed ? finding.step : failed;
    for (const std::string &step : steps()) {
        const bool isThere = std::ranges::find(m_diagnosis.findings, step, &Finding::step)
                             != m_diagnosis.findings.end();
        if (!isThere)
            tell(step,
                 State::NotRun,
                 failed.empty() ? std::string("Nothing to look at")
                                : fmt::format("Needs '{}'", titleOf(failed)));
    }
    // In the order of the steps, wherever an answer came earlier.
    std::ranges::stable_sort(m_diagnosis.findings, {}, [](const Finding &finding) {
        return std::ranges::find(steps(), finding.step) - steps().begin();
    });
}

} // namespace postern::doctor
