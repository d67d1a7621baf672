// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace postern::githost {

enum class HostKind : std::uint8_t { GitHub, AzureDevOps };

/// Where a repository lies on a host.
struct RemotePlace
{
    HostKind kind = HostKind::GitHub;
    std::string origin;  ///< "https://github.com", with a port where the address has one
    std::string owner;   ///< the organisation; on a server the collection, "tfs/DefaultCollection"
    std::string project; ///< Azure DevOps only
    std::string repository; ///< all of them as they are read, not escaped

    /// "github.com", "git.example.com:8443".
    std::string host() const;
    /// Whether it is on this machine. Throws Error InvalidInput for an origin that is none.
    bool isHere() const;
    /// "GitHub" or "Azure DevOps", as a sentence names it.
    std::string_view hostName() const;
    /// "owner/repository", as a sentence names it.
    std::string name() const;
    /// What its requests begin with: "https://api.github.com/repos/o/r".
    std::string apiAddress() const;
    std::string pageAddress() const;
    /// Where a pull request can be opened by hand.
    std::string newPullRequestPage(std::string_view source, std::string_view target) const;

    bool operator==(const RemotePlace &) const = default;
};

/// Reads a remote's address, by HTTPS or SSH. `kind` says what a server is whose name doesn't tell.
/// Throws Error InvalidInput for what is no host, or none that is known.
RemotePlace placeOf(std::string_view address, std::optional<HostKind> kind = std::nullopt);

} // namespace postern::githost
