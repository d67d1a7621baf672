// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace postern::check {

/// A line of a requirements.txt that asks for a package.
struct Requirement
{
    std::string name;      ///< as written: "Pillow"
    std::string specifier; ///< "==2.31.0", ">=1,<2", "@ https://..."; empty: any version
    bool isPinned = false; ///< names one version, or an address
    int line = 0;
};

/// What a requirements.txt says, without the files that it includes.
struct Requirements
{
    std::vector<Requirement> packages;
    std::vector<std::string> addresses; ///< of indexes and of packages: "https://..."
};

/// Reads the text of a requirements.txt; what it can't understand is left out.
Requirements readRequirements(std::string_view text);

/// The host of "https://user@host:port/path"; empty when there is none.
std::string hostOf(std::string_view address);

} // namespace postern::check
