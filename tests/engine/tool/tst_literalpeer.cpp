// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/base/pyrepr.h"
#include "engine/pyobject/pyliteral.h"
#include "engine/pyobject/text.h"
#include "engine/tool/roleheader.h"
#include "tests/support/anyvalue.h"
#include "tests/support/pythonanswers.h"

#include <gtest/gtest.h>

using namespace postern;
using namespace postern::tool;
using namespace postern::test;

namespace {

// What JSON can't hold and depths over a hundred are "-" there as here.
constexpr auto kLiteral = R"(
import ast, warnings
warnings.simplefilter("ignore")
def holds(v, depth):
    if depth > 100: return False
    if v is None or isinstance(v, (bool, int, float, str)): return True
    if isinstance(v, (list, tuple)): return all(holds(x, depth + 1) for x in v)
    if isinstance(v, dict): return all(holds(x, depth + 1) for p in v.items() for x in p)
    return False
def answer(t):
    try: value = ast.literal_eval(t)
    except Exception: return "-"
    return repr(value) if holds(value, 0) else "-"
)";

void expectLiterals(const std::vector<std::string> &texts)
{
    const std::vector<std::string> theirs = askPython(kLiteral, texts);
    for (std::size_t i = 0; i < texts.size(); ++i) {
        const auto value = pyobject::parsePythonLiteral(texts[i]);
        EXPECT_EQ(value ? py::repr(*value) : "-", theirs[i]) << texts[i];
    }
}

/// Texts of up to `longest` pieces.
std::vector<std::string> mixed(const std::vector<std::string> &pieces,
                               std::size_t longest,
                               std::size_t count)
{
    return test::piecedTogether(pieces, 1, longest, count, 7);
}

TEST(LiteralPeer, readsBackWhateverPythonShows)
{
    std::vector<std::string> texts;
    for (const Value &value : samplesOf(anyJson(), 500)) {
        // inf has no literal
        if (const std::string text = py::repr(value); text.find("inf") == std::string::npos)
            texts.push_back(text);
    }
    expectLiterals(texts);
    for (const std::string &text : texts) {
        const auto value = pyobject::parsePythonLiteral(text);
        ASSERT_TRUE(value) << text;
        EXPECT_EQ(py::repr(*value), text);
    }
}

