// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/flow/diagnostic.h"
#include "engine/flow/flow.h"
#include "engine/yaml/document.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace postern::flow {

/// The text of a scalar, as Python's str() of its value; empty for null and for no scalar.
std::string textOf(const yaml::Node *node);
/// Python's truth value of a node; false for none.
bool truthOf(const yaml::Node *node);
TextSpan textSpan(const yaml::Span &span);

/// Reading a YAML tree whose faults are collected with their places.
class TreeReader
{
public:
    using Keys = std::vector<std::string_view>;

    TreeReader(const yaml::Document &document, std::string file);

protected:
    Place place(std::size_t offset) const;

    Diagnostic &report(
        Severity severity, std::string code, Message message, Message hint, const yaml::Span &span);
    /// An error that keeps prompt flow from loading the flow, with the exception that it raises.
    Diagnostic &error(std::string code,
                      Message message,
                      Message hint,
                      const yaml::Span &span,
                      std::string pythonClass,
                      std::string pythonMessage);
    void warnUnknown(const yaml::Node &mapping, const Keys &known, const Message &where);
    /// Adds the hint and the fix that replace a span by `name`; `otherwise` when it is empty.
    static void suggest(Diagnostic &diagnostic,
                        const std::string &name,
                        const yaml::Span &span,
                        Message otherwise);

    /// The text of a key; warns of what is neither text nor null and so is ignored.
    std::string text(const yaml::Node &mapping, const char *key, const Message &where);
    /// The mapping below a key; reports what is neither mapping nor null.
    const yaml::Node *mapping(const yaml::Node *node, const Message &what);
    Binding binding(const yaml::Node &node);

    const yaml::Document &m_document;
    const std::string m_file;
    std::vector<Diagnostic> m_diagnostics;
    std::optional<Diagnostic> m_loadError;
    std::string m_node; ///< the one being read
};

} // namespace postern::flow
