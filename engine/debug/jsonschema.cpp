// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/debug/jsonschema.h"

#include "engine/base/json.h"

#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <string_view>

namespace postern::debug {

namespace {

bool isOfSchemaType(std::string_view type, const Value &value)
{
    const bool isInteger = value.isInt() || value.kind() == Value::Kind::BigInt;
    if (type == "object")
        return value.isDict();
    if (type == "array")
        return value.isList();
    if (type == "string")
        return value.isString();
    if (type == "boolean")
        return value.isBool();
    if (type == "null")
        return value.isNull();
    if (type == "integer")
        return isInteger;
    if (type == "number")
        return isInteger || value.isDouble();
    return true;
}

std::string schemaText(const Value &value)
{
    json::WriteOptions options;
    options.ensureAscii = false;
    options.reprUnknown = true;
    return json::write(value, options);
}

/// Looks for the first place that doesn't fit.
class SchemaCheck
{
public:
    explicit SchemaCheck(const Value &root)
        : m_root(root)
    {}

    std::optional<Message> check(const Value &schema, const Value &value, const std::string &at)
    {
        if (++m_steps > kMostSteps || m_depth > kMostDepth || !schema.isDict())
            return std::nullopt;
        const Deeper level(m_depth);
        if (const Value *reference = schema.find("$ref")) {
            const Value *target = follow(*reference);
            return target ? check(*target, value, at) : std::nullopt;
        }
        if (std::optional<Message> found = checkType(schema, value, at))
            return found;
        if (std::optional<Message> found = checkChoices(schema, value, at))
            return found;
        if (value.isDict())
            return checkMembers(schema, value, at);
        if (const Value *items = schema.find("items"); items && value.isList()) {
            std::size_t index = 0;
            for (const Value &item : value.asList()) {
                if (auto found = check(*items, item, at + '[' + std::to_string(index++) + ']'))
                    return found;
            }
        }
        return std::nullopt;
    }

private:
    static constexpr std::size_t kMostSteps = 100'000;
    static constexpr int kMostDepth = 100; // a reference may lead to itself

    class Deeper
    {
    public:
        explicit Deeper(int &depth)
            : m_depth(depth)
        {
            ++m_depth;
        }
        ~Deeper() { --m_depth; }
        Deeper(const Deeper &) = delete;
        Deeper &operator=(const Deeper &) = delete;

    private:
        int &m_depth;
    };

    const Value *follow(const Value &reference) const
    {
        if (!reference.isString() || !reference.asString().starts_with('#'))
            return nullptr;
        std::string_view rest = std::string_view(reference.asString()).substr(1);
        const Value *target = &m_root;
        while (target && rest.starts_with('/')) {
            rest.remove_prefix(1);
            const std::string_view name = rest.substr(0, rest.find('/'));
            target = target->find(name);
            rest.remove_prefix(name.size());
        }
        return target;
    }

    static std::optional<Message> checkType(const Value &schema,
                                            const Value &value,
                                            const std::string &at)
    {
        const Value *type = schema.find("type");
        if (!type)
            return std::nullopt;
        const auto fits = [&value](const Value &one) {
            return !one.isString() || isOfSchemaType(one.asString(), value);
        };
        const bool isFine = type->isList() ? std::ranges::any_of(type->asList(), fits)
                                           : fits(*type);
        if (isFine)
            return std::nullopt;
        return tr("%1 should be of type %2 and is of type %3.",
                  at,
                  schemaText(*type),
                  value.typeName());
    }

    std::optional<Message> checkChoices(const Value &schema,
                                        const Value &value,
                                        const std::string &at)
    {
        if (const Value *choices = schema.find("enum"); choices && choices->isList()) {
            if (std::ranges::find(choices->asList(), value) == choices->asList().end())
                return tr("%1 should be one of %2 and is %3.",
                          at,
                          schemaText(*choices),
                          schemaText(value));
        }
        if (const Value *only = schema.find("const"); only && !(*only == value))
            return tr("%1 should be %2 and is %3.", at, schemaText(*only), schemaText(value));
        for (const char *key : {"anyOf", "oneOf"}) {
            const Value *any = schema.find(key);
            if (!any || !any->isList())
                continue;
            const bool fits = std::ranges::any_of(any->asList(), [&](const Value &one) {
                return !check(one, value, at);
            });
            if (!fits)
                return tr("%1 fits none of what it may be.", at);
        }
        if (const Value *all = schema.find("allOf"); all && all->isList()) {
            for (const Value &one : all->asList()) {
                if (std::optional<Message> found = check(one, value, at))
                    return found;
            }
        }
        return std::nullopt;
    }

    std::optional<Message> checkMembers(const Value &schema,
                                        const Value &value,
                                        const std::string &at)
    {
        if (const Value *required = schema.find("required"); required && required->isList()) {
            for (const Value &name : required->asList()) {
                if (name.isString() && !value.find(name.asString()))
                    return tr("%1 lacks '%2'.", at, name.asString());
            }
        }
        const Value *properties = schema.find("properties");
        const Value *others = schema.find("additionalProperties");
        for (const auto &[key, member] : value.asDict()) {
            const std::string name = key.isString() ? key.asString() : schemaText(key);
            const Value *known = properties ? properties->find(name) : nullptr;
            if (!known && others && others->isBool() && !others->asBool())
                return tr("%1 has '%2', which isn't among what it may have.", at, name);
            const Value *described = known ? known : others;
            if (!described)
                continue;
            if (std::optional<Message> found = check(*described,
                                                     member,
                                                     fmt::format("{}.{}", at, name)))
                return found;
        }
        return std::nullopt;
    }

    const Value &m_root;
    std::size_t m_steps = 0;
    int m_depth = 0;
};

} // namespace

std::optional<Message> schemaMismatch(const Value &schema, const Value &value)
{
    return SchemaCheck(schema).check(schema, value, "output");
}

} // namespace postern::debug
