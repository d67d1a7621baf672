// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/simulator/schemavalue.h"

#include "engine/base/utf8.h"
#include "engine/simulator/words.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <optional>

namespace postern::simulator {
namespace {

/// From here on only what a schema requires is given, so that recursive schemas end.
constexpr int kSparseDepth = 5;
/// A schema that requires itself for ever has no finite value.
constexpr int kLastDepth = 24;
/// And one that branches while it does has too many.
constexpr int kMostValues = 5'000;

class Builder
{
public:
    Builder(const Value &root, const std::string &answer, const std::string &source)
        : m_root(root)
        , m_answer(answer)
        , m_source(source)
    {
        collectNumbers();
    }

    Value build(const Value &schema, std::string_view name, int depth)
    {
        const Value &resolved = follow(schema);
        if (depth > kLastDepth || !resolved.isDict() || ++m_built > kMostValues)
            return nullptr;
        if (const Value *constant = resolved.find("const"))
            return *constant;
        if (const Value *choices = listOf(resolved, "enum"))
            return choose(choices->asList());
        if (const Value *parts = listOf(resolved, "allOf"))
            return build(merged(resolved, parts->asList()), name, depth + 1);
        for (const char *key : {"anyOf", "oneOf"}) {
            if (const Value *options = listOf(resolved, key))
                return build(pick(options->asList(), depth), name, depth + 1);
        }
        return ofType(resolved, typeOf(resolved, depth), name, depth);
    }

private:
    static const Value *listOf(const Value &schema, std::string_view key)
    {
        const Value *value = schema.find(key);
        return value && value->isList() && !value->asList().empty() ? value : nullptr;
    }

    /// The schema a local "$ref" leads to.
    const Value &follow(const Value &schema) const
    {
        const Value *at = &schema;
        for (int hops = 0; hops < 16; ++hops) {
            const Value *reference = at->find("$ref");
            if (!reference || !reference->isString() || !reference->asString().starts_with('#'))
                return *at;
            std::string_view path = std::string_view(reference->asString()).substr(1);
            at = &m_root;
            while (at && path.starts_with('/')) {
                path.remove_prefix(1);
                const std::size_t end = std::min(path.find('/'), path.size());
                at = at->find(path.substr(0, end));
                path.remove_prefix(end);
            }
            if (!at)
                return m_root;
        }
        return *at;
    }

    Value merged(const Value &schema, const List &parts) const
    {
        Dict properties;
        List required;
        Dict all;
        const auto take = [&](const Value &part) {
            if (!part.isDict())
                return;
            for (const auto &[key, value] : part.asDict()) {
                if (key == Value("properties") && value.isDict()) {
                    for (const auto &[name, property] : value.asDict())
                        properties.set(name, property);
                } else if (key == Value("required") && value.isList()) {
                    required.insert(required.end(), value.asList().begin(), value.asList().end());
                } else if (key != Value("allOf")) {
                    all.set(key, value);
                }
            }
        };
        take(schema);
        for (const Value &part : parts)
            take(follow(part));
        if (!properties.empty())
            all.set("properties", std::move(properties));
        if (!required.empty())
            all.set("required", std::move(required));
        return all;
    }

    const Value &pick(const List &options, int depth) const
    {
        const auto isNull = [this](const Value &option) {
            const Value *type = follow(option).find("type");
            return type && *type == Value("null");
        };
        const auto found = std::ranges::find_if(options, [&](const Value &option) {
            return isNull(option) == (depth >= kSparseDepth);
        });
        return found == options.end() ? options.front() : *found;
    }

    static std::string typeOf(const Value &schema, int depth)
    {
        const Value *type = schema.find("type");
        if (type && type->isString())
            return type->asString();
        if (type && type->isList() && !type->asList().empty()) {
            const List &types = type->asList();
            const auto found = std::ranges::find_if(types, [&](const Value &item) {
                return (item == Value("null")) == (depth >= kSparseDepth);
            });
            const Value &chosen = found == types.end() ? types.front() : *found;
            return chosen.isString() ? chosen.asString() : "";
        }
        if (schema.find("properties"))
            return "object";
        return schema.find("items") ? "array" : "string";
    }

    Value ofType(const Value &schema, const std::string &type, std::string_view name, int depth)
    {
        if (type == "object")
            return object(schema, depth);
        if (type == "array")
            return array(schema, name, depth);
        if (type == "integer" || type == "number")
            return number(schema, type == "integer");
        if (type == "boolean")
            return true;
        if (type == "null")
            return nullptr;
        return text(schema, name);
    }

    Value object(const Value &schema, int depth)
    {
        const Value *properties = schema.find("properties");
        const Value *required = listOf(schema, "required");
        const auto isRequired = [&](const Value &key) {
            return required
                   && std::ranges::find(required->asList(), key) != required->asList().end();
        };
        Dict result;
        if (properties && properties->isDict()) {
            for (const auto &[key, property] : properties->asDict()) {
                if (depth < kSparseDepth || isRequired(key))
                    result.append(key,
                                  build(property, key.isString() ? key.asString() : "", depth + 1));
            }
        }
        if (required) {
            for (const Value &key : required->asList()) {
                if (key.isString() && !result.contains(key.asString()))
                    result.append(key, m_answer);
            }
        }
        return result;
    }

