// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/connection/connectionstore.h"

#include "engine/base/error.h"
#include "engine/base/log.h"
#include "engine/connection/connectionoptions.h"
#include "engine/connection/connectiontype.h"

#include <fmt/chrono.h>

#include <algorithm>
#include <chrono>

namespace postern::connection {

namespace {

constexpr std::string_view kMember = "connections";
constexpr std::string_view kMask = "******";

using Fields = std::map<std::string, std::string, std::less<>>;

std::string now()
{
    const auto time = std::chrono::system_clock::now();
    const auto seconds = std::chrono::floor<std::chrono::seconds>(time);
    const auto rest = std::chrono::duration_cast<std::chrono::microseconds>(time - seconds);
    return fmt::format("{:%Y-%m-%dT%H:%M:%S}.{:06}",
                       fmt::gmtime(std::chrono::system_clock::to_time_t(seconds)),
                       rest.count());
}

Value fieldsValue(const Fields &fields)
{
    Dict dict;
    for (const auto &[key, value] : fields)
        dict.append(key, value);
    return dict;
}

Fields toFields(const Value *value)
{
    Fields fields;
    if (value && value->isDict()) {
        for (const auto &[key, field] : value->asDict())
            fields.emplace(key.asString(), field.asString());
    }
    return fields;
}

std::string textOf(const Value &record, std::string_view key)
{
    const Value *text = record.find(key);
    return text && text->isString() ? text->asString() : std::string();
}

Value toRecord(const StoredConnection &stored)
{
    const Connection &connection = stored.connection;
    return Dict{{"type", connection.type},
                {"module", connection.module},
                {"custom_type", connection.customType},
                {"configs", fieldsValue(connection.configs)},
                {"secrets", fieldsValue(connection.secrets)},
                {"options", fieldsValue(connection.options)},
                {"created", stored.created},
                {"modified", stored.modified}};
}

StoredConnection fromRecord(const std::string &name, const Value &record)
{
    StoredConnection stored;
    stored.connection.name = name;
    stored.connection.type = textOf(record, "type");
    stored.connection.module = textOf(record, "module");
    stored.connection.customType = textOf(record, "custom_type");
    stored.connection.configs = toFields(record.find("configs"));
    stored.connection.secrets = toFields(record.find("secrets"));
    stored.created = textOf(record, "created");
    stored.modified = textOf(record, "modified");
    stored.connection.options = toFields(record.find("options"));
    registerSecretsOf(stored.connection);
    return stored;
}

Dict membersOf(const Dict &vault)
{
    const Value *members = vault.find(kMember);
    return members ? members->asDict() : Dict();
}

/// The names of a type's fields, for a message.
std::string fieldNames(const ConnectionType &type)
{
    std::string names;
    for (const ConnectionField &field : type.fields) {
        if (!names.empty())
            names += ", ";
        names += field.name;
    }
    return names;
}

} // namespace

ConnectionStore::ConnectionStore(std::filesystem::path home)
    : m_vault(std::move(home))
{}

std::vector<StoredConnection> ConnectionStore::list()
{
    std::vector<StoredConnection> all;
    for (const auto &[name, record] : membersOf(m_vault.read()))
        all.push_back(fromRecord(name.asString(), record));
    std::ranges::sort(all, {}, [](const StoredConnection &stored) {
        return stored.connection.name;
    });
    return all;
}

StoredConnection ConnectionStore::get(std::string_view name)
{
    const Dict members = membersOf(m_vault.read());
    if (const Value *record = members.find(name))
        return fromRecord(std::string(name), *record);
    const Message sentence = tr("Connection '%1' is not found.", name);
    throw Error(ErrorCode::ConnectionMissing,
                sentence,
                tr("`postern connection list` names those there are."))
        .as({"UserError", "SDKError", "ConnectionNotFoundError"});
}

StoredConnection ConnectionStore::put(const Connection &connection)
{
    StoredConnection stored{connection, now(), now()};
    registerSecretsOf(connection);
    m_vault.update([&](Dict &vault) {
        Dict members = membersOf(vault);
        if (const Value *old = members.find(connection.name))
            stored.created = textOf(*old, "created");
        members.set(connection.name, toRecord(stored));
        vault.set(kMember, std::move(members));
    });
    return stored;
}

bool ConnectionStore::remove(std::string_view name)
{
    // Looked up first: removing nothing should make no vault.
    if (!membersOf(m_vault.read()).contains(name))
        return false;
    bool removed = false;
    m_vault.update([&](Dict &vault) {
        Dict members = membersOf(vault);
        removed = members.erase(name);
        vault.set(kMember, std::move(members));
    });
    return removed;
}

ConnectionSet ConnectionStore::all()
{
    ConnectionSet set;
    for (const auto &[key, record] : membersOf(m_vault.read())) {
        const std::string name = key.asString();
        try {
            set.add(fromRecord(name, record).connection);
        } catch (const Error &) {
            set.addUnusable(
                name,
                Error(ErrorCode::InvalidInput,
                      tr("Connection '%1' of the vault can't be read.", name),
                      tr("Delete it with `postern connection delete` and create it anew.")));
        }
    }
    return set;
}

void setField(Connection &connection, const std::string &key, const std::string &value)
{
    if (key.starts_with("configs.")) {
        connection.configs[key.substr(8)] = value;
        return;
    }
    if (key.starts_with("secrets.")) {
        connection.secrets[key.substr(8)] = value;
        return;
    }
    if (key.starts_with("postern.")) {
        if (value.empty())
            connection.options.erase(key.substr(8));
        else
            connection.options[key.substr(8)] = value;
        checkOptions(connection);
        return;
    }
    const ConnectionType *type = findConnectionType(connection.type);
    if (type) {
        const auto field = std::ranges::find(type->fields, key, &ConnectionField::name);
        if (field != type->fields.end()) {
            (field->secret ? connection.secrets : connection.configs)[key] = value;
            return;
        }
    }
    const std::string known = type && !type->fields.empty() ? fieldNames(*type)
                                                            : "configs.NAME, secrets.NAME";
    throw Error(ErrorCode::InvalidInput,
                tr("A connection of type %1 has no field %2.", connection.type, key),
                tr("Its fields are %1.", known));
}

static void showOptions(Dict &shown, const Connection &connection)
{
    registerSecretsOf(connection); // a proxy's address may hold a password
    Dict options;
    for (const auto &[key, value] : connection.options) {
        const bool isMasked = isSecretOption(key) && !isVaultReference(value);
        const std::string text = key == "proxy" ? log::redact(value) : value;
        options.append(key, isMasked ? std::string(kMask) : text);
    }
    if (!options.empty())
        shown.set("postern", std::move(options));
}

Value toDisplay(const StoredConnection &stored)
{
    const Connection &connection = stored.connection;
    Dict shown{{"name", connection.name},
               {"module", connection.module},
               {"created_date", stored.created},
               {"last_modified_date", stored.modified},
               {"type", connection.type}};
    const ConnectionType *type = findConnectionType(connection.type);
    if (type && !type->fields.empty()) {
        for (const ConnectionField &field : type->fields) {
            const std::string_view value = connection.get(field.name);
            if (!value.empty())
                shown.set(field.name, field.secret && !isVaultReference(value) ? kMask : value);
        }
        showOptions(shown, connection);
        return shown;
    }
    if (!connection.customType.empty())
        shown.set("custom_type", connection.customType);
    Dict secrets;
    for (const auto &[key, secret] : connection.secrets)
        secrets.append(key, isVaultReference(secret) ? secret : std::string(kMask));
    shown.set("configs", fieldsValue(connection.configs));
    shown.set("secrets", std::move(secrets));
    showOptions(shown, connection);
    return shown;
}

} // namespace postern::connection
