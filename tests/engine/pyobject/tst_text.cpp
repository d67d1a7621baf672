// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/base/pyrepr.h"
#include "engine/pyobject/formatspec.h"
#include "engine/pyobject/htmlentities.h"
#include "engine/pyobject/number.h"
#include "engine/pyobject/pattern.h"
#include "engine/pyobject/printing.h"
#include "engine/pyobject/pyerror.h"
#include "engine/pyobject/text.h"
#include "tests/support/anyvalue.h"
#include "tests/support/pythonanswers.h"

#include <gtest/gtest.h>

using namespace postern;
using namespace postern::pyobject;
using test::askPython;
using test::expectSame;

namespace {

/// Texts of up to `longest` pieces.
std::vector<std::string> mixed(const std::vector<std::string> &pieces,
                               std::size_t longest,
                               std::size_t count)
{
    return test::piecedTogether(pieces, 0, longest, count, 19);
}

/// Letters whose upper, lower and title case are strange, among ordinary ones.
const std::vector<std::string> kLetters{"a",      "Z",         "\u00df", "\u01c5", "\u01c6",
                                        "\u0130", "\u0131",    "\u0149", "\u03a3", "\u03c3",
                                        "\u03c2", "\ufb01",    "\u1f80", "\u00e9", "\u0301",
                                        "\u2160", "1",         "'",      "\u2019", " ",
                                        "-",      "_",         "\u1e9e", "\uac00", "\u00aa",
                                        "\u02b0", "\U00010400"};

TEST(JinjaText, changesCaseAsPython)
{
    using Change = std::string (*)(std::string_view);
    const std::vector<std::pair<const char *, Change>> changes{{"lower", lower},
                                                               {"upper", upper},
                                                               {"title", title},
                                                               {"capitalize", capitalize},
                                                               {"swapcase", swapCase},
                                                               {"casefold", caseFold}};
    const std::vector<std::string> texts = mixed(kLetters, 6, 400);
    for (const auto &[name, change] : changes) {
        SCOPED_TRACE(name);
        expectSame("def answer(t): return t." + std::string(name) + "()", texts, change);
    }
}

TEST(JinjaText, tellsCaseAsPython)
{
    expectSame("def answer(t): return f'{t.islower()} {t.isupper()}'",
               mixed(kLetters, 4, 600),
               [](const std::string &text) {
                   const auto word = [](bool is) { return is ? "True" : "False"; };
                   return std::string(word(isLowerText(text))) + ' ' + word(isUpperText(text));
               });
}

TEST(JinjaText, knowsTheClassOfEveryCharacterOfTheBmpAsPython)
{
    // Characters that Python's Unicode hasn't assigned are left out: ICU's may have.
    using Is = bool (*)(char32_t);
    const std::vector<std::pair<const char *, Is>> classes{{"isspace", isSpace},
                                                           {"isalpha", isAlpha},
                                                           {"isdecimal", isDecimal},
                                                           {"isdigit", isDigit},
                                                           {"isnumeric", isNumeric},
                                                           {"isalnum", isAlnum},
                                                           {"isprintable", isPrintable}};
    for (const auto &[name, is] : classes) {
        const std::vector<std::string> theirs
            = askPython("import unicodedata\n"
                        "def answer(t):\n"
                        "    points = range(int(t), int(t) + 0x1000)\n"
                        "    return ''.join('?' if unicodedata.category(chr(c)) in ('Cn', 'Cs')"
                        " else 'ny'[chr(c)."
                            + std::string(name) + "()] for c in points)",
                        {"0", "4096", "8192", "12288", "40960", "61440", "65536", "127488"});
        const std::vector<char32_t> begins{0, 4096, 8192, 12288, 40960, 61440, 65536, 127488};
        for (std::size_t block = 0; block < begins.size(); ++block) {
            for (char32_t i = 0; i < 0x1000; ++i) {
                const char known = theirs[block][i];
                if (known != '?')
                    ASSERT_EQ(is(begins[block] + i), known == 'y')
                        << name << ' ' << std::uint32_t{begins[block] + i};
            }
        }
    }
}

TEST(JinjaText, splitsLinesWherePythonSplits)
{
    const std::vector<std::string> texts = mixed({"a",
                                                  "\uac00",
                                                  "\n",
                                                  "\r",
                                                  "\r\n",
                                                  "\v",
                                                  "\f",
                                                  "\x1c",
                                                  "\x1d",
                                                  "\x1e",
                                                  "\x1f",
                                                  "\u0085",
                                                  "\u2028",
                                                  "\u2029",
                                                  "\u00a0"},
                                                 6,
                                                 600);
    for (const bool keep : {false, true}) {
        expectSame("def answer(t): return repr(t.splitlines(" + std::string(keep ? "True" : "False")
                       + "))",
                   texts,
                   [keep](const std::string &text) {
                       List lines;
                       for (const std::string_view line : splitLines(text, keep))
                           lines.emplace_back(line);
                       return py::repr(Value(lines));
                   });
    }
}

TEST(JinjaText, stripsWhatPythonStrips)
{
    const std::vector<std::string> texts
        = mixed({" ", "\t", "\u00a0", "\u3000", "\u200b", "\x1f", "a", "\uac00", "b"}, 7, 400);
    expectSame("def answer(t): return '|'.join((t.strip(), t.lstrip(), t.rstrip()))",
               texts,
               [](const std::string &text) {
                   return std::string(strip(text)) + '|' + std::string(stripLeft(text)) + '|'
                          + std::string(stripRight(text));
               });
    expectSame(
        "def answer(t): return '|'.join((t.strip('a\uac00'), t.lstrip(' a'), t.rstrip('b\u3000')))",
        texts,
        [](const std::string &text) {
            return std::string(stripSet(text, "a\uac00", true, true)) + '|'
                   + std::string(stripSet(text, " a", true, false)) + '|'
                   + std::string(stripSet(text, "b\u3000", false, true));
        });
}

TEST(JinjaText, replacesAsPython)
{
    for (const auto &[from, to, limit] :
         std::vector<std::tuple<const char *, const char *, int>>{{"a", "xy", -1},
                                                                  {"", "-", -1},
                                                                  {"", "-", 2},
                                                                  {"ab", "", 1},
                                                                  {"\uac00", "a", 0}}) {
        expectSame("def answer(t): return t.replace('" + std::string(from) + "', '" + to + "', "
                       + std::to_string(limit) + ")",
                   mixed({"a", "b", "\uac00", "ab"}, 6, 100),
                   [f = from, t = to, n = limit](const std::string &text) {
                       return replaced(text, f, t, n);
                   });
    }
}

TEST(JinjaText, decodesAndEncodesAnyText)
{
    rc::check([] {
        const std::string text = *test::anyText();
        RC_ASSERT(encode(decode(text)) == text);
        std::size_t at = 0;
        for (const char32_t c : decode(text))
            at += pointLength(text, at) + 0 * c;
        RC_ASSERT(at == text.size());
    });
}

TEST(JinjaIdentifiers, areThoseOfPython)
{
    expectSame("def answer(t): return str(t.isidentifier())",
               mixed({"a",
                      "_",
                      "1",
                      "\uac00",
                      "\u00e9",
                      "\u0301",
                      "\u2160",
                      "-",
                      " ",
                      "\u00b7",
                      "\u1369",
                      "\u20ac",
                      "\u212a"},
                     3,
                     500),
               [](const std::string &text) {
                   return std::string(isIdentifier(text) ? "True" : "False");
               });
}

TEST(JinjaNumbers, areReadAsPythonsIntReadsThem)
{
    const std::vector<std::string> texts = mixed({"0",
                                                  "1",
                                                  "9",
                                                  "f",
                                                  "Z",
                                                  "_",
                                                  "-",
                                                  "+",
                                                  " ",
                                                  "\u00a0",
                                                  "0x",
                                                  "0b",
                                                  "0o",
                                                  "\u0661",
                                                  "\uff12",
                                                  ".",
                                                  "\n"},
                                                 5,
                                                 1'500);
    for (const int base : {0, 2, 8, 10, 16, 36}) {
        expectSame("def answer(t):\n"
                   "    try: return str(int(t, "
                       + std::to_string(base)
                       + "))\n"
                         "    except ValueError: return 'none'",
                   texts,
                   [base](const std::string &text) {
                       const auto number = parseInteger(text, base);
                       return number ? integerText(*number) : "none";
                   });
    }
}

TEST(JinjaNumbers, areReadAsPythonsFloatReadsThem)
{
    expectSame("def answer(t):\n"
               "    try: return repr(float(t))\n"
               "    except ValueError: return 'none'",
               mixed({"0",
                      "1",
                      "25",
                      ".",
                      "e",
                      "E",
                      "-",
                      "+",
                      "_",
                      " ",
                      "inf",
                      "Infinity",
                      "nan",
                      "NAN",
                      "\u0663",
                      "\n",
                      "e400",
                      "x"},
                     5,
                     2'000),
               [](const std::string &text) {
                   const auto number = parseFloat(text);
                   return number ? py::reprDouble(*number) : "none";
               });
}

TEST(JinjaNumbers, beyondFourThousandDigitsAreRefusedAsPythonRefuses)
{
    // sys.int_info.default_max_str_digits
    EXPECT_EQ(integerText(*parseInteger(std::string(4'300, '9'), 10)), std::string(4'300, '9'));
    try {
        static_cast<void>(parseInteger(std::string(4'301, '9'), 10));
        FAIL() << "read";
    } catch (const PyError &error) {
        EXPECT_EQ(error.type(), "ValueError");
        EXPECT_NE(error.message().find("Exceeds the limit (4300 digits)"), std::string::npos)
            << error.message();
    }
}

TEST(JinjaFormats, writeAFloatAsPrintfDoes)
{
    // In small letters, which who formats it makes capitals of.
    std::vector<std::string> questions;
    const std::vector<double> numbers{
        0.0, 1.0, 0.5, 1.5, 2.5, 123456.789, 1e-7, 1e22, 9.9999e15, 1.7976931348623157e308, 5e-324};
    std::vector<std::string> ours;
    for (const double number : numbers) {
        for (const char type : {'e', 'f', 'g', 'E', 'G'}) {
            for (const int precision : {0, 1, 6, 17}) {
                for (const bool alternate : {false, true}) {
                    questions.push_back(py::reprDouble(number) + ' ' + (alternate ? "#" : "") + '.'
                                        + std::to_string(precision) + type);
                    ours.push_back(doubleDigits(number, type, precision, alternate));
                }
            }
        }
    }
    const std::vector<std::string> theirs
        = askPython("def answer(t):\n"
                    "    number, spec = t.split(' ')\n"
                    "    return format(float(number), spec).lower()",
                    questions);
    for (std::size_t i = 0; i < questions.size(); ++i)
        EXPECT_EQ(ours[i], theirs[i]) << questions[i];
}

TEST(JinjaFormats, groupDigitsFromTheRight)
{
    EXPECT_EQ(grouped("", ','), "");
    EXPECT_EQ(grouped("1", ','), "1");
    EXPECT_EQ(grouped("123", ','), "123");
    EXPECT_EQ(grouped("1234", ','), "1,234");
    EXPECT_EQ(grouped("1234567", '_'), "1_234_567");
    EXPECT_EQ(grouped("ffffffff1", '_', 4), "f_ffff_fff1");
}

TEST(JinjaFormats, areTakenAndRefusedAsPythonTakesThem)
{
    expectSame("def answer(t):\n"
               "    try: format(7, t)\n"
               "    except ValueError as e: return 'no' if 'ormat' in str(e) or True else ''\n"
               "    return 'yes'",
               mixed({"<", ">", "^",  "=", "+", "-", " ", "#", "0", "5", "12", ",",
                      "_", ".", ".2", "d", "x", "f", "e", "s", "n", "%", "*"},
                     5,
                     2'000),
               [](const std::string &text) {
                   try {
                       const FormatSpec spec = FormatSpec::parse(text, "int", false);
                       // What an int makes of its type is decided by who formats it.
                       static const std::string kTypes("bcdeEfFgGnoxX%\0", 15);
                       const bool isReal = std::string("eEfFgG%").find(spec.type)
                                               != std::string::npos
                                           && spec.type != 0;
                       if (kTypes.find(spec.type) == std::string::npos)
                           return "no";
                       if (!isReal && spec.precision >= 0)
                           return "no";
                       return "yes";
                   } catch (const PyError &error) {
                       EXPECT_EQ(error.type(), "ValueError");
                       return "no";
                   }
               });
}

TEST(JinjaHtml, replacesReferencesAsPythonsHtmlUnescape)
{
    expectSame("import html\ndef answer(t): return html.unescape(t)",
               mixed({"&",     "#",      "x",
                      "X",     ";",      "amp",
                      "lt",    "&amp;",  "&lt",
                      "notin", "not",    "&not",
                      "38",    "41",     "80",
                      "0",     "D800",   "110000",
                      "1F600", "&copy",  "CounterClockwiseContourIntegral",
                      "a",     "\uac00", "&NotEqualTilde;",
                      "81",    "xb",     "999999999999"},
                     5,
                     3'000),
               unescapedHtml);
}

TEST(JinjaHtml, knowsEveryNameThatHtml5Has)
{
    const std::vector<std::string> names = askPython(
        "from html.entities import html5\ndef answer(t): return ' '.join(sorted(html5))", {""});
    std::vector<std::string> references;
    std::string_view rest = names.front();
    while (!rest.empty()) {
        const std::size_t end = std::min(rest.find(' '), rest.size());
        references.push_back("&" + std::string(rest.substr(0, end)) + "x");
        rest.remove_prefix(std::min(end + 1, rest.size()));
    }
    ASSERT_GT(references.size(), 2'000U);
    expectSame("import html\ndef answer(t): return html.unescape(t)", references, unescapedHtml);
}

TEST(JinjaHtml, escapesWhatMarkupsafeEscapes)
{
    EXPECT_EQ(escaped("<a href=\"x\">'&'</a>"),
              "&lt;a href=&#34;x&#34;&gt;&#39;&amp;&#39;&lt;/a&gt;");
    rc::check([] {
        const std::string text = *test::anyText();
        const std::string safe = escaped(text);
        RC_ASSERT(safe.find_first_of("<>\"'") == std::string::npos);
        RC_ASSERT(unescapedHtml(safe) == text || text.find('&') != std::string::npos
                  || text.find('\0') != std::string::npos);
    });
}

TEST(JinjaPattern, countsUnicodesClassesAsPythonsReDoes)
{
    const std::vector<std::string> patterns{R"(\w+)", R"(\d+)", R"(\s+)", R"(\bx)", "[^a]+", "."};
    const std::vector<std::string> texts = mixed({"a",
                                                  "x",
                                                  "1",
                                                  "\u0661",
                                                  "\u00e9",
                                                  "\uac00",
                                                  " ",
                                                  "\u00a0",
                                                  "\n",
                                                  "-",
                                                  "_",
                                                  "\u0301",
                                                  "\U0001F600"},
                                                 6,
                                                 300);
    for (const std::string &expression : patterns) {
        SCOPED_TRACE(expression);
        const Pattern pattern(expression);
        expectSame("import re\n"
                   "def answer(t):\n"
                   "    m = re.search(r'"
                       + expression
                       + "', t)\n"
                         "    return m.group() if m else 'none'",
                   texts,
                   [&pattern](const std::string &text) {
                       const auto match = pattern.search(text);
                       return match ? text.substr(match->begin, match->end - match->begin) : "none";
                   });
    }
}

TEST(JinjaPattern, searchesOnFromWhereItIsTold)
{
    const Pattern pattern("A", true);
    const std::string text = "\uac00aba";
    EXPECT_EQ(pattern.search(text)->begin, 3U);
    EXPECT_EQ(pattern.search(text, 4)->begin, 5U);
    EXPECT_FALSE(pattern.search(text, 6));
    EXPECT_FALSE(Pattern("A").search(text));
}

} // namespace
