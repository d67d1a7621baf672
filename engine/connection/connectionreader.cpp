// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/connection/connectionreader.h"

#include "engine/base/error.h"
#include "engine/base/pyrepr.h"
#include "engine/base/textencoding.h"
#include "engine/connection/connectionoptions.h"
#include "engine/connection/connectiontype.h"

#include <algorithm>
#include <array>
#include <cstdlib>

namespace postern::connection {
namespace {

/// What every connection may have beside its own fields.
constexpr std::array<std::string_view, 15> kCommonKeys{"$schema",
                                                       "name",
                                                       "type",
                                                       "module",
                                                       "configs",
                                                       "secrets",
                                                       "custom_type",
                                                       "package",
                                                       "package_version",
                                                       "created_date",
                                                       "last_modified_date",
                                                       "expiry_time",
                                                       "value",
                                                       "postern",
                                                       "secret_keys"};

/// Those that the simulator stands in for.
constexpr std::array<std::string_view, 5> kSimulated{"azure_open_ai",
                                                     "open_ai",
                                                     "serverless",
                                                     "azure_content_safety",
                                                     "serp"};

/// Reads one connection; a class so that every complaint can name it.
class Reader
{
public:
    Reader(const Value &mapping, const std::string &name, Secrets secrets)
        : m_mapping(mapping)
        , m_secrets(secrets)
    {
        m_connection.name = textOf("name");
        if (m_connection.name.empty())
            m_connection.name = name;
    }

    Connection read()
    {
        if (!m_mapping.isDict())
            fail(tr("isn't a mapping"), tr("Give it keys such as type and api_key."));
        if (m_connection.name.empty())
            fail(tr("has no name"), tr("Add the key name."));
        const ConnectionType &type = readType();
        if (const Value *value = m_mapping.find("value"))
            takeExecutionForm(type, *value);
        else if (type.fields.empty())
            takeCustom();
        else
            takeFields(type, m_mapping, true);
        if (const Value *options = m_mapping.find("postern"); options && !options->isNull())
            takeOptions({}, *options);
        checkOptions(m_connection);
        if (!type.fields.empty())
            complete(type);
        return std::move(m_connection);
    }

private:
    Message subject() const
    {
        return m_connection.name.empty() ? tr("A connection")
                                         : tr("Connection %1", py::reprString(m_connection.name));
    }

    /// `what` goes on after the connection: "has no name".
    [[noreturn]] void fail(Message what, Message hint) const
    {
        throw Error(ErrorCode::InvalidInput,
                    tr("%1 %2.", subject(), std::move(what)),
                    std::move(hint));
    }

    /// Whether the simulator answers for it, whatever its values are.
    bool isSimulated() const
    {
        return m_secrets == Secrets::Unneeded
               && std::ranges::find(kSimulated, m_connection.type) != kSimulated.end();
    }

    /// The text with each `${env:NAME}` replaced.
    std::string resolveEnvironment(const std::string &text) const
    {
        constexpr std::string_view kOpening = "${env:";
        std::string resolved;
        std::size_t at = 0;
        while (true) {
            const std::size_t begin = text.find(kOpening, at);
            const std::size_t end = begin == text.npos ? text.npos : text.find('}', begin);
            if (end == text.npos)
                return resolved + text.substr(at);
            resolved += text.substr(at, begin - at);
            const std::size_t nameBegin = begin + kOpening.size();
            resolved += variable(text.substr(nameBegin, end - nameBegin));
            at = end + 1;
        }
    }

    std::string variable(const std::string &name) const
    {
        const char *value = std::getenv(name.c_str());
        if (!value && isSimulated())
            return "simulated";
        if (!value)
            fail(tr("needs the environment variable %1, which isn't set", name),
                 tr("Set it before this command, or write the value into the file."));
        requireUtf8(value, tr("%1: the environment variable %2", subject(), name));
        return value;
    }

    std::string textOf(std::string_view key) const
    {
        const Value *value = m_mapping.find(key);
        return value && value->isString() ? value->asString() : std::string();
    }

    const ConnectionType &readType()
    {
        const std::string name = textOf("type");
        if (const ConnectionType *type = findConnectionType(name)) {
            m_connection.type = type->type;
            m_connection.module = textOf("module");
            if (m_connection.module.empty())
                m_connection.module = type->module;
            return *type;
        }
        std::string known;
        for (const ConnectionType &type : connectionTypes())
            known += (known.empty() ? "" : ", ") + std::string(type.type);
        fail(name.empty() ? tr("has no type") : tr("has the unknown type %1", py::reprString(name)),
             tr("Use one of %1.", known));
    }

    std::string scalar(const std::string &key, const Value &value) const
    {
        if (value.isDict() || value.isList())
            fail(tr("has no plain text as %1", py::reprString(key)), tr("Write a single value."));
        return resolveEnvironment(value.isString() ? value.asString() : py::str(value));
    }

