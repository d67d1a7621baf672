// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/yaml/scalarwriter.h"
#include "tests/engine/flow/flowmodel.h"
#include "tests/engine/yaml/dressedtexts.h"

#include <string>
#include <vector>

namespace postern::flow {

/// Makes up flows, and writes each as some person or program would.
class FlowDresser
{
public:
    explicit FlowDresser(yaml::Random &random)
        : m_random(random)
    {}

    FlowModel model()
    {
        FlowModel model;
        for (std::size_t i = 0; i <= m_random.below(3); ++i)
            model.inputs["q" + std::to_string(i)] = Dict{{"type", "string"}};
        const std::size_t count = 1 + m_random.below(5);
        for (std::size_t i = 0; i < count; ++i) {
            ModelNode node;
            node.name = "n" + std::to_string(i);
            if (m_random.chance(5)) {
                node.variants = ModelVariants{"v0", {}};
                for (std::size_t v = 0; v <= m_random.below(3); ++v)
                    node.variants->bodies.emplace_back("v" + std::to_string(v), body(i));
            } else if (i > 0 && m_random.chance(6) && !model.nodes.back().variants) {
                node.body = model.nodes.back().body; // may be written as an alias
            } else {
                node.body = body(i);
            }
            model.nodes.push_back(node);
        }
        for (std::size_t i = 0; i < m_random.below(3); ++i)
            model.outputs["o" + std::to_string(i)] = {"string", reference(count)};
        return model;
    }

    std::string text(const FlowModel &model)
    {
        m_step = 2 + m_random.below(3);
        m_listIndent = m_random.chance(2) ? 0 : m_step;
        m_dashWidth = m_random.chance(4) ? 2 + m_random.below(3) : 2;
        m_hasComments = !m_random.chance(3);
        m_hasBlankLines = m_random.chance(3);
        m_hasBraces = m_random.below(4);
        m_hasAliases = m_random.chance(6);
        m_anchored.clear();
        m_comments = 0;
        std::string text;
        if (m_hasComments && m_random.chance(2))
            text += comment() + "\n";
        mapping(text, ordered(model.value().asDict()), 0, false);
        if (m_random.chance(4))
            text.erase(text.find_last_not_of('\n') + 1);
        if (m_random.chance(3)) {
            for (std::size_t at = 0; (at = text.find('\n', at)) != std::string::npos; at += 2)
                text.insert(at, 1, '\r');
        }
        return (m_random.chance(5) ? "\xEF\xBB\xBF" : "") + text;
    }

private:
    /// To the flow's inputs, or to a node before that one.
    std::string reference(std::size_t node)
    {
        if (node == 0 || m_random.chance(3))
            return "${inputs.q0}";
        const std::string name = "n" + std::to_string(m_random.below(node));
        return "${" + name + (m_random.chance(4) ? ".output.k}" : ".output}");
    }

    ModelBody body(std::size_t node)
    {
        static const std::vector<Value> kValues
            = {5, 0.5, true, "", "plain words", "a: b", "017", "two\nlines\n", "${n", "한글"};
        ModelBody made;
        made.fields["type"] = "python";
        made.fields["source"] = Dict{{"type", "code"}, {"path", "n.py"}};
        for (std::size_t i = 0; i < m_random.below(4); ++i)
            made.inputs["i" + std::to_string(i)] = m_random.chance(2)
                                                       ? Value(reference(node))
                                                       : Value(m_random.pick(kValues));
        if (m_random.chance(5))
            made.activate = {reference(node), m_random.pick(kValues)};
        return made;
    }

    std::string comment() { return "#c" + std::to_string(m_comments++) + ": note"; }

    void lineEnd(std::string &text)
    {
        if (m_hasComments && m_random.chance(4))
            text += std::string(1 + m_random.below(3), ' ') + comment();
        else if (m_random.chance(12))
            text += "  ";
        text += "\n";
    }

    /// The members in another order, the name first mostly.
    std::vector<Dict::Member> ordered(const Dict &dict)
    {
        std::vector<Dict::Member> members(dict.begin(), dict.end());
        for (std::size_t i = members.size(); i > 1; --i)
            std::swap(members[i - 1], members[m_random.below(i)]);
        if (!m_random.chance(6))
            std::ranges::stable_partition(members, [](const Dict::Member &member) {
                return member.first.asString() == "name";
            });
        return members;
    }