TEST(LiteralPeer, readsNumbersAsPythonDoes)
{
    expectLiterals(
        mixed({"0", "1", "7", "9", "_", ".", "e", "E", "-", "+", "0x", "0b", "0o", "a", "00"},
              5,
              3'000));
}

TEST(LiteralPeer, readsStringsAsPythonDoes)
{
    expectLiterals(mixed(
        {"'", "'", "\"", "\"", "\\", "n", "x41", "u0041", "101", "r", "u", " ", "\n", "\uac00", "'''"},
        7,
        3'000));
}

TEST(LiteralPeer, readsContainersAsPythonDoes)
{
    expectLiterals(mixed(
        {"[", "]", "(", ")", "{", "}", ",", ",", ":", "1", "'a'", "None", " ", "\n", "True", "#c\n"},
        8,
        4'000));
}

TEST(LiteralPeer, readsTheFormsThatChanceSeldomMakes)
{
    expectLiterals({"(1)",
                    "((1,),)",
                    "()",
                    "(,)",
                    "[1,,2]",
                    "{'a': 1,}",
                    "{,}",
                    "{1: 2, 1.0: 3}",
                    "{(1, 2): 3}",
                    "{[]: 1}",
                    "{(1, []): 1}",
                    "{None: 1, True: 2}",
                    "'a' 'b'",
                    "('a'\n'b')",
                    "'a'\n'b'",
                    "u'x'",
                    "ur'x'",
                    "R'\\'",
                    "r'\\''",
                    "b'x'",
                    "f'x'",
                    "{1}",
                    "set()",
                    "1j",
                    "1 + 2j",
                    "- 1",
                    "+ 1",
                    "-+1",
                    "--1",
                    "-True",
                    "+None",
                    "-'a'",
                    "\f1",
                    " 1",
                    "\t1",
                    "\n1",
                    "1 ",
                    "1\n",
                    "1;",
                    "1,",
                    "1, 2",
                    "...",
                    "NaN",
                    "1e400",
                    "-1e400",
                    "1e-400",
                    "'\\x4'",
                    "'\\u123'",
                    "'\\U00110000'",
                    "'\\777'",
                    "'\\8'",
                    "'\\q'",
                    "'\\\nb'",
                    "'''a\n'b'''",
                    "\"\"\"a\"\"b\"\"\"",
                    "'\t'",
                    "'\\",
                    "1__0",
                    "1_",
                    "_1",
                    "0_0",
                    "0x_f",
                    "0x",
                    "0b2",
                    "0o8",
                    "09",
                    "0.e1",
                    ".e1",
                    "1.e+",
                    "1.5.2",
                    "True1",
                    "Truex",
                    "true",
                    "\uff11",
                    "\u00e9",
                    "'\u2028'",
                    "0xffffffffffffffffffff",
                    "-0x10",
                    "0B11",
                    "0O17",
                    "[1] [2]",
                    "{'a': {'b': [1, (2, {'c': None})]}}",
                    "{'a' 'b': 1}",
                    "{'a': 1 'b': 2}",
                    "[\n1,\n\n2 ]\n\n"});
}

TEST(LiteralPeer, readsLineEndsOfWindows)
{
    expectLiterals({"[1,\r\n2]", "'''a\r\nb'''", "'a\\\r\nb'", "1\r\n", "'a\r\nb'"});
}

TEST(PyTextPeer, callsTheCharactersSpacesThatPythonCallsSo)
{
    const std::vector<std::string> spaces
        = askPython("import sys\n"
                    "def answer(t): return ','.join(str(c) for c in range(sys.maxunicode + 1) if "
                    "chr(c).isspace())",
                    {""});
    std::string ours;
    for (char32_t c = 0; c <= 0x10FFFF; ++c) {
        if (pyobject::isSpace(c))
            ours += (ours.empty() ? "" : ",") + std::to_string(std::uint32_t{c});
    }
    EXPECT_EQ(ours, spaces.front());
}

TEST(PyTextPeer, stripsAndLowersAsPythonDoes)
{
    const std::vector<std::string> texts
        = mixed({" ", "\n", "\t", "\x1c", "\u00a0", "\u3000", "\u200b", "a", "B", "\u00c9", "\uac00"},
                8,
                500);
    const std::vector<std::string> theirs = askPython("def answer(t): return t.strip()", texts);
    for (std::size_t i = 0; i < texts.size(); ++i)
        EXPECT_EQ(pyobject::strip(texts[i]), theirs[i]) << texts[i];
    EXPECT_EQ(pyobject::asciiLower("AZ\u00c9\uac00az@[`{"), "az\u00c9\uac00az@[`{");
}

TEST(PyTextPeer, replacesAsPythonDoes)
{
    EXPECT_EQ(pyobject::replaceAll("aaa", "aa", "b"), "ba");
    EXPECT_EQ(pyobject::replaceAll("aXbX", "X", "XX"),
              "aXXbXX"); // what was put in isn't looked at again
    EXPECT_EQ(pyobject::replaceAll("", "x", "y"), "");
    EXPECT_EQ(pyobject::replaceAll("abc", "abc", ""), "");
}

TEST(RoleHeaderPeer, areWherePromptFlowsExpressionFindsThem)
{
    const std::vector<std::string> texts = mixed({"system",   "User",        "ASSISTANT", "tool",
                                                  "function", "\u017fystem", "a\u0131",   ":",
                                                  ":",        "#",           "##",        "\n",
                                                  "\n",       "\n",          " ",         "\t",
                                                  "\r\n",     "\u00a0",      "hello",     "\x0b"},
                                                 12,
                                                 4'000);
    // promptflow.tools.common: separator of parse_chat
    const std::vector<std::string> theirs = askPython(
        "import re\n"
        "ROLE = re.compile(r'(?im)^\\s*#?\\s*(system|user|assistant|function|tool)\\s*:\\s*\\n')\n"
        "def answer(t):\n"
        "    n = lambda i: len(t[:i].encode())\n"
        "    return ' '.join(f'{n(m.start())}-{n(m.start(1))}-{n(m.end(1))}-{n(m.end())}'"
        " for m in ROLE.finditer(t))",
        texts);
    for (std::size_t i = 0; i < texts.size(); ++i) {
        std::string ours;
        for (const RoleHeader &header : findRoleHeaders(texts[i])) {
            ours += (ours.empty() ? "" : " ") + std::to_string(header.begin) + '-'
                    + std::to_string(header.roleBegin) + '-' + std::to_string(header.roleEnd) + '-'
                    + std::to_string(header.end);
        }
        EXPECT_EQ(ours, theirs[i]) << py::reprString(texts[i]);
    }
}

} // namespace