    Value array(const Value &schema, std::string_view name, int depth)
    {
        const std::int64_t least = limit(schema, "minItems").value_or(depth < kSparseDepth ? 1 : 0);
        const std::int64_t most
            = limit(schema, "maxItems").value_or(std::max<std::int64_t>(least, 1));
        const Value *items = schema.find("items");
        List result;
        constexpr std::int64_t kMost = 100;
        for (std::int64_t i = 0; i < std::min({least, most, kMost}) && m_built < kMostValues; ++i)
            result.push_back(items ? build(*items, name, depth + 1) : Value(m_answer));
        return result;
    }

    static std::optional<std::int64_t> limit(const Value &schema, std::string_view key)
    {
        const Value *value = schema.find(key);
        if (!value || !value->isInt() || value->asInt() < 0)
            return {};
        return value->asInt();
    }

    static std::optional<double> bound(const Value &schema, std::string_view key)
    {
        const Value *value = schema.find(key);
        if (value && value->isInt())
            return static_cast<double>(value->asInt());
        if (value && value->isDouble() && std::isfinite(value->asDouble()))
            return value->asDouble();
        return {};
    }

    /// The next number of the source text, brought within the bounds.
    Value number(const Value &schema, bool integer)
    {
        double value = 1;
        if (m_nextNumber < m_numbers.size())
            value = m_numbers[m_nextNumber++];
        if (integer)
            value = std::round(value);
        const double step = integer ? 1 : 0.5;
        if (const auto low = bound(schema, "minimum"))
            value = std::max(value, integer ? std::ceil(*low) : *low);
        if (const auto low = bound(schema, "exclusiveMinimum"); low && value <= *low)
            value = (integer ? std::floor(*low) : *low) + step;
        if (const auto high = bound(schema, "maximum"))
            value = std::min(value, integer ? std::floor(*high) : *high);
        if (const auto high = bound(schema, "exclusiveMaximum"); high && value >= *high)
            value = (integer ? std::ceil(*high) : *high) - step;
        if (const auto factor = bound(schema, "multipleOf"); factor && *factor > 0)
            value = std::floor(value / *factor) * *factor;
        if (integer && std::abs(value) < 9e15)
            return static_cast<std::int64_t>(value);
        return value;
    }

    Value text(const Value &schema, std::string_view name) const
    {
        const Value *format = schema.find("format");
        if (format && format->isString()) {
            const std::string &wanted = format->asString();
            if (wanted == "date")
                return "2024-01-01";
            if (wanted == "date-time")
                return "2024-01-01T00:00:00Z";
            if (wanted == "time")
                return "00:00:00Z";
            if (wanted == "email")
                return "someone@example.com";
            if (wanted == "uri")
                return "https://example.com/";
            if (wanted == "uuid")
                return "00000000-0000-4000-8000-000000000000";
        }
        std::string value = isEntity(name) ? entity() : m_answer;
        const auto length = static_cast<std::int64_t>(utf8::length(value));
        if (const auto least = limit(schema, "minLength"); least && length < *least) {
            constexpr std::int64_t kMost = 10'000;
            value.append(static_cast<std::size_t>(std::min(*least - length, kMost)), '.');
        }
        if (const auto most = limit(schema, "maxLength"); most && length > *most) {
            std::size_t at = 0;
            for (std::int64_t i = 0; i < *most; ++i)
                utf8::next(value, at);
            value.resize(at);
        }
        return value;
    }

    /// Whether a text of this name is likely a name in the source, not a sentence.
    static bool isEntity(std::string_view name)
    {
        const std::string lower = lowered(name);
        for (const char *word : {"location",
                                 "city",
                                 "country",
                                 "place",
                                 "name",
                                 "person",
                                 "company",
                                 "product",
                                 "destination",
                                 "origin",
                                 "region",
                                 "title"}) {
            if (lower.find(word) != std::string::npos)
                return true;
        }
        return false;
    }

    std::string entity() const
    {
        const std::string name = longestName(m_source);
        return name.empty() ? m_source : name;
    }

    Value choose(const List &choices) const
    {
        const std::string source = lowered(m_source);
        const auto mentioned = std::ranges::find_if(choices, [&](const Value &choice) {
            return choice.isString() && !choice.asString().empty()
                   && source.find(lowered(choice.asString())) != std::string::npos;
        });
        return mentioned == choices.end() ? choices.front() : *mentioned;
    }

    void collectNumbers()
    {
        const char *end = m_source.data() + m_source.size();
        for (std::size_t at = 0; at < m_source.size(); ++at) {
            const char c = m_source[at];
            const bool inWord = at > 0
                                && std::isalnum(static_cast<unsigned char>(m_source[at - 1]));
            if (c < '0' || c > '9' || inWord)
                continue;
            double number = 0;
            const auto [stop, error]
                = std::from_chars(m_source.data() + at, end, number, std::chars_format::fixed);
            if (error == std::errc() && std::abs(number) < 1e15)
                m_numbers.push_back(number);
            at = static_cast<std::size_t>(stop - m_source.data());
        }
    }

    const Value &m_root;
    const std::string &m_answer;
    const std::string &m_source;
    std::vector<double> m_numbers;
    std::size_t m_nextNumber = 0;
    int m_built = 0;
};

} // namespace

Value valueForSchema(const Value &schema, const std::string &answer, const std::string &source)
{
    return Builder(schema, answer, source).build(schema, "", 0);
}

} // namespace postern::simulator