    std::string scalar(const Value &value, yaml::Site site)
    {
        using Style = yaml::Node::Style;
        static constexpr std::array kStyles
            = {Style::Plain, Style::Plain, Style::SingleQuoted, Style::DoubleQuoted};
        return yaml::writeScalar(value, site, m_random.pick(kStyles), m_random.pick(kStyles));
    }

    std::string braces(const Value &value)
    {
        if (!value.isDict() && !value.isList())
            return scalar(value, yaml::Site::Flow);
        std::string text;
        if (value.isList()) {
            for (const Value &item : value.asList())
                text += (text.empty() ? "" : ", ") + braces(item);
            return "[" + text + "]";
        }
        for (const auto &[key, member] : value.asDict())
            text += (text.empty() ? "" : ", ") + key.asString() + ": " + braces(member);
        return "{" + text + "}";
    }

    static std::size_t depthOf(const Value &value)
    {
        std::size_t depth = 0;
        if (value.isDict()) {
            for (const auto &[key, member] : value.asDict())
                depth = std::max(depth, depthOf(member) + 1);
        }
        return value.isList() ? 9 : depth;
    }

    void value(std::string &text, const std::string &key, const Value &value, std::size_t indent)
    {
        const bool isEmpty = (value.isDict() && value.asDict().empty())
                             || (value.isList() && value.asList().empty());
        const bool isLiteral = value.isString() && value.asString().find('\n') != std::string::npos
                               && yaml::canBeLiteral(value.asString()) && m_random.chance(2);
        if (isLiteral) {
            const std::vector<std::string> lines = yaml::literalLines(value.asString());
            text += " " + lines.front();
            lineEnd(text);
            for (std::size_t i = 1; i < lines.size(); ++i)
                text += std::string(indent + m_step, ' ') + lines[i] + "\n";
            return;
        }
        const bool isInline = (!value.isDict() && !value.isList()) || isEmpty
                              || depthOf(value) < m_random.below(m_hasBraces + 1);
        if (isInline) {
            text += " "
                    + (value.isDict() || value.isList() ? braces(value)
                                                        : scalar(value, yaml::Site::Block));
            lineEnd(text);
            return;
        }
        if (key == "inputs" && m_hasAliases && indent > 0) {
            const auto known = std::ranges::find(m_anchored, value);
            const auto number = std::to_string(known - m_anchored.begin());
            text += (known == m_anchored.end() ? " &a" : " *a") + number;
            if (known != m_anchored.end())
                return lineEnd(text);
            m_anchored.push_back(value);
        }
        lineEnd(text);
        const bool isOrdered = key == "variants"; // which one is the first says something
        if (value.isDict())
            mapping(text,
                    isOrdered ? std::vector(value.asDict().begin(), value.asDict().end())
                              : ordered(value.asDict()),
                    indent + m_step,
                    false);
        else
            list(text, value.asList(), indent + m_listIndent);
    }

    void between(std::string &text, std::size_t indent)
    {
        if (m_hasBlankLines && m_random.chance(2))
            text += "\n";
        if (m_hasComments && m_random.chance(5))
            text += std::string(indent, ' ') + comment() + "\n";
    }

    void mapping(std::string &text,
                 const std::vector<Dict::Member> &members,
                 std::size_t indent,
                 bool isCompact)
    {
        for (std::size_t i = 0; i < members.size(); ++i) {
            if (i > 0)
                between(text, indent);
            if (i > 0 || !isCompact)
                text += std::string(indent, ' ');
            const std::string &key = members[i].first.asString();
            text += (m_random.chance(12) ? "'" + key + "'" : key) + ":";
            value(text, key, members[i].second, indent);
        }
    }

    void list(std::string &text, const List &items, std::size_t indent)
    {
        for (std::size_t i = 0; i < items.size(); ++i) {
            if (i > 0)
                between(text, indent);
            text += std::string(indent, ' ') + "-" + std::string(m_dashWidth - 1, ' ');
            if (depthOf(items[i]) < m_random.below(m_hasBraces + 1)) {
                text += braces(items[i]);
                lineEnd(text);
            } else {
                mapping(text, ordered(items[i].asDict()), indent + m_dashWidth, true);
            }
        }
    }

    yaml::Random &m_random;
    std::size_t m_step = 2;
    std::size_t m_listIndent = 0;
    std::size_t m_dashWidth = 2;
    std::size_t m_hasBraces = 0; ///< the more, the deeper are the mappings in braces
    bool m_hasComments = true;
    bool m_hasBlankLines = false;
    bool m_hasAliases = false;
    int m_comments = 0;
    std::vector<Value> m_anchored;
};

} // namespace postern::flow
