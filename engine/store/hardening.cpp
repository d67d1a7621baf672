// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/store/hardening.h"

#include <sys/resource.h>

#include <csignal>
#include <cstdlib>
#include <cstring>

namespace postern::store {

namespace {

constexpr const char *kVariable = "POSTERN_VAULT_KEY";

std::string &hiddenKey()
{
    static std::string key;
    return key;
}

void hideVaultKey()
{
    char *text = std::getenv(kVariable); // NOLINT(concurrency-mt-unsafe): before any thread
    if (!text)
        return;
    hiddenKey() = text;
    ::explicit_bzero(text, std::strlen(text)); // the kernel shows this very memory
    ::unsetenv(kVariable);                     // NOLINT(concurrency-mt-unsafe): before any thread
}

} // namespace

void hardenProcess()
{
    // 1, not 0: the kernel hands a core to a program such as systemd-coredump even at 0.
    rlimit cores{};
    if (::getrlimit(RLIMIT_CORE, &cores) == 0) {
        cores.rlim_cur = cores.rlim_max > 0 ? 1 : 0;
        ::setrlimit(RLIMIT_CORE, &cores);
    }
    std::signal(SIGXFSZ, SIG_IGN);
    hideVaultKey();
}

std::string vaultKeyVariable()
{
    if (!hiddenKey().empty())
        return hiddenKey();
    const char *text = std::getenv(kVariable); // NOLINT(concurrency-mt-unsafe): nobody sets it
    return text ? text : "";
}

} // namespace postern::store
