// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/base/pyrepr.h"
#include "engine/pyobject/pyliteral.h"

#include <gtest/gtest.h>

#include <string>

namespace postern::pyobject {
namespace {

/// The literal's repr, "-" when it is none.
std::string read(std::string_view text)
{
    const auto value = parsePythonLiteral(text);
    return value ? py::repr(*value) : "-";
}

TEST(PyLiteral, ReadsWhatPythonReads)
{
    EXPECT_EQ(read("[1, -2, +3, 0x1F, 1_000, 1.5, 1e3, -.5, 0]"),
              "[1, -2, 3, 31, 1000, 1.5, 1000.0, -0.5, 0]");
    EXPECT_EQ(read("[True, False, None,]"), "[True, False, None]");
    EXPECT_EQ(read("{'a': [], \"b\": (1,), 3: ('x')}"), "{'a': [], 'b': (1,), 3: 'x'}");
    EXPECT_EQ(read("['it''s', \"\\n\\x41\\u00e9\\U0001F600\\101\", r'\\n', '''a\nb''']"),
              "['its', '\\nA\u00e9\U0001F600A', '\\\\n', 'a\\nb']");
    EXPECT_EQ(read("[1, # one\n 2]"), "[1, 2]");
    EXPECT_EQ(read("123456789012345678901234567890"), "123456789012345678901234567890");
}

TEST(PyLiteral, RefusesEverythingElse)
{
    for (const std::string_view text :
         {"",       "[",     "[1 2]",          "[,]",     "{1}",         "{'a' 1}", "{[]: 1}",
          "call()", "[x]",   "'open",          "'a\nb'",  "01",          "0x",      "0xG",
          "1__0x",  "True1", "[1] 2",          "'\\xZZ'", "'\\N{DASH}'", "b'x'",    "1e",
          "-",      "--1",   "{'a': 1 'b': 2}"})
        EXPECT_EQ(read(text), "-") << text;
}

TEST(PyLiteral, StopsAtDeepNesting)
{
    EXPECT_EQ(read(std::string(50, '[') + std::string(50, ']')).size(), 100U);
    EXPECT_EQ(read(std::string(100'000, '[')), "-");
}

} // namespace
} // namespace postern::pyobject
