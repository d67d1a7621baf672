// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/base/value.h"

#include <cstdint>
#include <filesystem>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace postern::store {

/// A setting that there is.
struct SettingKey
{
    std::string_view name;
    std::string_view meaning;
};
std::span<const SettingKey> settingKeys();

/// The user's choices for all flows: settings.json of the home folder, an object of texts by
/// settingKeys(). None of them is a secret.
class Settings
{
public:
    /// Reads the file; without one nothing is set. Throws Error InvalidInput (with the place) for
    /// what is no such object, FileUnreadable.
    static Settings load();
    static std::filesystem::path file();

    /// Changes the file as a whole: all pairs or none; an empty value takes a setting back. Other
    /// processes that write at the same time lose nothing. Throws Error Usage for an unknown key,
    /// or a value that the key can't have; FileUnwritable.
    static Settings update(const std::vector<std::pair<std::string, std::string>> &changes);

    /// The settings that are set, in the order of settingKeys().
    const Dict &values() const { return m_values; }

    std::filesystem::path pythonInterpreter() const { return text("python.interpreter"); }
    std::filesystem::path connectionsFile() const { return text("connections.file"); }
    /// How hosts are reached; empty texts: as the environment says.
    std::string caFile() const { return text("network.ca_file"); }
    std::string proxy() const { return text("network.proxy"); }
    std::string noProxy() const { return text("network.no_proxy"); }
    std::string proxyAuth() const { return text("network.proxy_auth"); }
    std::string proxyLogin() const { return text("network.proxy_login"); }
    std::string clientCertificate() const { return text("network.client_certificate"); }
    std::string clientKey() const { return text("network.client_key"); }
    std::vector<std::string> extraCaFiles() const { return list("network.extra_ca_files"); }
    std::vector<std::string> addresses() const { return list("network.addresses"); } ///< "host=IP"
    std::string identity() const { return text("identity.default"); }
    bool http2() const { return text("network.http2") == "true"; }
    /// Patterns of http::EgressLedger::allowOnly(); empty: everything is allowed.
    std::vector<std::string> egressAllow() const { return list("egress.allow"); }
    /// What is kept of runs.
    bool historyEnabled() const { return text("history.enabled") != "false"; }
    bool historyEncrypted() const { return text("history.encrypt") == "true"; }
    std::string historyRedact() const { return text("history.redact"); }
    std::optional<std::uint64_t> historyDays() const; ///< none: whatever their age
    std::optional<std::uint64_t> historyBytes() const;

private:
    explicit Settings(Dict values)
        : m_values(std::move(values))
    {}
    std::string text(std::string_view key) const;
    std::vector<std::string> list(std::string_view key) const;

    Dict m_values;
};

} // namespace postern::store
