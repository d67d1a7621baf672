// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <optional>
#include <string>

namespace postern::store {

/// The system's keychain (libsecret: the login keyring of a desktop session). Where there is no
/// session bus, or its keyring is locked or absent, reading answers nothing and writing false.
namespace keychain {

std::optional<std::string> read(const std::string &name);
/// What Python's keyring keeps there of a service and a user.
std::optional<std::string> readOf(const std::string &service, const std::string &user);
bool write(const std::string &name, const std::string &secret);

} // namespace keychain

} // namespace postern::store
