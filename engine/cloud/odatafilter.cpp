// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/cloud/odatafilter.h"

#include "engine/cloud/question.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <charconv>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace postern::cloud {

/// Either an inner node with its kind, or a comparison of a path with a literal.
struct FilterNode
{
    enum class Kind : std::uint8_t { And, Or, Not, Compare, In, Any, All, Field };
    Kind kind = Kind::Compare;
    std::vector<std::shared_ptr<const FilterNode>> children;
    std::string path;     ///< "category", "address/city"; of Any and All the collection
    std::string variable; ///< of Any and All
    std::string operation;
    Value literal;
    std::vector<std::string> choices; ///< of In
};

namespace {

using Node = std::shared_ptr<const FilterNode>;
using Scope = std::map<std::string, Value, std::less<>>;

constexpr int kDeepestFilter = 100;
constexpr std::size_t kLongestFilter = 64UL * 1024;

class FilterParser
{
public:
    explicit FilterParser(std::string_view text)
        : m_text(text)
    {}

    Node parse()
    {
        if (m_text.size() > kLongestFilter)
            fail("it is too long");
        Node node = disjunction();
        skip();
        if (m_at < m_text.size())
            fail(fmt::format("syntax error at position {}", m_at));
        return node;
    }

private:
    [[noreturn]] static void fail(const std::string &why)
    {
        throw Failure{400, "InvalidRequestParameter", "Invalid expression: " + why + "."};
    }
    void skip()
    {
        while (m_at < m_text.size() && std::isspace(static_cast<unsigned char>(m_text[m_at])) != 0)
            ++m_at;
    }
    bool takeSign(char sign)
    {
        skip();
        if (m_at >= m_text.size() || m_text[m_at] != sign)
            return false;
        ++m_at;
        return true;
    }
    void need(char sign)
    {
        if (!takeSign(sign))
            fail(fmt::format("'{}' expected at position {}", sign, m_at));
    }
    static bool isNameSign(char c)
    {
        return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_' || c == '/' || c == '.'
               || c == '@' || c == '$' || c == '-' || c == ':' || c == '+';
    }
    std::string_view peekWord()
    {
        skip();
        std::size_t end = m_at;
        while (end < m_text.size() && isNameSign(m_text[end]))
            ++end;
        return m_text.substr(m_at, end - m_at);
    }
    bool takeWord(std::string_view word)
    {
        if (peekWord() != word)
            return false;
        m_at += word.size();
        return true;
    }
    std::string text()
    {
        need('\'');
        std::string result;
        while (m_at < m_text.size()) {
            if (m_text[m_at] == '\'') {
                ++m_at;
                if (m_at >= m_text.size() || m_text[m_at] != '\'')
                    return result;
            }
            result += m_text[m_at++];
        }
        fail("a text has no end");
    }
    Value literal();
    Node disjunction();
    Node conjunction();
    Node negation();
    Node primary();
    Node membership();
    Node lambda(std::string path, FilterNode::Kind kind);
    Node comparison();
    Node joined(FilterNode::Kind kind, std::vector<Node> parts) const;

