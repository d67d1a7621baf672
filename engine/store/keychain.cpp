// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/store/keychain.h"

#include <libsecret/secret.h>

#include <cstdlib>
#include <filesystem>

namespace postern::store::keychain {

namespace {

/// Without a bus libsecret would try to start one, which hangs on a server.
bool hasSessionBus()
{
    if (std::getenv("DBUS_SESSION_BUS_ADDRESS")) // NOLINT(concurrency-mt-unsafe)
        return true;
    const char *runtime = std::getenv("XDG_RUNTIME_DIR"); // NOLINT(concurrency-mt-unsafe)
    std::error_code ignored;
    return runtime && std::filesystem::exists(std::filesystem::path(runtime) / "bus", ignored);
}

const SecretSchema &schema()
{
    static const SecretSchema instance = [] {
        SecretSchema made = {};
        made.name = "io.postern.Vault";
        made.flags = SECRET_SCHEMA_NONE;
        made.attributes[0] = {"name", SECRET_SCHEMA_ATTRIBUTE_STRING};
        return made;
    }();
    return instance;
}

} // namespace

std::optional<std::string> read(const std::string &name)
{
    if (!hasSessionBus())
        return {};
    GError *error = nullptr;
    gchar *found
        = secret_password_lookup_sync(&schema(), nullptr, &error, "name", name.c_str(), nullptr);
    g_clear_error(&error);
    if (!found)
        return {};
    std::string secret(found);
    secret_password_free(found);
    return secret;
}

bool write(const std::string &name, const std::string &secret)
{
    if (!hasSessionBus())
        return false;
    GError *error = nullptr;
    const gboolean stored = secret_password_store_sync(&schema(),
                                                       SECRET_COLLECTION_DEFAULT,
                                                       "Postern vault key",
                                                       secret.c_str(),
                                                       nullptr,
                                                       &error,
                                                       "name",
                                                       name.c_str(),
                                                       nullptr);
    g_clear_error(&error);
    return stored != FALSE;
}

} // namespace postern::store::keychain
