// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/base/message.h"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace postern::git {

/// A text that looks like a secret.
struct SecretMatch
{
    std::string rule;      ///< stable, kebab-case: "openai-key"
    Message title;         ///< "OpenAI key"
    Message advice;        ///< what to use instead
    std::size_t begin = 0; ///< bytes of the secret alone
    std::size_t end = 0;
};

/// All that look like secrets, in order, apart from each other: keys of Azure, OpenAI and others,
/// connection strings, signatures, tokens, private keys, values under telling names, and long random
/// texts. Placeholders and references ("${env:KEY}", "<your-key>") aren't. Takes a time that grows with the text.
std::vector<SecretMatch> findSecrets(std::string_view text);

/// Enough of a secret to know it by, never enough to use it: "sk-***(51)".
std::string maskedSecret(std::string_view secret);

/// What a secret is known by in a list of allowed ones.
std::string fingerprintOf(std::string_view rule, std::string_view secret);

} // namespace postern::git
