// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/process/variables.h"

#include <unistd.h>

#include <string_view>

namespace postern::process {

std::vector<std::pair<std::string, std::string>> inheritedVariables()
{
    std::vector<std::pair<std::string, std::string>> variables;
    for (char **entry = environ; entry && *entry; ++entry) {
        const std::string_view text = *entry;
        const std::size_t equals = text.find('=');
        // No child opens the vault, and what one is given it may keep.
        if (equals != std::string_view::npos && text.substr(0, equals) != "POSTERN_VAULT_KEY")
            variables.emplace_back(text.substr(0, equals), text.substr(equals + 1));
    }
    return variables;
}

} // namespace postern::process
