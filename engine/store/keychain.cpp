// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/store/keychain.h"

#include "engine/base/error.h"
#include "engine/base/log.h"
#include "engine/base/sharedlibrary.h"

#include <libsecret/secret.h>

#include <cstdlib>
#include <filesystem>

namespace postern::store::keychain {

namespace {

/// What is used of libsecret, which is loaded when the keychain is asked: it brings GLib along.
struct SecretApi
{
    SecretApi()
    {
        const SharedLibrary library("libsecret-1.so.0");
        library.find(lookup, "secret_password_lookup_sync");
        library.find(store, "secret_password_store_sync");
        library.find(free, "secret_password_free");
        library.find(clearError, "g_clear_error");
    }

    decltype(&::secret_password_lookup_sync) lookup = nullptr;
    decltype(&::secret_password_store_sync) store = nullptr;
    decltype(&::secret_password_free) free = nullptr;
    decltype(&::g_clear_error) clearError = nullptr;
};

/// Null where there is no libsecret: then there is no keychain either.
const SecretApi *secretApi()
{
    static const std::optional<SecretApi> api = []() -> std::optional<SecretApi> {
        try {
            return SecretApi();
        } catch (const Error &error) {
            log::write(log::Level::Warning, "store", error.message());
            return {};
        }
    }();
    return api ? &*api : nullptr;
}

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
    const SecretApi *api = hasSessionBus() ? secretApi() : nullptr;
    if (!api)
        return {};
    GError *error = nullptr;
    gchar *found = api->lookup(&schema(), nullptr, &error, "name", name.c_str(), nullptr);
    api->clearError(&error);
    if (!found)
        return {};
    std::string secret(found);
    api->free(found);
    return secret;
}

std::optional<std::string> readOf(const std::string &service, const std::string &user)
{
    const SecretApi *api = hasSessionBus() ? secretApi() : nullptr;
    if (!api)
        return {};
    SecretSchema foreign = {};
    foreign.name = "org.freedesktop.Secret.Generic";
    foreign.flags = SECRET_SCHEMA_DONT_MATCH_NAME;
    foreign.attributes[0] = {"service", SECRET_SCHEMA_ATTRIBUTE_STRING};
    foreign.attributes[1] = {"username", SECRET_SCHEMA_ATTRIBUTE_STRING};
    GError *error = nullptr;
    gchar *found = api->lookup(&foreign,
                               nullptr,
                               &error,
                               "service",
                               service.c_str(),
                               "username",
                               user.c_str(),
                               nullptr);
    api->clearError(&error);
    if (!found)
        return {};
    std::string secret(found);
    api->free(found);
    return secret;
}

bool write(const std::string &name, const std::string &secret)
{
    const SecretApi *api = hasSessionBus() ? secretApi() : nullptr;
    if (!api)
        return false;
    GError *error = nullptr;
    const gboolean stored = api->store(&schema(),
                                       SECRET_COLLECTION_DEFAULT,
                                       "Postern vault key",
                                       secret.c_str(),
                                       nullptr,
                                       &error,
                                       "name",
                                       name.c_str(),
                                       nullptr);
    api->clearError(&error);
    return stored != FALSE;
}

} // namespace postern::store::keychain
