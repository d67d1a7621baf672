// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/flow/treereader.h"

#include "engine/base/pyrepr.h"
#include "engine/flow/nearest.h"
#include "engine/yaml/scalar.h"

#include <algorithm>

namespace postern::flow {

std::string textOf(const yaml::Node *node)
{
    if (node == nullptr || !node->isScalar() || node->isNull())
        return {};
    const Value value = yaml::scalarValue(node->resolved());
    return value.isString() ? value.asString() : py::str(value);
}

bool truthOf(const yaml::Node *node)
{
    if (node == nullptr)
        return false;
    if (!node->isScalar())
        return !node->resolved().children.empty();
    return yaml::scalarValue(node->resolved()).truthy();
}

TextSpan textSpan(const yaml::Span &span)
{
    return {span.begin, span.end};
}

TreeReader::TreeReader(const yaml::Document &document, std::string file)
    : m_document(document)
    , m_file(std::move(file))
{}

Place TreeReader::place(std::size_t offset) const
{
    Place result = m_document.place(offset);
    result.file = m_file;
    return result;
}

Diagnostic &TreeReader::report(Severity severity,
                               std::string code,
                               std::string message,
                               std::string hint,
                               const yaml::Span &span)
{
    Diagnostic &diagnostic = m_diagnostics.emplace_back();
    diagnostic.severity = severity;
    diagnostic.code = std::move(code);
    diagnostic.message = std::move(message);
    diagnostic.hint = std::move(hint);
    diagnostic.place = place(span.begin);
    diagnostic.offset = span.begin;
    diagnostic.length = span.size();
    diagnostic.node = m_node;
    return diagnostic;
}

Diagnostic &TreeReader::error(std::string code,
                              std::string message,
                              std::string hint,
                              const yaml::Span &span,
                              std::string pythonClass,
                              std::string pythonMessage)
{
    Diagnostic &diagnostic
        = report(Severity::Error, std::move(code), std::move(message), std::move(hint), span);
    const bool isUser = pythonClass == "FlowDefinitionError" || pythonClass == "UserError";
    std::vector<std::string> codes{isUser ? "UserError" : "SystemError"};
    if (pythonClass != "UserError")
        codes.push_back(std::move(pythonClass));
    diagnostic.promptflow = PromptflowError{std::move(codes), std::move(pythonMessage)};
    if (!m_loadError)
        m_loadError = diagnostic;
    return diagnostic;
}

void TreeReader::warnUnknown(const yaml::Node &mapping, const Keys &known, const std::string &where)
{
    constexpr int kMostTold = 100;
    const std::string rest = "' is no key of " + where + "; it is ignored.";
    int told = 0;
    for (const yaml::Node::Member &member : mapping.members()) {
        const std::string &key = member.key->resolved().text;
        if (std::find(known.begin(), known.end(), key) != known.end())
            continue;
        if (++told > kMostTold) {
            report(Severity::Warning,
                   "unknown-key",
                   "There are more keys that are none of " + where + "; they are ignored.",
                   {},
                   member.key->span);
            return;
        }
        Diagnostic &diagnostic = report(Severity::Warning,
                                        "unknown-key",
                                        std::string("'").append(key).append(rest),
                                        {},
                                        member.key->span);
        suggest(diagnostic, nearest(key, known), member.key->span, "");
    }
}

void TreeReader::suggest(Diagnostic &diagnostic,
                         const std::string &name,
                         const yaml::Span &span,
                         const std::string &otherwise)
{
    diagnostic.hint = name.empty() ? otherwise : "Did you mean '" + name + "'?";
    if (!name.empty())
        diagnostic.fix = Fix{"Change to " + name, TextEdit{span.begin, span.size(), name}};
}

std::string TreeReader::text(const yaml::Node &mapping, const char *key, const std::string &where)
{
    const yaml::Node *value = mapping.find(key);
    if (value != nullptr && !value->isScalar())
        report(Severity::Warning,
               "wrong-kind",
               std::string("'") + key + "' of " + where + " is a "
                   + (value->isSequence() ? "list" : "mapping")
                   + " where a text is wanted; it is ignored.",
               "Write the text right behind the colon.",
               value->span);
    return textOf(value);
}

const yaml::Node *TreeReader::mapping(const yaml::Node *node, const std::string &what)
{
    if (node == nullptr || node->isNull())
        return nullptr;
    if (node->isMapping())
        return node;
    const std::string type = node->isSequence() ? "list" : "str";
    error("not-a-mapping",
          what + " must be a mapping.",
          "Write one 'name: value' a line below it.",
          node->span,
          "AttributeError",
          "'" + type + "' object has no attribute 'items'");
    return nullptr;
}

Binding TreeReader::binding(const yaml::Node &node)
{
    Binding result = parseBinding(yaml::toValue(node));
    if (result.kind == Binding::Kind::Literal)
        result.literalClasses = yaml::scalarClasses(node);
    result.span = textSpan(node.span);
    result.place = place(node.span.begin);
    return result;
}

} // namespace postern::flow
