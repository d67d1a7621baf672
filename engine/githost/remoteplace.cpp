// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/githost/remoteplace.h"

#include "engine/base/error.h"
#include "engine/git/program.h"
#include "engine/http/url.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <vector>

namespace postern::githost {

namespace {

/// What a remote's address says.
struct RemoteAddress
{
    std::string scheme; ///< "ssh" too for git's short form
    std::string host;   ///< lower case
    std::string port;
    std::vector<std::string> path;
};

Error noHost(std::string_view address)
{
    return {ErrorCode::InvalidInput,
            tr("'%1' is no address of a repository on a host.",
               git::withoutCredentials(std::string(address))),
            tr("Pull requests are opened on GitHub and Azure DevOps; name a remote there.")};
}

int hexDigit(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    if (c >= 'a' && c <= 'f')
        return c - 'a' + 10;
    return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

std::string unescaped(std::string_view text)
{
    std::string plain;
    for (std::size_t at = 0; at < text.size(); ++at) {
        const int high = text[at] == '%' && at + 2 < text.size() ? hexDigit(text[at + 1]) : -1;
        const int low = high >= 0 ? hexDigit(text[at + 2]) : -1;
        if (low >= 0) {
            plain += static_cast<char>((high * 16) + low);
            at += 2;
        } else {
            plain += text[at];
        }
    }
    return plain;
}

std::vector<std::string> segmentsOf(std::string_view path)
{
    path = path.substr(0, path.find_first_of("?#"));
    std::vector<std::string> segments;
    while (!path.empty()) {
        const std::size_t end = std::min(path.find('/'), path.size());
        if (end > 0)
            segments.push_back(unescaped(path.substr(0, end)));
        path.remove_prefix(std::min(end + 1, path.size()));
    }
    return segments;
}

std::string lowerCase(std::string_view text)
{
    std::string low(text);
    std::ranges::transform(low, low.begin(), [](unsigned char c) {
        return static_cast<char>(std::tolower(c));
    });
    return low;
}

/// Others are what an address may hold after its host, so that the host would be another one's to
/// who asks it.
bool isHostLetter(char c)
{
    const auto byte = static_cast<unsigned char>(c);
    return std::isalnum(byte) != 0 || byte >= 0x80
           || std::string_view(".-_[]:").find(c) != std::string_view::npos;
}

/// Sets host and port from "user@host:port".
void readAuthority(RemoteAddress &address, std::string_view authority)
{
    const std::size_t at = authority.rfind('@');
    if (at != std::string_view::npos)
        authority.remove_prefix(at + 1);
    const std::size_t colon = authority.rfind(':');
    const bool hasPort = colon != std::string_view::npos
                         && authority.find(']', colon) == std::string_view::npos;
    address.host = lowerCase(authority.substr(0, hasPort ? colon : authority.size()));
    if (hasPort)
        address.port = authority.substr(colon + 1);
}

RemoteAddress readAddress(std::string_view text)
{
    RemoteAddress address;
    const std::size_t scheme = text.find("://");
    if (scheme != std::string_view::npos) {
        address.scheme = lowerCase(text.substr(0, scheme));
        const std::string_view rest = text.substr(scheme + 3);
        const std::size_t slash = std::min(rest.find('/'), rest.size());
        readAuthority(address, rest.substr(0, slash));
        address.path = segmentsOf(rest.substr(slash));
    } else {
        // git's short form, "user@host:path"; a colon after a slash is a file's.
        const std::size_t colon = text.find(':');
        if (colon == std::string_view::npos || colon > text.find('/'))
            throw noHost(text);
        address.scheme = "ssh";
        readAuthority(address, text.substr(0, colon));
        address.path = segmentsOf(text.substr(colon + 1));
    }
    static constexpr std::array<std::string_view, 5> kSchemes{"https",
                                                              "http",
                                                              "ssh",
                                                              "git",
                                                              "git+ssh"};
    if (address.host.empty() || !std::ranges::all_of(address.host, isHostLetter)
        || std::ranges::find(kSchemes, address.scheme) == kSchemes.end()
        || !std::ranges::all_of(address.port, [](char c) { return c >= '0' && c <= '9'; }))
        throw noHost(text);
    return address;
}

std::string withoutGitSuffix(std::string name)
{
    if (name.ends_with(".git") && name.size() > 4)
        name.resize(name.size() - 4);
    return name;
}

/// The port of SSH says nothing of the one of HTTPS.
std::string originOf(const RemoteAddress &address)
{
    const bool isWeb = address.scheme == "https" || address.scheme == "http";
    const std::string port = isWeb && !address.port.empty() ? ":" + address.port : "";
    return (isWeb ? address.scheme : std::string("https")) + "://" + address.host + port;
}

std::optional<HostKind> kindOf(const RemoteAddress &address)
{
    if (address.host.ends_with("dev.azure.com") || address.host.ends_with("visualstudio.com")
        || std::ranges::find(address.path, "_git") != address.path.end())
        return HostKind::AzureDevOps;
    if (address.host.find("github") != std::string::npos || address.host.ends_with(".ghe.com"))
        return HostKind::GitHub;
    return std::nullopt;
}

std::optional<RemotePlace> gitHubPlace(const RemoteAddress &address)
{
    if (address.path.size() != 2)
        return std::nullopt;
    RemotePlace place;
    place.kind = HostKind::GitHub;
    // What firewalls let through in place of port 22.
    place.origin = address.host == "ssh.github.com" || address.host == "www.github.com"
                       ? "https://github.com"
                       : originOf(address);
    place.owner = address.path[0];
    place.repository = withoutGitSuffix(address.path[1]);
    return place;
}

std::string joined(const std::vector<std::string> &segments, std::size_t count)
{
    std::string text;
    for (std::size_t i = 0; i < count; ++i)
        text += (i == 0 ? "" : "/") + segments[i];
    return text;
}

/// "v3/organisation/project/repository", as Azure DevOps has it by SSH.
std::optional<RemotePlace> azurePlaceBySsh(const std::vector<std::string> &path)
{
    if (path.size() != 4)
        return std::nullopt;
    return RemotePlace{HostKind::AzureDevOps,
                       "https://dev.azure.com",
                       path[1],
                       path[2],
                       withoutGitSuffix(path[3])};
}

std::optional<RemotePlace> azurePlace(const RemoteAddress &address)
{
    const bool isService = address.host.ends_with("dev.azure.com")
                           || address.host.ends_with("visualstudio.com");
    if (isService && !address.path.empty() && address.path.front() == "v3")
        return azurePlaceBySsh(address.path);
    std::vector<std::string> path = address.path;
    const auto sign = std::ranges::find(path, "_git");
    if (sign == path.end())
        return std::nullopt;
    const std::vector<std::string> before(path.begin(), sign);
    std::vector<std::string> after(sign + 1, path.end());
    if (after.size() == 2 && (after.front() == "_full" || after.front() == "_optimized"))
        after.erase(after.begin());
    if (after.size() != 1)
        return std::nullopt;
    RemotePlace place;
    place.kind = HostKind::AzureDevOps;
    place.repository = after.front();
    std::vector<std::string> owner = before;
    if (address.host.ends_with(".visualstudio.com")) {
        place.origin = "https://dev.azure.com";
        if (!owner.empty() && lowerCase(owner.front()) == "defaultcollection")
            owner.erase(owner.begin());
        owner.insert(owner.begin(), address.host.substr(0, address.host.find('.')));
    } else {
        place.origin = originOf(address);
    }
    // Without a project the repository is the one that has its name.
    const std::size_t ownerParts = !owner.empty() && lowerCase(owner.front()) == "tfs" ? 2 : 1;
    if (owner.size() != ownerParts && owner.size() != ownerParts + 1)
        return std::nullopt;
    place.project = owner.size() > ownerParts ? owner.back() : place.repository;
    place.owner = joined(owner, ownerParts);
    return place;
}

std::string escapedPath(std::string_view text)
{
    std::string path;
    for (const std::string &segment : segmentsOf(text))
        path += (path.empty() ? "" : "/") + http::escapeUrl(segment);
    return path;
}

} // namespace

std::string RemotePlace::host() const
{
    return origin.substr(origin.find("://") + 3);
}

bool RemotePlace::isHere() const
{
    const std::string name = http::endpointOf(origin).host;
    const bool isNumber = name.find_first_not_of("0123456789.") == std::string::npos;
    return name == "localhost" || name == "::1" || (isNumber && name.starts_with("127."));
}

std::string_view RemotePlace::hostName() const
{
    return kind == HostKind::GitHub ? "GitHub" : "Azure DevOps";
}

std::string RemotePlace::name() const
{
    return owner + "/" + (project.empty() ? "" : project + "/") + repository;
}

std::string RemotePlace::apiAddress() const
{
    const std::string place = http::escapeUrl(owner) + "/" + http::escapeUrl(repository);
    if (kind == HostKind::AzureDevOps)
        return origin + "/" + escapedPath(owner) + "/" + http::escapeUrl(project)
               + "/_apis/git/repositories/" + http::escapeUrl(repository);
    if (host() == "github.com")
        return "https://api.github.com/repos/" + place;
    if (host().ends_with(".ghe.com")) // GitHub's own service, with the data elsewhere
        return "https://api." + host() + "/repos/" + place;
    return origin + "/api/v3/repos/" + place;
}

std::string RemotePlace::pageAddress() const
{
    if (kind == HostKind::AzureDevOps)
        return origin + "/" + escapedPath(owner) + "/" + http::escapeUrl(project) + "/_git/"
               + http::escapeUrl(repository);
    return origin + "/" + http::escapeUrl(owner) + "/" + http::escapeUrl(repository);
}

std::string RemotePlace::newPullRequestPage(std::string_view source, std::string_view target) const
{
    if (kind == HostKind::AzureDevOps)
        return pageAddress() + "/pullrequestcreate?sourceRef=" + http::escapeUrl(source)
               + "&targetRef=" + http::escapeUrl(target);
    // "owner:branch" of a fork.
    const std::size_t colon = source.find(':');
    const std::string fork = colon == std::string_view::npos
                                 ? std::string()
                                 : http::escapeUrl(source.substr(0, colon)) + ":";
    source.remove_prefix(colon == std::string_view::npos ? 0 : colon + 1);
    return pageAddress() + "/compare/" + escapedPath(target) + "..." + fork + escapedPath(source)
           + "?expand=1";
}

RemotePlace placeOf(std::string_view address, std::optional<HostKind> kind)
{
    const RemoteAddress read = readAddress(address);
    if (!kind)
        kind = kindOf(read);
    if (!kind)
        throw Error(ErrorCode::InvalidInput,
                    tr("Whether '%1' is a GitHub or an Azure DevOps can't be told by its name.",
                       read.host),
                    tr("Say it: --host github or --host azure. Pull requests can't be opened "
                       "elsewhere."));
    std::optional<RemotePlace> place = *kind == HostKind::GitHub ? gitHubPlace(read)
                                                                 : azurePlace(read);
    if (!place || place->owner.empty() || place->repository.empty())
        throw noHost(address);
    return std::move(*place);
}

} // namespace postern::githost
