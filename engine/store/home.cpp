// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/store/home.h"

#include <pwd.h>
#include <unistd.h>

#include <cstdlib>

namespace postern::store {

namespace {

/// An environment variable as a path; empty when unset or empty.
std::filesystem::path fromEnvironment(const char *name)
{
    const char *value = std::getenv(name); // NOLINT(concurrency-mt-unsafe): nobody sets variables
    return value ? value : "";
}

} // namespace

std::filesystem::path homeFolder()
{
    if (const auto home = fromEnvironment("POSTERN_HOME"); !home.empty())
        return std::filesystem::absolute(home);
    if (const auto data = fromEnvironment("XDG_DATA_HOME"); data.is_absolute())
        return data / "postern";
    std::filesystem::path home = fromEnvironment("HOME");
    if (const passwd *user = home.empty() ? ::getpwuid(::getuid())
                                          : nullptr) // NOLINT(concurrency-mt-unsafe)
        home = user->pw_dir;
    return home / ".local" / "share" / "postern";
}

} // namespace postern::store
