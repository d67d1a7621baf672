// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/git/meaning.h"

#include "engine/yaml/scalar.h"

#include <algorithm>

namespace postern::git {

namespace {

bool isSameDict(const Dict &a, const Dict &b)
{
    return a.size() == b.size() && std::ranges::all_of(a, [&b](const Dict::Member &member) {
               const Value *const other = b.find(member.first);
               return other != nullptr && isSameValue(member.second, *other);
           });
}

class Comparison
{
public:
    bool isSame(const yaml::Node *a, const yaml::Node *b)
    {
        if (a == nullptr || b == nullptr)
            return a == b;
        if (++m_compared > kMost)
            return false;
        const yaml::Node &left = a->resolved();
        const yaml::Node &right = b->resolved();
        if (left.kind != right.kind || left.tag != right.tag)
            return false;
        switch (left.kind) {
        case yaml::Node::Kind::Mapping:
            return isSameMapping(left, right);
        case yaml::Node::Kind::Sequence:
            return std::ranges::equal(left.children,
                                      right.children,
                                      [this](const yaml::Node *one, const yaml::Node *other) {
                                          return isSame(one, other);
                                      });
        default:
            // Quotes make text of what else would be a number.
            return left.text == right.text
                   && (left.isQuoted() == right.isQuoted()
                       || isSameValue(yaml::scalarValue(left), yaml::scalarValue(right)));
        }
    }

private:
    static constexpr std::size_t kMost = 4'000'000;

    bool isSameMapping(const yaml::Node &a, const yaml::Node &b)
    {
        if (a.children.size() != b.children.size())
            return false;
        for (std::size_t i = 0; i + 1 < a.children.size(); i += 2) {
            const yaml::Node *const other = counterpart(*a.children[i], b, i);
            if (other == nullptr || !isSame(a.children[i + 1], other))
                return false;
        }
        return true;
    }

    /// The value under the same key, which mostly stands at the same place.
    const yaml::Node *counterpart(const yaml::Node &key, const yaml::Node &mapping, std::size_t hint)
    {
        if (isSame(&key, mapping.children[hint]))
            return mapping.children[hint + 1];
        for (std::size_t i = 0; i + 1 < mapping.children.size(); i += 2) {
            if (isSame(&key, mapping.children[i]))
                return mapping.children[i + 1];
        }
        return nullptr;
    }

    std::size_t m_compared = 0;
};

} // namespace

bool isSameValue(const Value &a, const Value &b)
{
    if (a.kind() != b.kind())
        return false;
    if (a.isDict())
        return isSameDict(a.asDict(), b.asDict());
    if (a.isList())
        return std::ranges::equal(a.asList(), b.asList(), isSameValue);
    return a == b || (a.isDouble() && a.asDouble() != a.asDouble() && b.asDouble() != b.asDouble());
}

bool isSameMeaning(const yaml::Node *a, const yaml::Node *b)
{
    return Comparison().isSame(a, b);
}

bool isBare(const yaml::Node *node)
{
    if (node == nullptr || node->isNull())
        return true;
    return !node->isScalar() && node->resolved().children.empty();
}

std::string nameOfNode(const yaml::Node &entry)
{
    const yaml::Node *const name = entry.isMapping() ? entry.find("name") : nullptr;
    return name != nullptr && name->isScalar() ? name->resolved().text : std::string();
}

} // namespace postern::git
