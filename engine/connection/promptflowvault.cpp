// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/connection/promptflowvault.h"

#include "engine/base/base64.h"
#include "engine/base/error.h"
#include "engine/base/json.h"
#include "engine/base/log.h"
#include "engine/base/sharedlibrary.h"
#include "engine/connection/connectionfields.h"
#include "engine/store/atomicfile.h"
#include "engine/store/keychain.h"

#include <SQLiteCpp/SQLiteCpp.h>
#include <openssl/evp.h>
#include <sodium.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <memory>
#include <system_error>

namespace fs = std::filesystem;

namespace postern::connection {

namespace {

constexpr std::size_t kHalfKey = 16;
constexpr std::size_t kHead = 9; ///< version and time
constexpr std::size_t kSeal = crypto_auth_hmacsha256_BYTES;

struct CipherApi
{
    CipherApi()
    {
        const SharedLibrary library("libcrypto.so.3");
        library.find(make, "EVP_CIPHER_CTX_new");
        library.find(free, "EVP_CIPHER_CTX_free");
        library.find(aes, "EVP_aes_128_cbc");
        library.find(begin, "EVP_DecryptInit_ex");
        library.find(update, "EVP_DecryptUpdate");
        library.find(end, "EVP_DecryptFinal_ex");
    }

    decltype(&::EVP_CIPHER_CTX_new) make = nullptr;
    decltype(&::EVP_CIPHER_CTX_free) free = nullptr;
    decltype(&::EVP_aes_128_cbc) aes = nullptr;
    decltype(&::EVP_DecryptInit_ex) begin = nullptr;
    decltype(&::EVP_DecryptUpdate) update = nullptr;
    decltype(&::EVP_DecryptFinal_ex) end = nullptr;
};

const unsigned char *bytesOf(std::string_view text)
{
    return reinterpret_cast<const unsigned char *>(text.data());
}

/// Base64 for addresses as the usual one.
std::optional<std::string> decoded(std::string text)
{
    std::ranges::replace(text, '-', '+');
    std::ranges::replace(text, '_', '/');
    return fromBase64(text);
}

std::optional<std::string> decrypted(std::string_view key,
                                     std::string_view iv,
                                     std::string_view text)
{
    static const CipherApi api;
    const std::unique_ptr<EVP_CIPHER_CTX, void (*)(EVP_CIPHER_CTX *)> context(api.make(), api.free);
    std::string plain(text.size() + kHalfKey, '\0');
    auto *const out = reinterpret_cast<unsigned char *>(plain.data());
    int length = 0;
    int rest = 0;
    const bool isOpened
        = api.begin(context.get(), api.aes(), nullptr, bytesOf(key), bytesOf(iv)) == 1
          && api.update(context.get(), out, &length, bytesOf(text), static_cast<int>(text.size()))
                 == 1
          && api.end(context.get(), out + length, &rest) == 1;
    if (!isOpened)
        return std::nullopt;
    plain.resize(static_cast<std::size_t>(length) + static_cast<std::size_t>(rest));
    return plain;
}

/// "AzureOpenAI" or "azure_open_ai" as the name of our type; empty: none.
std::string typeOf(const std::string &text)
{
    for (const std::string &name : {text, text + "Connection"}) {
        if (const ConnectionType *type = findConnectionType(name))
            return std::string(type->type);
    }
    return {};
}

/// Opens what is sealed among the fields. False where the key doesn't.
bool openFields(Connection &connection, const std::string &key)
{
    for (auto &[name, secret] : connection.secrets) {
        auto plain = openFernet(key, secret);
        if (!plain)
            return false;
        secret = std::move(*plain);
        log::registerSecret(secret);
    }
    return true;
}

std::string fieldText(const Value &value)
{
    return value.isString() ? value.asString()
           : value.isNull() ? std::string()
                            : json::write(value);
}

Connection rowOf(const std::string &name,
                 const std::string &type,
                 const std::string &configs,
                 const std::string &customConfigs)
{
    Connection connection;
    connection.name = name;
    connection.type = typeOf(type);
    const ConnectionType *known = findConnectionType(connection.type);
    if (!known)
        throw Error(ErrorCode::InvalidInput, tr("It has the unknown type %1.", type));
    connection.module = known->module;
    const Value fields = json::parse(known->fields.empty() ? customConfigs : configs);
    for (const auto &[key, value] : fields.asDict()) {
        const std::string field = key.asString();
        const Value *kind = value.find("configValueType");
        const Value *inner = value.find("value");
        const auto declared = std::ranges::find(known->fields, field, &ConnectionField::name);
        const bool isSecret = known->fields.empty()
                                  ? kind && fieldText(*kind) == "Secret"
                                  : declared != known->fields.end() && declared->secret;
        const bool isField = known->fields.empty() || declared != known->fields.end();
        const std::string text = fieldText(inner ? *inner : value);
        if (isField && !text.empty())
            (isSecret ? connection.secrets : connection.configs).emplace(field, text);
    }
    if (known->kind == ConnectionKind::Custom) {
        connection.customType = connection.get("promptflow.connection.custom_type");
        if (!connection.get("promptflow.connection.module").empty())
            connection.module = connection.get("promptflow.connection.module");
    }
    return connection;
}

std::string variable(const char *name)
{
    const char *value = std::getenv(name);
    return value ? value : "";
}

} // namespace

std::optional<std::string> openFernet(const std::string &key, std::string_view token)
{
    const auto keys = decoded(key);
    const auto sealed = decoded(std::string(token));
    if (!keys || keys->size() != 2 * kHalfKey || !sealed
        || sealed->size() < kHead + kHalfKey + kHalfKey + kSeal || sealed->front() != '\x80')
        return std::nullopt;
    const std::string_view bytes = *sealed;
    const std::string_view body = bytes.substr(0, bytes.size() - kSeal);
    crypto_auth_hmacsha256_state state;
    std::array<unsigned char, kSeal> seal{};
    crypto_auth_hmacsha256_init(&state, bytesOf(*keys), kHalfKey);
    crypto_auth_hmacsha256_update(&state, bytesOf(body), body.size());
    crypto_auth_hmacsha256_final(&state, seal.data());
    if (sodium_memcmp(seal.data(), bytesOf(bytes.substr(body.size())), kSeal) != 0)
        return std::nullopt;
    return decrypted(std::string_view(*keys).substr(kHalfKey),
                     body.substr(kHead, kHalfKey),
                     body.substr(kHead + kHalfKey));
}

std::string promptflowKeyOf(const fs::path &file)
{
    constexpr std::size_t kMostFile = 1U << 20U;
    std::string text = store::readFile(file, kMostFile);
    constexpr std::string_view kSection = "[promptflow]";
    constexpr std::string_view kEntry = "encryption_5fkey"; // as it escapes "encryption_key"
    const std::size_t section = text.find(kSection);
    if (section == std::string::npos) {
        text.resize(text.find_last_not_of(" \r\n\t") + 1);
        log::registerSecret(text);
        return text;
    }
    const std::size_t entry = text.find(kEntry, section);
    const std::size_t equals = entry == std::string::npos ? entry : text.find('=', entry);
    if (equals == std::string::npos)
        return {};
    // The value goes on over indented lines.
    std::string value;
    for (std::size_t i = equals + 1; i < text.size() && text[i] != '['; ++i) {
        const bool ends = text[i] == '\n' && i + 1 < text.size() && text[i + 1] != '\t'
                          && text[i + 1] != ' ' && !value.empty();
        if (ends)
            break;
        if (std::string_view(" \t\r\n").find(text[i]) == std::string_view::npos)
            value += text[i];
    }
    const std::string key = decoded(value).value_or("");
    log::registerSecret(key);
    return key;
}

std::string promptflowKey()
{
    if (auto key = store::keychain::readOf("promptflow", "encryption_key")) {
        log::registerSecret(*key);
        return *key;
    }
    const std::string data = variable("XDG_DATA_HOME");
    const fs::path folder = data.empty() ? fs::path(variable("HOME")) / ".local/share"
                                         : fs::path(data);
    const fs::path file = folder / "python_keyring/keyring_pass.cfg";
    std::error_code ignored;
    return fs::is_regular_file(file, ignored) ? promptflowKeyOf(file) : std::string();
}

PromptflowConnections readPromptflowConnections(fs::path store, const std::string &key)
{
    std::error_code ignored;
    if (fs::is_directory(store, ignored))
        store /= "pf.sqlite";
    PromptflowConnections read;
    try {
        SQLite::Database database(store.string(), SQLite::OPEN_READONLY);
        SQLite::Statement rows(database,
                               "SELECT connectionName, connectionType, configs, customConfigs FROM "
                               "connection ORDER BY connectionName LIMIT 10000");
        while (rows.executeStep()) {
            const std::string name = rows.getColumn(0).getString();
            try {
                Connection connection = rowOf(name,
                                              rows.getColumn(1).getString(),
                                              rows.getColumn(2).getString(),
                                              rows.getColumn(3).getString());
                if (openFields(connection, key))
                    read.connections.push_back(std::move(connection));
                else
                    read.unreadable.push_back(name);
            } catch (const Error &) {
                read.unreadable.push_back(name);
            }
        }
    } catch (const SQLite::Exception &error) {
        throw Error(ErrorCode::FileUnreadable,
                    tr("%1 is no store of prompt flow's: %2.", store.string(), error.what()),
                    tr("Name pf.sqlite, or the folder that it lies in: ~/.promptflow, or what "
                       "PF_HOME_DIRECTORY says."));
    }
    return read;
}

std::vector<Connection> connectionsOfVariables()
{
    std::vector<Connection> all;
    const auto add = [&all](const char *name, ConnectionKind kind, const ConnectionFields &fields) {
        all.push_back(makeConnection(name, kind, fields));
        for (const auto &[key, secret] : all.back().secrets)
            log::registerSecret(secret);
    };
    ConnectionFields azure;
    azure.endpoint = variable("AZURE_OPENAI_ENDPOINT");
    azure.key = variable("AZURE_OPENAI_API_KEY");
    azure.apiVersion = variable("OPENAI_API_VERSION");
    azure.wantsToken = azure.key.empty();
    if (!azure.endpoint.empty())
        add("azure_open_ai_connection", ConnectionKind::AzureOpenAi, azure);
    ConnectionFields openAi;
    openAi.endpoint = variable("OPENAI_BASE_URL");
    openAi.key = variable("OPENAI_API_KEY");
    openAi.organization = variable("OPENAI_ORG_ID");
    if (!openAi.key.empty())
        add("open_ai_connection", ConnectionKind::OpenAi, openAi);
    return all;
}

} // namespace postern::connection
