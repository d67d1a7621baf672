// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/base/error.h"
#include "engine/jinja/template.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace postern::jinja {

/// An expression with what Jinja2 3.1.6 on CPython 3.11 makes of it.
struct Expression
{
    const char *source;
    const char *type; ///< of the exception; empty: it renders
    const char *text; ///< what it says or renders
};

inline void expectAsJinja2(const std::vector<Expression> &expressions)
{
    for (const auto &[source, type, text] : expressions) {
        std::string foundType;
        std::string foundText;
        try {
            foundText = Template::compile("{{ " + std::string(source) + " }}").render({});
        } catch (const Error &error) {
            ASSERT_TRUE(error.promptflow()) << source << ": " << error.message();
            foundType = error.promptflow()->codes.back();
            foundText = error.promptflow()->message;
        }
        EXPECT_EQ(foundType, type) << source << ": " << foundText;
        EXPECT_EQ(foundText, text) << source;
    }
}

} // namespace postern::jinja
