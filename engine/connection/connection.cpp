// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/connection/connection.h"

#include "engine/base/error.h"
#include "engine/base/json.h"
#include "engine/base/nearpath.h"
#include "engine/base/pyrepr.h"
#include "engine/base/textencoding.h"
#include "engine/connection/connectiondocument.h"
#include "engine/connection/connectionoptions.h"
#include "engine/connection/connectionreader.h"
#include "engine/connection/connectionstore.h"
#include "engine/connection/connectiontype.h"
#include "engine/connection/dotenv.h"
#include "engine/store/atomicfile.h"

#include <algorithm>

namespace postern::connection {
namespace {

constexpr std::size_t kFileLimit = 16 * 1024 * 1024;

std::string pathText(const std::filesystem::path &path)
{
    const std::u8string text = path.generic_u8string();
    return {text.begin(), text.end()};
}

std::string readFile(const std::filesystem::path &file)
{
    std::string text;
    try {
        text = store::readFile(file, kFileLimit);
    } catch (const Error &error) {
        if (error.code() == ErrorCode::LimitExceeded)
            throw Error(ErrorCode::LimitExceeded,
                        tr("The connection file is larger than 16 MiB."),
                        tr("Give a file that holds connections only."),
                        Place{pathText(file), 0, 0});
        std::error_code ignored;
        throw Error(ErrorCode::FileUnreadable,
                    tr("The connection file can't be read: %1.", store::reasonOf(error)),
                    nearestPathHint(std::filesystem::current_path(ignored),
                                    pathText(file),
                                    tr("Check the path and its permissions.")),
                    Place{pathText(file), 0, 0});
    }
    std::string decoded = decodeText(std::move(text));
    requireUtf8(decoded, tr("The connection file"), Place{pathText(file), 0, 0});
    return decoded;
}

Value toValue(const std::map<std::string, std::string, std::less<>> &members)
{
    Dict dict;
    for (const auto &[key, value] : members)
        dict.append(key, value);
    return dict;
}

Connection fromVariables(std::vector<std::pair<std::string, std::string>> variables,
                         std::string name)
{
    const ConnectionType *custom = findConnectionType("custom");
    Connection connection;
    connection.name = std::move(name);
    connection.type = custom->type;
    connection.module = custom->module;
    for (auto &[key, value] : variables)
        connection.secrets[key] = std::move(value);
    return connection;
}

using Overrides = std::vector<std::pair<std::string, std::string>>;

/// Sets a member of a connection's mapping, or one of its configs or secrets.
void overrideMember(Value &mapping, const std::string &key, const std::string &value)
{
    for (const std::string_view section : {"configs", "secrets"}) {
        if (!key.starts_with(std::string(section) + '.'))
            continue;
        const Value *known = mapping.find(section);
        Dict members = known && known->isDict() ? known->asDict() : Dict();
        members.set(Value(key.substr(section.size() + 1)), Value(value));
        Dict changed = mapping.asDict();
        changed.set(Value(section), Value(std::move(members)));
        mapping = Value(std::move(changed));
        return;
    }
    Dict changed = mapping.asDict();
    changed.set(Value(key), Value(value));
    mapping = Value(std::move(changed));
}

void applyOverrides(Value &document, const Overrides &overrides, const std::string &file)
{
    if (overrides.empty())
        return;
    if (!document.isDict() || !document.find("type") || !document.find("type")->isString()) {
        throw Error(ErrorCode::InvalidInput,
                    tr("Values can't be set over a file without one single connection."),
                    tr("Name a file with one connection."),
                    Place{file, 0, 0});
    }
    for (const auto &[key, value] : overrides)
        overrideMember(document, key, value);
}

bool isDotenv(const std::filesystem::path &file)
{
    return file.extension() == ".env" || file.filename() == ".env";
}

} // namespace

std::string_view Connection::get(std::string_view key) const
{
    if (const auto config = configs.find(key); config != configs.end())
        return config->second;
    if (const auto secret = secrets.find(key); secret != secrets.end())
        return secret->second;
    return {};
}

ConnectionKind Connection::kind() const
{
    const ConnectionType *known = findConnectionType(type);
    return known ? known->kind : ConnectionKind::Unknown;
}

std::string Connection::className() const
{
    const ConnectionType *known = findConnectionType(type);
    return known ? std::string(known->className) : type;
}

ConnectionSet ConnectionSet::load(const std::filesystem::path &file,
                                  const std::string &name,
                                  const Overrides &overrides)
{
    return fromFile(file, name, overrides, Faults::Thrown, Secrets::Needed);
}

ConnectionSet ConnectionSet::loadForRun(const std::filesystem::path &file, Secrets secrets)
{
    return fromFile(file, {}, {}, Faults::Kept, secrets);
}

ConnectionSet ConnectionSet::fromFile(const std::filesystem::path &file,
                                      const std::string &name,
                                      const Overrides &overrides,
                                      Faults faults,
                                      Secrets secrets)
{
    const std::string text = readFile(file);
    const std::string shown = pathText(file);
    if (isDotenv(file)) {
        const std::string stem = file.filename() == ".env" ? "env" : pathText(file.stem());
        ConnectionSet set;
        Connection made = fromVariables(parseDotenv(text, shown), name.empty() ? stem : name);
        for (const auto &[key, value] : overrides)
            setField(made, key, value);
        set.add(std::move(made));
        return set;
    }
    if (file.extension() != ".json") {
        ConnectionDocument document = parseYaml(text, shown);
        applyOverrides(document.value, overrides, shown);
        return fromDocument(document, name, faults, secrets);
    }
    try {
        ConnectionDocument document;
        document.value = json::parse(text);
        document.places.push_back(Place{shown, 0, 0});
        applyOverrides(document.value, overrides, shown);
        return fromDocument(document, name, faults, secrets);
    } catch (const Error &e) {
        Place place = e.place().value_or(Place{});
        place.file = shown;
        throw Error(e.code(), e.translatableMessage(), e.translatableHint(), place);
    }
}

ConnectionSet ConnectionSet::fromValue(const Value &document,
                                       const std::string &file,
                                       const std::string &name)
{
    ConnectionDocument placed;
    placed.value = document;
    placed.places.push_back(Place{file, 0, 0});
    return fromDocument(placed, name);
}

/// What a connection is called, read or not.
static std::string nameOf(const Value &mapping, const std::string &otherwise)
{
    const Value *name = mapping.isDict() ? mapping.find("name") : nullptr;
    return name && name->isString() && !name->asString().empty() ? name->asString() : otherwise;
}

ConnectionSet ConnectionSet::fromDocument(const ConnectionDocument &document,
                                          const std::string &name,
                                          Faults faults,
                                          Secrets secrets)
{
    ConnectionSet set;
    std::size_t number = 0;
    const auto take = [&](const Value &mapping, const std::string &nameOfMapping) {
        const Place &place = document.places[std::min(number++, document.places.size() - 1)];
        try {
            Connection connection = readConnection(mapping, nameOfMapping, secrets);
            if (set.find(connection.name)) {
                throw Error(ErrorCode::InvalidInput,
                            tr("Two connections are named %1.", py::reprString(connection.name)),
                            tr("Give each its own name."));
            }
            set.add(std::move(connection));
        } catch (const Error &e) {
            if (faults == Faults::Thrown)
                throw Error(e).at(place);
            set.addUnusable(nameOf(mapping, nameOfMapping), Error(e).at(place));
        }
    };
    const Value &root = document.value;
    const Value *type = root.find("type");
    if (type && type->isString()) {
        take(root, name);
    } else if (root.isList()) {
        for (const Value &item : root.asList())
            take(item, {});
    } else if (root.isDict()) {
        for (const auto &[key, value] : root.asDict())
            take(value, key.isString() ? key.asString() : py::str(key));
    } else {
        throw Error(ErrorCode::InvalidInput,
                    tr("The file holds no connections."),
                    tr("Write a mapping with name and type, a list of such, or a mapping by name."),
                    document.places.front());
    }
    return set;
}

void ConnectionSet::add(Connection connection)
{
    registerSecretsOf(connection);
    std::string name = connection.name;
    m_unusable.erase(name);
    m_connections.insert_or_assign(std::move(name), std::move(connection));
}

void ConnectionSet::addUnusable(std::string name, Error reason)
{
    m_connections.erase(name);
    m_unusable.insert_or_assign(std::move(name), std::move(reason));
}

void ConnectionSet::addAll(const ConnectionSet &other)
{
    for (const auto &[name, connection] : other.m_connections)
        add(connection);
    for (const auto &[name, reason] : other.m_unusable)
        addUnusable(name, reason);
}

std::size_t ConnectionSet::useEnvironment(std::string_view environment)
{
    const std::string end = "@" + std::string(environment);
    std::size_t count = 0;
    const auto usable = m_connections;
    for (const auto &[name, connection] : usable) {
        if (!name.ends_with(end) || name.size() == end.size())
            continue;
        Connection own = connection;
        own.name = name.substr(0, name.size() - end.size());
        add(std::move(own));
        ++count;
    }
    const auto unusable = m_unusable;
    for (const auto &[name, reason] : unusable) {
        if (!name.ends_with(end) || name.size() == end.size())
            continue;
        addUnusable(name.substr(0, name.size() - end.size()), reason);
        ++count;
    }
    return count;
}

const Connection *ConnectionSet::find(std::string_view name) const
{
    if (const auto unusable = m_unusable.find(name); unusable != m_unusable.end() && !name.empty())
        throw Error(unusable->second);
    const auto found = m_connections.find(name);
    return found == m_connections.end() ? nullptr : &found->second;
}

const Connection &ConnectionSet::get(std::string_view name) const
{
    if (const Connection *connection = find(name))
        return *connection;
    const Message sentence = tr("Connection %1 is not found.", py::reprString(name));
    Message hint = tr(
        "Give it with --connections FILE, or let the simulator answer with --simulate.");
    if (const auto nameless = m_unusable.find(""); nameless != m_unusable.end()) {
        const Place place = nameless->second.place().value_or(Place());
        hint = tr("%1: %2 %3",
                  toString(place),
                  nameless->second.translatableMessage(),
                  nameless->second.translatableHint());
    }
    throw Error(ErrorCode::ConnectionMissing, sentence, hint)
        .as({"UserError", "SDKError", "ConnectionNotFoundError"});
}

std::vector<std::string> ConnectionSet::names() const
{
    std::vector<std::string> names;
    names.reserve(m_connections.size());
    for (const auto &[name, connection] : m_connections)
        names.push_back(name);
    return names;
}

Value ConnectionSet::toPython(const std::vector<std::string> &names) const
{
    Dict all;
    for (const std::string &name : names) {
        const Connection &connection = get(name);
        Dict one;
        one.append("type", connection.className());
        one.append("name", connection.name);
        one.append("module", connection.module);
        if (!connection.customType.empty())
            one.append("custom_type", connection.customType);
        one.append("configs", toValue(connection.configs));
        one.append("secrets", toValue(connection.secrets));
        all.set(name, std::move(one));
    }
    return all;
}

} // namespace postern::connection
