// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/yaml/document.h"
#include "engine/yaml/scalar.h"

#include <algorithm>
#include <unordered_map>

namespace postern::yaml {

namespace {

const char *quotedClass(Node::Style style)
{
    switch (style) {
    case Node::Style::SingleQuoted:
        return "SingleQuotedScalarString";
    case Node::Style::DoubleQuoted:
        return "DoubleQuotedScalarString";
    case Node::Style::Literal:
        return "LiteralScalarString";
    case Node::Style::Folded:
        return "FoldedScalarString";
    default:
        return nullptr;
    }
}

const char *integerClass(const Node &node)
{
    std::string_view digits = node.text;
    if (digits.starts_with('-') || digits.starts_with('+'))
        digits.remove_prefix(1);
    if (digits.starts_with("0x"))
        return digits.find_first_of("ABCDEF") == std::string_view::npos ? "HexInt" : "HexCapsInt";
    if (digits.starts_with("0o"))
        return "OctalInt";
    if (digits.starts_with("0b"))
        return "BinaryInt";
    const bool isMarked = digits.starts_with('0') || !node.anchor.empty()
                          || digits.find('_') < digits.size() - 1;
    return isMarked ? "ScalarInt" : nullptr;
}

const char *timeClass(const Node &node)
{
    const std::string_view text = node.text;
    if (text.find_first_of("Tt") != std::string_view::npos)
        return "TimeStamp";
    if (text.ends_with('Z'))
        return "datetime"; // a plain one, whose zone is called Z
    return text.substr(std::min<std::size_t>(10, text.size())).find_first_of("+-")
                   == std::string_view::npos
               ? nullptr
               : "SpacedTimeStamp";
}

const char *plainClass(const Node &node)
{
    const bool hasAnchor = !node.anchor.empty();
    const Value value = scalarValue(node);
    switch (value.kind()) {
    case Value::Kind::Bool:
        return hasAnchor ? "ScalarBoolean" : nullptr;
    case Value::Kind::Int:
    case Value::Kind::BigInt:
        return integerClass(node);
    case Value::Kind::Double:
        // .inf and .nan are plain floats.
        return node.text.find_first_of("0123456789") == std::string::npos ? nullptr : "ScalarFloat";
    case Value::Kind::String:
        return hasAnchor ? "PlainScalarString" : nullptr;
    case Value::Kind::DateTime:
        return value.asDateTime().dateOnly ? nullptr : timeClass(node);
    default:
        return nullptr;
    }
}

class Classifier
{
public:
    Value classes(const Node &node)
    {
        const Node &real = node.resolved();
        if (real.anchor.empty())
            return build(real);
        const auto found = m_done.find(&real);
        if (found != m_done.end())
            return found->second;
        return m_done.emplace(&real, build(real)).first->second;
    }

private:
    Value build(const Node &node)
    {
        const bool isReshaped = node.tag == "tag:yaml.org,2002:omap"
                                || node.tag == "tag:yaml.org,2002:pairs";
        if (isReshaped)
            return {};
        if (node.kind == Node::Kind::Sequence)
            return ofSequence(node);
        if (node.kind == Node::Kind::Mapping)
            return ofMapping(node);
        if (!node.tag.empty() && node.tag != "!")
            return {};
        const char *name = node.isQuoted() ? quotedClass(node.style) : plainClass(node);
        return name ? Value(name) : Value();
    }

    Value ofSequence(const Node &node)
    {
        List list;
        for (const Node *child : node.children)
            list.push_back(classes(*child));
        const bool isPlain = std::ranges::all_of(list, &Value::isNull);
        return isPlain ? Value() : Value(std::move(list));
    }

    Value ofMapping(const Node &node)
    {
        Dict dict;
        for (const Node::Member &member : node.members()) {
            Value name = classes(*member.value);
            if (member.key->isScalar() && !name.isNull())
                dict.append(scalarValue(member.key->resolved()), std::move(name));
        }
        return dict.empty() ? Value() : Value(std::move(dict));
    }

    std::unordered_map<const Node *, Value> m_done;
};

} // namespace

Value scalarClasses(const Node &node)
{
    return Classifier().classes(node);
}

} // namespace postern::yaml
