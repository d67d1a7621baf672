// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/base/value.h"
#include "engine/jinja/expression.h"

#include <string>
#include <string_view>
#include <vector>

namespace postern::debug {

/// An expression of a condition or a watch, Jinja's, with or without {{ }} around it: sandboxed, and
/// bounded in what it may take.
class Watch
{
public:
    /// Throws Error InvalidInput for what is no expression.
    explicit Watch(std::string_view text);

    /// Throws Error InvalidInput, LimitExceeded.
    Value evaluate(const Dict &scope) const;
    /// The names that it takes from its scope.
    std::vector<std::string> names() const { return m_expression.undeclaredVariables(); }
    /// The nodes that it names.
    std::vector<std::string> nodes() const { return m_expression.membersOf("nodes"); }

private:
    jinja::Expression m_expression;
};

/// What a logpoint says: its text with {{ expressions }} filled in. Throws as Watch.
std::string logText(const std::string &text, const Dict &scope);
/// Throws Error InvalidInput for what is no template.
void checkLogText(const std::string &text);

} // namespace postern::debug
