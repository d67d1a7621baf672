// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/connection/secretvariables.h"

#include "engine/base/error.h"
#include "engine/base/log.h"
#include "engine/connection/dotenv.h"
#include "engine/flow/leavings.h"

#include <algorithm>
#include <array>
#include <filesystem>
#include <span>
#include <string>
#include <system_error>

namespace postern::connection {

namespace {

constexpr std::size_t kShortestSecret = 8;

bool isLetter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

/// A variable's name in small letters, without signs, and without the number of one among several.
std::string plainName(std::string_view name)
{
    std::string plain;
    for (const char c : name) {
        if (isLetter(c) || isDigit(c))
            plain += static_cast<char>(isLetter(c) ? c | 0x20 : c);
    }
    while (!plain.empty() && isDigit(plain.back()))
        plain.pop_back();
    return plain;
}

bool endsWithOneOf(std::string_view name, std::span<const std::string_view> ends)
{
    return std::ranges::any_of(ends, [&](std::string_view end) { return name.ends_with(end); });
}

bool isNamedAsSecret(std::string_view plain)
{
    static constexpr std::array<std::string_view, 12> kEnds{"apikey",
                                                            "accesskey",
                                                            "accountkey",
                                                            "secretkey",
                                                            "subscriptionkey",
                                                            "secret",
                                                            "password",
                                                            "passwd",
                                                            "passphrase",
                                                            "accesstoken",
                                                            "connectionstring",
                                                            "connstr"};
    return endsWithOneOf(plain, kEnds);
}

/// So are names of many other things (SORT_KEY, EOS_TOKEN): the value has to look like a secret.
bool isNamedAsPerhapsSecret(std::string_view plain)
{
    static constexpr std::array<std::string_view, 5> kEnds{"key",
                                                           "token",
                                                           "pat",
                                                           "pwd",
                                                           "credential"};
    return endsWithOneOf(plain, kEnds);
}

bool isPath(std::string_view value)
{
    if (!value.starts_with('/') && !value.starts_with("./") && !value.starts_with("../"))
        return false;
    std::error_code ignored;
    return std::filesystem::exists(value, ignored);
}

bool isSecret(std::string_view name, std::string_view value)
{
    if (value.size() < kShortestSecret || value.starts_with("${") || flow::isPlaceholder(value)
        || isPath(value))
        return false;
    const std::string plain = plainName(name);
    if (isNamedAsSecret(plain))
        return true;
    return isNamedAsPerhapsSecret(plain) && std::ranges::any_of(value, isLetter)
           && std::ranges::any_of(value, isDigit)
           && value.find_first_of(" \t\n<") == std::string_view::npos;
}

/// The password of "scheme://user:password@host"; empty: it has none.
std::string_view passwordOf(std::string_view address)
{
    const std::size_t scheme = address.find("://");
    if (scheme == std::string_view::npos)
        return {};
    std::string_view authority = address.substr(scheme + 3);
    authority = authority.substr(0, authority.find_first_of("/?# \t\r\n"));
    const std::size_t at = authority.rfind('@');
    const std::size_t colon = authority.find(':');
    if (at == std::string_view::npos || colon == std::string_view::npos || colon > at)
        return {};
    return authority.substr(colon + 1, at - colon - 1);
}

} // namespace

void registerSecrets(const Environment &variables)
{
    for (const auto &[name, value] : variables) {
        if (isSecret(name, value))
            log::registerSecret(value);
        if (const std::string_view password = passwordOf(value); password.size() >= kShortestSecret)
            log::registerSecret(password);
    }
}

void registerSecretsOfDotenv(std::string_view text)
{
    while (!text.empty()) {
        const std::size_t end = std::min(text.find_first_of("\r\n"), text.size());
        try {
            registerSecrets(parseDotenv(text.substr(0, end), {}));
        } catch (const Error &) { // NOLINT(bugprone-empty-catch): no variable, says the header
        }
        text.remove_prefix(std::min(end + 1, text.size()));
    }
}

} // namespace postern::connection