    std::string_view m_text;
    std::size_t m_at = 0;
    int m_depth = 0;
};

Value FilterParser::literal()
{
    skip();
    if (m_at < m_text.size() && m_text[m_at] == '\'')
        return text();
    const std::string_view word = peekWord();
    m_at += word.size();
    if (word == "null")
        return {};
    if (word == "true" || word == "false")
        return word == "true";
    double number = 0;
    const auto [end, error] = std::from_chars(word.data(), word.data() + word.size(), number);
    if (error == std::errc() && end == word.data() + word.size())
        return number;
    if (!word.empty() && std::isdigit(static_cast<unsigned char>(word.front())) != 0)
        return word; // a time compares as its text
    fail(fmt::format("a literal is expected at position {}", m_at - word.size()));
}

Node FilterParser::joined(FilterNode::Kind kind, std::vector<Node> parts) const
{
    if (parts.size() == 1)
        return parts.front();
    FilterNode node;
    node.kind = kind;
    node.children = std::move(parts);
    return std::make_shared<const FilterNode>(std::move(node));
}

Node FilterParser::disjunction()
{
    if (++m_depth > kDeepestFilter)
        fail("it nests too deep");
    std::vector<Node> parts{conjunction()};
    while (takeWord("or"))
        parts.push_back(conjunction());
    --m_depth;
    return joined(FilterNode::Kind::Or, std::move(parts));
}

Node FilterParser::conjunction()
{
    std::vector<Node> parts{negation()};
    while (takeWord("and"))
        parts.push_back(negation());
    return joined(FilterNode::Kind::And, std::move(parts));
}

Node FilterParser::negation()
{
    bool isNegated = false;
    while (takeWord("not"))
        isNegated = !isNegated;
    Node inner = primary();
    if (!isNegated)
        return inner;
    FilterNode node;
    node.kind = FilterNode::Kind::Not;
    node.children.push_back(std::move(inner));
    return std::make_shared<const FilterNode>(std::move(node));
}

Node FilterParser::primary()
{
    if (takeSign('(')) {
        Node inner = disjunction();
        need(')');
        return inner;
    }
    if (takeWord("search.in"))
        return membership();
    return comparison();
}

Node FilterParser::membership()
{
    FilterNode node;
    node.kind = FilterNode::Kind::In;
    need('(');
    node.path = peekWord();
    m_at += node.path.size();
    need(',');
    const std::string values = text();
    std::string separators = " ,";
    if (takeSign(','))
        separators = text();
    need(')');
    std::string choice;
    for (const char c : values + separators.substr(0, 1)) {
        if (separators.find(c) == std::string::npos) {
            choice += c;
        } else if (!choice.empty()) {
            node.choices.push_back(std::move(choice));
            choice.clear();
        }
    }
    return std::make_shared<const FilterNode>(std::move(node));
}

Node FilterParser::lambda(std::string path, FilterNode::Kind kind)
{
    FilterNode node;
    node.kind = kind;
    node.path = std::move(path);
    need('(');
    if (takeSign(')'))
        return std::make_shared<const FilterNode>(std::move(node));
    std::string_view variable = peekWord();
    m_at += variable.size();
    if (!variable.ends_with(':'))
        need(':');
    else
        variable.remove_suffix(1);
    node.variable = variable;
    node.children.push_back(disjunction());
    need(')');
    return std::make_shared<const FilterNode>(std::move(node));
}

Node FilterParser::comparison()
{
    static constexpr std::array<std::string_view, 6> kOperations{"eq", "ne", "gt", "ge", "lt", "le"};
    FilterNode node;
    node.path = peekWord();
    if (node.path.empty())
        fail(fmt::format("a field is expected at position {}", m_at));
    m_at += node.path.size();
    for (const auto &[ending, kind] : {std::pair{std::string_view("/any"), FilterNode::Kind::Any},
                                       std::pair{std::string_view("/all"), FilterNode::Kind::All}}) {
        if (node.path.ends_with(ending))
            return lambda(node.path.substr(0, node.path.size() - ending.size()), kind);
    }
    const std::string_view word = peekWord();
    if (std::ranges::find(kOperations, word) == kOperations.end()) {
        node.kind = FilterNode::Kind::Field;
        return std::make_shared<const FilterNode>(std::move(node));
    }
    node.operation = word;
    m_at += word.size();
    node.literal = literal();
    return std::make_shared<const FilterNode>(std::move(node));
}

Value valueAt(const std::string &path, const Scope &scope)
{
    std::string_view rest = path;
    const std::string_view first = rest.substr(0, rest.find('/'));
    const auto variable = scope.find(first);
    const Value *value = nullptr;
    if (variable != scope.end()) {
        value = &variable->second;
        rest.remove_prefix(std::min(rest.size(), first.size() + 1));
    } else {
        value = &scope.at("");
    }
    while (value && !rest.empty()) {
        const std::string_view name = rest.substr(0, rest.find('/'));
        value = value->find(name);
        rest.remove_prefix(std::min(rest.size(), name.size() + 1));
    }
    return value ? *value : Value();
}

std::optional<double> numberIn(const Value &value)
{
    if (value.isInt())
        return static_cast<double>(value.asInt());
    if (value.isDouble())
        return value.asDouble();
    return std::nullopt;
}

/// -1, 0, 1; nothing for what can't be compared.
std::optional<int> order(const Value &a, const Value &b)
{
    const std::optional<double> left = numberIn(a);
    const std::optional<double> right = numberIn(b);
    if (left && right)
        return *left < *right ? -1 : static_cast<int>(*left > *right);
    if (a.isString() && b.isString())
        return a.asString() < b.asString() ? -1 : static_cast<int>(a.asString() > b.asString());
    if (a.isBool() && b.isBool())
        return static_cast<int>(a.asBool()) - static_cast<int>(b.asBool());
    if (a.isNull() && b.isNull())
        return 0;
    return std::nullopt;
}

bool compares(const FilterNode &node, const Scope &scope)
{
    const std::optional<int> ordered = order(valueAt(node.path, scope), node.literal);
    const std::string &operation = node.operation;
    if (operation == "eq")
        return ordered == 0;
    if (operation == "ne")
        return ordered != 0;
    if (!ordered || node.literal.isNull())
        return false;
    if (operation == "gt")
        return *ordered > 0;
    if (operation == "ge")
        return *ordered >= 0;
    return operation == "lt" ? *ordered < 0 : *ordered <= 0;
}

bool holds(const FilterNode &node, Scope &scope);

bool holdsForItems(const FilterNode &node, Scope &scope)
{
    const Value collection = valueAt(node.path, scope);
    const bool isAll = node.kind == FilterNode::Kind::All;
    if (!collection.isList())
        return isAll;
    if (node.children.empty())
        return !collection.asList().empty();
    const auto fits = [&](const Value &item) {
        scope.insert_or_assign(node.variable, item);
        const bool result = holds(*node.children.front(), scope);
        scope.erase(node.variable);
        return result;
    };
    return isAll ? std::ranges::all_of(collection.asList(), fits)
                 : std::ranges::any_of(collection.asList(), fits);
}

bool holds(const FilterNode &node, Scope &scope)
{
    const auto inner = [&](const Node &child) { return holds(*child, scope); };
    switch (node.kind) {
    case FilterNode::Kind::And:
        return std::ranges::all_of(node.children, inner);
    case FilterNode::Kind::Or:
        return std::ranges::any_of(node.children, inner);
    case FilterNode::Kind::Not:
        return !inner(node.children.front());
    case FilterNode::Kind::Any:
    case FilterNode::Kind::All:
        return holdsForItems(node, scope);
    case FilterNode::Kind::In: {
        const Value value = valueAt(node.path, scope);
        return value.isString()
               && std::ranges::find(node.choices, value.asString()) != node.choices.end();
    }
    case FilterNode::Kind::Field: {
        const Value value = valueAt(node.path, scope);
        return value.isBool() && value.asBool();
    }
    case FilterNode::Kind::Compare:
        break;
    }
    return compares(node, scope);
}

} // namespace

ODataFilter ODataFilter::parse(std::string_view text)
{
    ODataFilter filter;
    if (text.find_first_not_of(" \t\r\n") != std::string_view::npos)
        filter.m_root = FilterParser(text).parse();
    return filter;
}

bool ODataFilter::matches(const Value &document) const
{
    if (!m_root)
        return true;
    Scope scope;
    scope.emplace("", document);
    return holds(*m_root, scope);
}

} // namespace postern::cloud
