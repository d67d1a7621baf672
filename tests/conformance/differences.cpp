// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/conformance/differences.h"

#include <fstream>
#include <stdexcept>

namespace postern::conformance {

namespace {

std::map<std::string, std::string> read(const std::string &path)
{
    std::ifstream file(path);
    if (!file)
        throw std::runtime_error("can't read " + path);
    std::map<std::string, std::string> differences;
    for (std::string line; std::getline(file, line);) {
        const std::size_t end = line.find("` | ");
        if (!line.starts_with("| `") || !line.ends_with(" |") || end == std::string::npos)
            continue;
        const std::string name = line.substr(3, end - 3);
        if (name.find('/') == std::string::npos || name.find_first_of(" `") != std::string::npos)
            continue;
        const std::size_t reason = end + 4;
        differences[name] = line.substr(reason, line.size() - 2 - reason);
    }
    return differences;
}

} // namespace

const std::map<std::string, std::string> &documentedDifferences()
{
    static const std::map<std::string, std::string> kDifferences = read(POSTERN_SOURCE_DIR
                                                                        "/docs/differences.md");
    return kDifferences;
}

} // namespace postern::conformance
