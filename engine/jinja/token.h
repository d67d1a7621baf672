// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/jinja/values.h"
#include "engine/pyobject/object.h"

#include <cstdint>
#include <string>
#include <string_view>

namespace postern::jinja {

enum class TokenType : std::uint8_t {
    // The operators, in the order of kOperators in lexer.cpp.
    Add,
    Sub,
    Div,
    FloorDiv,
    Mul,
    Mod,
    Pow,
    Tilde,
    LBracket,
    RBracket,
    LParen,
    RParen,
    LBrace,
    RBrace,
    Eq,
    Ne,
    Gt,
    GtEq,
    Lt,
    LtEq,
    Assign,
    Dot,
    Colon,
    Pipe,
    Comma,
    Semicolon,
    Name,
    String,
    Integer,
    Float,
    Data,
    BlockBegin,
    BlockEnd,
    VariableBegin,
    VariableEnd,
    Eof
};

struct Token
{
    TokenType type = TokenType::Eof;
    int line = 1;
    std::string_view text; ///< of a name or of data
    Object value;          ///< of a string or a number
};

/// How an error message calls a type of token.
std::string_view describe(TokenType type);

} // namespace postern::jinja
