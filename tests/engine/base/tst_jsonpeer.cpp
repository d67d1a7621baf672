// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/base/json.h"
#include "engine/base/pyrepr.h"
#include "tests/support/anyvalue.h"
#include "tests/support/failure.h"
#include "tests/support/pythonpeer.h"

#include <gtest/gtest.h>

#include <bit>
#include <cmath>
#include <functional>
#include <random>

using namespace postern;
using namespace postern::test;

namespace {

/// Trees as JSON text, which the tests of the reader have shown to be read as Python reads it.
std::vector<std::string> jsonTexts(std::size_t count)
{
    std::vector<std::string> texts;
    for (const Value &value : samplesOf(anyJson(), count))
        texts.push_back(json::write(value));
    return texts;
}

/// An empty answer is none.
void expectSame(const std::string &python,
                const std::vector<std::string> &texts,
                const std::function<std::string(const std::string &)> &ours)
{
    const std::vector<std::string> theirs = askPython(python, texts);
    for (std::size_t i = 0; i < texts.size(); ++i)
        ASSERT_EQ(theirs[i].empty() ? "" : ours(texts[i]), theirs[i]) << texts[i];
}

TEST(JsonPeer, writesAsPythonWrites)
{
    expectSame("import json\ndef answer(t): return json.dumps(json.loads(t))",
               jsonTexts(600),
               [](const std::string &text) { return json::write(json::parse(text)); });
}

TEST(JsonPeer, writesUnescapedAsPythonWrites)
{
    json::WriteOptions options;
    options.ensureAscii = false;
    options.compact = true;
    expectSame("import json\n"
               "def answer(t): return json.dumps(json.loads(t), ensure_ascii=False,"
               " separators=(',', ':'))",
               jsonTexts(300),
               [&](const std::string &text) { return json::write(json::parse(text), options); });
}

TEST(JsonPeer, indentsAndSortsAsPythonDoes)
{
    json::WriteOptions options;
    options.indent = 3;
    options.sortKeys = true;
    expectSame("import json\n"
               "def answer(t): return json.dumps(json.loads(t), indent=3, sort_keys=True)",
               jsonTexts(300),
               [&](const std::string &text) { return json::write(json::parse(text), options); });
}

TEST(JsonPeer, showsAsPythonsRepr)
{
    expectSame("import json\ndef answer(t): return repr(json.loads(t))",
               jsonTexts(600),
               [](const std::string &text) { return py::repr(json::parse(text)); });
}

/// JSON that was right until one character of it was changed, taken out or doubled.
std::vector<std::string> brokenTexts(std::size_t count)
{
    std::mt19937 random(11);
    const auto below = [&random](std::size_t limit) { return random() % limit; };
    const std::string strange = "{}[],:\"\\0-.eu x\n";
    std::vector<std::string> texts;
    for (std::string text : jsonTexts(count)) {
        const std::size_t at = below(text.size());
        switch (below(4)) {
        case 0:
            text.erase(at, 1);
            break;
        case 1:
            text.insert(at, 1, strange[below(strange.size())]);
            break;
        case 2:
            text[at] = strange[below(strange.size())];
            break;
        default:
            text.resize(at);
        }
        texts.push_back(std::move(text));
    }
    return texts;
}

TEST(JsonPeer, refusesWhatPythonRefusesWithItsSentence)
{
    // Python's json.loads before 3.13, which tells a trailing comma by a sentence of its own.
    expectSame("import json, sys\n"
               "def answer(t):\n"
               "    try: return json.dumps(json.loads(t))\n"
               "    except json.JSONDecodeError as e:\n"
               "        if e.msg.startswith('Illegal trailing comma'): return ''\n"
               "        return str(e)",
               brokenTexts(1'500),
               [](const std::string &text) {
                   std::string written;
                   const std::string refusal = promptflowMessageOf(
                       [&] { written = json::write(json::parse(text)); });
                   return refusal == "no error" ? written : refusal;
               });
}

TEST(NumberPeer, showsEveryFloatAsPython)
{
    std::vector<std::string> texts;
    for (const double number : samplesOf(anyDouble(), 3'000)) {
        if (std::isfinite(number))
            texts.push_back(py::reprDouble(number));
    }
    // Powers of ten and their neighbours, where the form changes.
    for (int power = -8; power < 25; ++power) {
        const double number = std::pow(10.0, power);
        for (const double near : {number, std::nextafter(number, 0.0), number * 1.5, -number})
            texts.push_back(py::reprDouble(near));
    }
    expectSame("def answer(t): return repr(float(t))", texts, [](const std::string &text) {
        return text;
    });
}

TEST(NumberPeer, readsFloatsToTheLastBit)
{
    std::mt19937_64 random(3);
    std::vector<std::string> texts;
    for (int i = 0; i < 2'000; ++i) {
        texts.push_back(std::to_string(random()) + "." + std::to_string(random() % 100'000) + "e"
                        + std::to_string(static_cast<int>(random() % 700) - 350));
    }
    expectSame(
        "import json, struct\n"
        "def answer(t): return str(struct.unpack('<Q', struct.pack('<d', json.loads(t)))[0])",
        texts,
        [](const std::string &text) {
            return std::to_string(std::bit_cast<std::uint64_t>(json::parse(text).asDouble()));
        });
}

TEST(TextPeer, showsEveryCharacterThatPythonKnowsAsPython)
{
    // Blocks of 256 characters; those that Python's Unicode hasn't assigned are left out there.
    std::vector<std::string> blocks;
    for (char32_t begin = 0; begin < 0x110000; begin += 0x100) {
        const bool isSurrogate = begin >= 0xD800 && begin < 0xE000;
        if (!isSurrogate && (begin < 0x20000 || begin >= 0xE0000))
            blocks.push_back(std::to_string(begin));
    }
    const std::vector<std::string> assigned
        = askPython("import unicodedata\n"
                    "def answer(t): return ''.join(chr(c) for c in range(int(t), int(t) + 256)"
                    " if unicodedata.category(chr(c)) != 'Cn')",
                    blocks);
    expectSame("def answer(t): return repr(t)", assigned, [](const std::string &text) {
        return py::reprString(text);
    });
}

} // namespace
