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

Diagnostic &TreeReader::report(
    Severity severity, std::string code, Message message, Message hint, const yaml::Span &span)
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
                              Message message,
                              Message hint,
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

void TreeReader::warnUnknown(const yaml::Node &mapping, const Keys &known, const Message &where)
{
    constexpr int kMostTold = 100;
    int told = 0;
    for (const yaml::Node::Member &member : mapping.members()) {
        const std::string &key = member.key->resolved().text;
        if (std::find(known.begin(), known.end(), key) != known.end())
            continue;
        if (++told > kMostTold) {
            report(Severity::Warning,
                   "unknown-key",
                   tr("There are more keys that are none of %1; they are ignored.", where),
                   {},
                   member.key->span);
            return;
        }
        Diagnostic &diagnostic = report(Severity::Warning,
                                        "unknown-key",
                                        tr("'%1' is no key of %2; it is ignored.", key, where),
                                        {},
                                        member.key->span);
        suggest(diagnostic, nearest(key, known), member.key->span, {});
    }
}

void TreeReader::suggest(Diagnostic &diagnostic,
                         const std::string &name,
                         const yaml::Span &span,
                         Message otherwise)
{
    diagnostic.hint = name.empty() ? std::move(otherwise) : tr("Did you mean '%1'?", name);
    if (!name.empty())
        diagnostic.fix = Fix{tr("Change to %1", name), TextEdit{span.begin, span.size(), name}};
}

std::string TreeReader::text(const yaml::Node &mapping, const char *key, const Message &where)
{
    const yaml::Node *value = mapping.find(key);
    if (value != nullptr && !value->isScalar())
        report(Severity::Warning,
               "wrong-kind",
               value->isSequence()
                   ? tr("'%1' of %2 is a list where a text is wanted; it is ignored.", key, where)
                   : tr("'%1' of %2 is a mapping where a text is wanted; it is ignored.",
                        key,
                        where),
               tr("Write the text right after the colon."),
               value->span);
    return textOf(value);
}

const yaml::Node *TreeReader::mapping(const yaml::Node *node, const Message &what)
{
    if (node == nullptr || node->isNull())
        return nullptr;
    if (node->isMapping())
        return node;
    const std::string type = node->isSequence() ? "list" : "str";
    error("not-a-mapping",
          tr("%1 must be a mapping.", what),
          tr("Write one 'name: value' a line below it."),
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