    void put(bool secret, const std::string &key, const Value &value)
    {
        if (value.isNull())
            return;
        std::string text = scalar(key, value);
        const bool placeholder = text == "<user-input>" || text == "<no-change>"
                                 || (!text.empty() && text.find_first_not_of('*') == text.npos);
        if (secret && placeholder && !isSimulated()) {
            fail(tr("has a placeholder where the secret %1 belongs", py::reprString(key)),
                 tr("Write ${env:NAME} and set that variable; `postern connection create` also "
                    "takes --set %1=VALUE.",
                    key));
        }
        (secret ? m_connection.secrets : m_connection.configs)[key] = std::move(text);
    }

    void takeFields(const ConnectionType &type, const Value &mapping, bool strict)
    {
        for (const auto &[key, value] : mapping.asDict()) {
            const std::string name = key.isString() ? key.asString() : py::str(key);
            const auto field = std::ranges::find(type.fields, name, &ConnectionField::name);
            if (field != type.fields.end())
                put(field->secret, name, value);
            else if (strict && std::ranges::find(kCommonKeys, name) == kCommonKeys.end())
                fail(tr("has the unknown key %1", py::reprString(name)),
                     tr("Keys of this type are %1.", fieldNames(type)));
        }
        for (const char *section : {"configs", "secrets"}) {
            if (const Value *nested = mapping.find(section); nested && nested->isDict())
                takeFields(type, *nested, strict);
        }
    }

    static std::string fieldNames(const ConnectionType &type)
    {
        std::string names;
        for (const ConnectionField &field : type.fields)
            names += (names.empty() ? "" : ", ") + std::string(field.name);
        return names;
    }

    void takeSection(const char *section, bool secret)
    {
        const Value *values = m_mapping.find(section);
        if (!values || values->isNull())
            return;
        if (!values->isDict())
            fail(tr("has no mapping as %1", std::string(section)),
                 tr("Write keys with values below it."));
        for (const auto &[key, value] : values->asDict())
            put(secret, key.isString() ? key.asString() : py::str(key), value);
    }

    void takeCustom()
    {
        takeSection("configs", false);
        takeSection("secrets", true);
        m_connection.customType = textOf("custom_type");
        // prompt flow stores a strong type in its configs.
        if (m_connection.customType.empty())
            m_connection.customType = m_connection.get("promptflow.connection.custom_type");
        if (!m_connection.get("promptflow.connection.module").empty())
            m_connection.module = m_connection.get("promptflow.connection.module");
    }

    /// What stands below `postern`, by dotted keys.
    void takeOptions(const std::string &prefix, const Value &value)
    {
        constexpr int kDeepest = 3;
        const auto dots = std::ranges::count(prefix, '.');
        if (prefix.empty() && !value.isDict())
            fail(tr("has no mapping as %1", std::string("postern")),
                 tr("Write keys with values below it."));
        if (!value.isDict() && !value.isList()) {
            if (!value.isNull())
                m_connection.options[prefix] = scalar(prefix, value);
            return;
        }
        if (dots >= kDeepest)
            fail(tr("has no plain text as %1", py::reprString(prefix)), tr("Write a single value."));
        const std::string before = prefix.empty() ? "" : prefix + ".";
        if (value.isList()) {
            for (std::size_t i = 0; i < value.asList().size(); ++i)
                takeOptions(before + std::to_string(i), value.asList()[i]);
            return;
        }
        for (const auto &[key, member] : value.asDict())
            takeOptions(before + (key.isString() ? key.asString() : py::str(key)), member);
    }

    void takeExecutionForm(const ConnectionType &type, const Value &value)
    {
        if (!value.isDict())
            fail(tr("has no mapping as value"), tr("Write the connection's keys below it."));
        if (!type.fields.empty()) {
            takeFields(type, value, false);
            return;
        }
        const Value *secretKeys = m_mapping.find("secret_keys");
        for (const auto &[key, item] : value.asDict()) {
            const bool secret = secretKeys && secretKeys->isList()
                                && std::ranges::find(secretKeys->asList(), key)
                                       != secretKeys->asList().end();
            put(secret, key.isString() ? key.asString() : py::str(key), item);
        }
        takeCustom();
    }

    /// Defaults in, what is missing out.
    void complete(const ConnectionType &type)
    {
        // "_" is how the cloud spells "no address of its own".
        const auto baseUrl = m_connection.configs.find("base_url");
        if (baseUrl != m_connection.configs.end()
            && (baseUrl->second == "_" || baseUrl->second.empty())) {
            m_connection.configs.erase(baseUrl);
        }
        const bool identity = type.supportsIdentity && !m_connection.get("auth_mode").empty()
                              && m_connection.get("auth_mode") != "key";
        for (const ConnectionField &field : type.fields) {
            if (!m_connection.get(field.name).empty())
                continue;
            if (!field.defaultValue.empty())
                m_connection.configs[std::string(field.name)] = field.defaultValue;
            else if (field.required && !(field.secret && (identity || isSimulated())))
                fail(tr("has no %1", std::string(field.name)), tr("Add that key."));
        }
    }

    const Value &m_mapping;
    const Secrets m_secrets;
    Connection m_connection;
};

} // namespace

Connection readConnection(const Value &mapping, const std::string &name, Secrets secrets)
{
    return Reader(mapping, name, secrets).read();
}

} // namespace postern::connection
