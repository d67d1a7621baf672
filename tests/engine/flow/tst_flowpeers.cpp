// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/base/error.h"
#include "engine/base/json.h"
#include "engine/base/pyrepr.h"
#include "engine/flow/flow.h"
#include "engine/flow/nearest.h"
#include "engine/flow/promptyoutline.h"
#include "engine/pyobject/pythonnumber.h"
#include "tests/support/failure.h"
#include "tests/support/pythonanswers.h"

#include <gtest/gtest.h>

using namespace postern;
using namespace postern::flow;
using test::askPython;
using test::expectSame;

namespace {

/// Texts of up to `longest` pieces.
std::vector<std::string> mixed(const std::vector<std::string> &pieces,
                               std::size_t longest,
                               std::size_t count)
{
    return test::piecedTogether(pieces, 0, longest, count, 23);
}

/// The number's repr, or Python's exception with its sentence.
std::string numberOf(Value (*convert)(const Value &), const Value &value)
{
    try {
        return py::repr(convert(value));
    } catch (const Error &error) {
        return error.promptflow()->codes.back() + ": " + error.promptflow()->message;
    }
}

const std::vector<std::string> kNumberPieces{"0",  "1",      "7",   "9",        "_",      ".",
                                             "e",  "E",      "-",   "+",        " ",      "\t",
                                             "\n", "inf",    "nan", "Infinity", "\u0663", "\uff15",
                                             "x",  "\u00a0", "'",   "\x1c"};

TEST(PythonNumberPeer, aTextIsTheIntThatPythonReads)
{
    expectSame("def answer(t): return repr(int(t))",
               mixed(kNumberPieces, 5, 2'500),
               [](const std::string &text) { return numberOf(pyobject::pythonInt, text); });
}

TEST(PythonNumberPeer, aTextIsTheFloatThatPythonReads)
{
    expectSame("def answer(t): return repr(float(t))",
               mixed(kNumberPieces, 5, 2'500),
               [](const std::string &text) { return numberOf(pyobject::pythonFloat, text); });
}

TEST(PythonNumberPeer, otherValuesAreConvertedOrRefusedAsPythonDoes)
{
    const std::vector<std::string> values{"null",
                                          "true",
                                          "false",
                                          "0",
                                          "-3",
                                          "2.5",
                                          "-2.5",
                                          "1e300",
                                          "-0.0",
                                          "NaN",
                                          "Infinity",
                                          "-Infinity",
                                          "[]",
                                          "[1]",
                                          "{}",
                                          "123456789012345678901234567890",
                                          "1e22",
                                          "9007199254740993"};
    expectSame("import json\ndef answer(t): return repr(int(json.loads(t)))",
               values,
               [](const std::string &text) {
                   return numberOf(pyobject::pythonInt, json::parse(text));
               });
    expectSame("import json\ndef answer(t): return repr(float(json.loads(t)))",
               values,
               [](const std::string &text) {
                   return numberOf(pyobject::pythonFloat, json::parse(text));
               });
}

TEST(PropertyPeer, stepsAreWherePromptFlowsExpressionFindsThem)
{
    // promptflow.executor._input_assignment_parser: property_pattern, the first part of each match
    expectSame("import re\n"
               "PATTERN = r\"(\\w+)|(\\['.*?'\\])|(\\[\\d+\\])\"\n"
               "def answer(t):\n"
               "    steps = []\n"
               "    for match in re.findall(PATTERN, t):\n"
               "        part = [p for p in match if p][0]\n"
               "        if part.startswith('['):\n"
               "            index = part[1:-1]\n"
               "            steps.append(f'[{index[1:-1]}]' if index.startswith(\"'\") else "
               "f'[{int(index)}]')\n"
               "        else: steps.append(part)\n"
               "    return '/'.join(steps)",
               mixed({"a",
                      "b2",
                      "_",
                      ".",
                      "[",
                      "]",
                      "'",
                      "['k']",
                      "['a b']",
                      "[0]",
                      "[12]",
                      " ",
                      "\"",
                      "\uac00",
                      "\u00e9",
                      "-",
                      "\n",
                      "\u2160",
                      "\u0301"},
                     7,
                     3'000),
               [](const std::string &text) {
                   std::string steps;
                   for (const PropertyStep &step : parseProperty(text)) {
                       const auto *name = std::get_if<std::string>(&step.key);
                       const std::string key = name ? *name
                                                    : std::to_string(
                                                          std::get<std::int64_t>(step.key));
                       steps += (steps.empty() ? "" : "/")
                                + (step.subscript ? '[' + key + ']' : key);
                   }
                   return steps;
               });
}

TEST(PromptyOutlinePeer, thePartsAreThoseOfPromptFlowsExpression)
{
    // promptflow.core._prompty_utils: convert_prompty_to_dict reads the file as text, then searches.
    expectSame("import io, re\n"
               "def answer(t):\n"
               "    text = io.TextIOWrapper(io.BytesIO(t.encode())).read()\n"
               "    found = re.search(r'-{3,}\\n(.*)-{3,}\\n(.*)', text, re.DOTALL)\n"
               "    if not found: return 'none'\n"
               "    return found[1].rstrip('-').strip(' \\n\\r') + '|' + found[2]",
               mixed({"---\n",
                      "---\r\n",
                      "----\n",
                      "---",
                      "--",
                      "-\n",
                      "a: 1\n",
                      "b: 2\r\n",
                      "\n",
                      " ",
                      "system:\n",
                      "text",
                      "\r"},
                     8,
                     3'000),
               [](const std::string &text) {
                   const PromptyOutline outline = outlineOf(text, "a.prompty");
                   if (outline.problem)
                       return std::string("none");
                   // Blanks stand for what is before the settings; lines end as in the file.
                   std::string settings;
                   for (std::size_t i = 0; i < outline.settings.size(); ++i) {
                       const char c = outline.settings[i];
                       const bool isPair = c == '\r'
                                           && outline.settings.substr(i + 1).starts_with('\n');
                       if (!isPair)
                           settings += c;
                   }
                   constexpr auto kSpace = " \n\r";
                   settings.erase(0, std::min(settings.find_first_not_of(kSpace), settings.size()));
                   settings.erase(settings.find_last_not_of(kSpace) + 1);
                   return settings + '|' + outline.prompt;
               });
}

TEST(PromptyOutline, keepsEveryByteOfTheSettingsWhereItIs)
{
    for (const std::string &text :
         mixed({"---\n", "----\n", "a: 1\n", "\uac00: b\n", "x"}, 8, 500)) {
        const PromptyOutline outline = outlineOf(text, "a.prompty");
        if (outline.problem)
            continue;
        ASSERT_LE(outline.settings.size(), text.size());
        for (std::size_t i = 0; i < outline.settings.size(); ++i) {
            if (outline.settings[i] != ' ')
                ASSERT_EQ(outline.settings[i], text[i]) << text;
        }
        EXPECT_TRUE(text.ends_with(outline.prompt)) << text;
    }
}

TEST(PromptyOutline, saysWhatIsWrongWithDashes)
{
    const auto problem = [](std::string_view text) {
        const auto found = outlineOf(text, "a.prompty").problem;
        return found ? toString(found->place) + " " + found->message.english() : "none";
    };
    EXPECT_EQ(problem("---\na: 1\n---\nhi"), "none");
    EXPECT_EQ(problem(""),
              "a.prompty:1:1 The prompty has no settings: it doesn't begin with a line of "
              "three dashes.");
    EXPECT_EQ(problem("\n---\na: 1\nhi"),
              "a.prompty:2:1 The prompty's settings have no end: there is no second line of three "
              "dashes.");
    EXPECT_EQ(problem("---\na: 1\n--- \nhi"),
              "a.prompty:3:1 Blanks stand after the dashes of this line, so that they neither "
              "begin nor end "
              "the settings.");
    EXPECT_EQ(problem("---\na: 1\n---"),
              "a.prompty:3:1 The dashes that should end the settings are the file's last line, "
              "with no line "
              "end after them.");
    EXPECT_EQ(problem(std::string("\xFF\xFE-\0-\0-\0\n\0", 10)),
              "a.prompty:1:1 The file is written in UTF-16.");
}

TEST(Nearest, isThatOfTheFewestChangesWithinAThirdOfTheWord)
{
    // Optimal string alignment, reckoned by the book over the whole table.
    const std::vector<std::string> words = mixed({"a", "b", "c", "A"}, 6, 60);
    std::vector<std::string> questions;
    for (const std::string &name : words) {
        for (const std::string &known : words)
            questions.push_back(name + ' ' + known);
    }
    const std::vector<std::string> distances
        = askPython("def answer(t):\n"
                    "    a, b = t.lower().split(' ')\n"
                    "    d = [[max(i, j) if min(i, j) == 0 else 0 for j in range(len(b) + 1)] for "
                    "i in range(len(a) + 1)]\n"
                    "    for i in range(1, len(a) + 1):\n"
                    "        for j in range(1, len(b) + 1):\n"
                    "            d[i][j] = min(d[i-1][j] + 1, d[i][j-1] + 1, d[i-1][j-1] + (a[i-1] "
                    "!= b[j-1]))\n"
                    "            if i > 1 and j > 1 and a[i-1] == b[j-2] and a[i-2] == b[j-1]:\n"
                    "                d[i][j] = min(d[i][j], d[i-2][j-2] + 1)\n"
                    "    return str(d[-1][-1])",
                    questions);
    std::size_t at = 0;
    for (const std::string &name : words) {
        for (const std::string &known : words) {
            const auto distance = static_cast<std::size_t>(std::stoi(distances[at]));
            const bool isNear = !name.empty() && distance < std::max(name.size(), known.size())
                                && distance <= std::max<std::size_t>(1, name.size() / 3);
            EXPECT_EQ(nearest(name, {known}), isNear ? known : "") << questions[at];
            ++at;
        }
    }
}

TEST(Nearest, isTheFirstOfThoseThatAreAsNear)
{
    EXPECT_EQ(nearest("nodes", {"node", "modes", "nodes"}), "nodes");
    EXPECT_EQ(nearest("nodse", {"inputs", "nodes", "outputs"}), "nodes");
    EXPECT_EQ(nearest("input", {"inputs", "inpu"}), "inputs");
    EXPECT_EQ(nearest("xyz", {"nodes"}), "");
    EXPECT_EQ(nearest("", {"a"}), "");
    EXPECT_EQ(nearest("x", {}), "");
    EXPECT_EQ(nearest("x", {"a"}), "") << "they have nothing in common";
    EXPECT_EQ(nearest("A", {"a"}), "a");
    EXPECT_EQ(nearest("ax", {"a"}), "a");
    EXPECT_EQ(nearest(std::string(200, 'a'), {std::string_view("a")}), "");
}

} // namespace
