// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/http/egress.h"

#include "engine/base/error.h"

#include <boost/algorithm/string/case_conv.hpp>

#include <algorithm>
#include <locale>

namespace postern::http {
namespace {

bool matches(std::string_view pattern, std::string_view host, std::uint16_t port)
{
    const std::string suffix = ':' + std::to_string(port);
    // An IPv6 address has colons of its own: it is compared whole first.
    const auto hostMatches = [host](std::string_view p) {
        return p == host || (p.starts_with("*.") && host.ends_with(p.substr(1)));
    };
    if (hostMatches(pattern))
        return true;
    if (!pattern.ends_with(suffix))
        return false;
    pattern.remove_suffix(suffix.size());
    if (pattern.starts_with('[') && pattern.ends_with(']'))
        pattern = pattern.substr(1, pattern.size() - 2);
    return hostMatches(pattern);
}

} // namespace

void EgressLedger::allowOnly(std::vector<std::string> patterns)
{
    m_restricted = true;
    m_allowed = std::move(patterns);
    for (std::string &pattern : m_allowed)
        boost::algorithm::to_lower(pattern, std::locale::classic());
}

void EgressLedger::allowAll()
{
    m_restricted = false;
}

bool EgressLedger::allows(std::string_view host, std::uint16_t port) const
{
    return !m_restricted || std::ranges::any_of(m_allowed, [&](const std::string &p) {
        return matches(p, host, port);
    });
}

std::vector<EgressLedger::Entry> EgressLedger::entries() const
{
    std::vector<Entry> entries;
    entries.reserve(m_entries.size());
    for (const auto &[key, entry] : m_entries)
        entries.push_back(entry);
    return entries;
}

EgressLedger::Entry &EgressLedger::entryOf(std::string_view host,
                                           std::uint16_t port,
                                           Purpose purpose,
                                           Time now)
{
    const auto [at, isNew] = m_entries.try_emplace({std::string(host), port, purpose});
    Entry &entry = at->second;
    if (isNew) {
        entry.host = host;
        entry.port = port;
        entry.purpose = purpose;
        entry.first = now;
    }
    entry.last = now;
    entry.isAllowed = allows(host, port);
    return entry;
}

EgressLedger::Entry &EgressLedger::begin(
    std::string_view host, std::uint16_t port, Purpose purpose, Time now, const Message &refusal)
{
    Entry &entry = entryOf(host, port, purpose, now);
    entry.isAllowed = entry.isAllowed && refusal.isEmpty();
    if (!entry.isAllowed) {
        ++entry.refused;
        tell(entry);
        if (!refusal.isEmpty())
            throw Error(ErrorCode::Refused,
                        tr("%1, so %2:%3 isn't contacted.", refusal, host, port),
                        tr("Trust the folder to allow this, or use the simulator."));
        throw Error(ErrorCode::Refused,
                    tr("The allow-list refuses %1:%2.", host, port),
                    tr("Add the host to the allow-list if the flow may contact it."));
    }
    ++entry.requests;
    entry.lastStatus = 0;
    tell(entry);
    return entry;
}

void EgressLedger::note(std::string_view host, std::uint16_t port, Purpose purpose, Time now)
{
    Entry &entry = entryOf(host, port, purpose, now);
    ++entry.requests;
    tell(entry);
}

void EgressLedger::tell(const Entry &entry) const
{
    if (m_observer)
        m_observer(entry);
}

} // namespace postern::http
