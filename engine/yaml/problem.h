// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/base/message.h"
#include "engine/yaml/node.h"

#include <string>
#include <string_view>

namespace postern::yaml {

/// Something wrong in a YAML text.
struct Problem
{
    std::string code; ///< stable, kebab-case: "yaml-syntax", "duplicate-key"
    Message message;  ///< one sentence
    Message hint;     ///< what to do; may be empty
    Span span;
    std::string pythonClass;   ///< the exception that ruamel.yaml raises: "ParserError"
    std::string pythonMessage; ///< its text, where it is known; else empty
};

/// A problem from yaml-cpp's own words for a syntax error, said in plainer ones.
Problem syntaxProblem(std::string_view parserMessage, Span span);

/// The first byte that YAML doesn't allow (invalid UTF-8, a control character), or npos.
std::size_t findForbidden(std::string_view text);

} // namespace postern::yaml
