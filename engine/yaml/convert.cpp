// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/yaml/document.h"
#include "engine/yaml/scalar.h"

#include <unordered_map>

namespace postern::yaml {

namespace {

constexpr std::size_t kMaxValues = 1'000'000;

/// Converts a tree, each anchored node once; `weight` counts what aliases repeat.
class Converter
{
public:
    Value convert(const Node &node, std::size_t &weight)
    {
        const Node &real = node.resolved();
        if (&real != &node || !real.anchor.empty()) {
            auto found = m_done.find(&real);
            if (found == m_done.end()) {
                Done done;
                done.value = build(real, done.weight);
                found = m_done.emplace(&real, std::move(done)).first;
            }
            count(weight, found->second.weight);
            return found->second.value;
        }
        return build(real, weight);
    }

private:
    struct Done
    {
        Value value;
        std::size_t weight = 0;
    };

    static void count(std::size_t &weight, std::size_t more)
    {
        weight += more;
        if (weight > kMaxValues)
            throw Error(ErrorCode::LimitExceeded,
                        tr("The YAML text stands for more than a million values."),
                        tr("Use fewer aliases, or move data into files of its own."));
    }

    Value build(const Node &node, std::size_t &weight)
    {
        count(weight, 1);
        if (node.kind == Node::Kind::Sequence && node.tag == "tag:yaml.org,2002:omap")
            return omap(node, weight);
        if (node.kind == Node::Kind::Sequence) {
            List items;
            items.reserve(node.children.size());
            for (const Node *child : node.children)
                items.push_back(convert(*child, weight));
            if (node.tag == "tag:yaml.org,2002:pairs")
                return pairs(items);
            return Value(std::move(items));
        }
        if (node.kind == Node::Kind::Mapping) {
            Dict dict;
            for (const Node::Member &member : node.members()) {
                if (!member.key->isScalar())
                    throw Error(ErrorCode::InvalidFlow,
                                tr("A list or a mapping is used as a key in YAML."),
                                tr("Use a text as the key."));
                dict.append(scalarValue(member.key->resolved()), convert(*member.value, weight));
            }
            return Value(std::move(dict));
        }
        return scalarValue(node);
    }

    /// !!omap: a list of mappings with one member each that is one mapping.
    Value omap(const Node &node, std::size_t &weight)
    {
        Dict dict;
        for (const Node *child : node.children) {
            const Value item = convert(*child, weight);
            if (!item.isDict())
                continue;
            for (const auto &[key, value] : item.asDict())
                dict.set(key, value);
        }
        return Value(std::move(dict));
    }

    /// !!pairs: the same as lists of key and value.
    static Value pairs(const List &items)
    {
        List list;
        for (const Value &item : items) {
            if (!item.isDict() || item.asDict().size() != 1)
                return Value(items);
            const auto &[key, value] = *item.asDict().begin();
            list.emplace_back(List{key, value});
        }
        return Value(std::move(list));
    }

    std::unordered_map<const Node *, Done> m_done;
};

} // namespace

Value toValue(const Node &node)
{
    Converter converter;
    std::size_t weight = 0;
    return converter.convert(node, weight);
}

} // namespace postern::yaml
