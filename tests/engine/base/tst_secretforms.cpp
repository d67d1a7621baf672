// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/base/json.h"
#include "engine/base/log.h"
#include "engine/base/pyrepr.h"
#include "engine/base/secretfinder.h"
#include "engine/base/utf8.h"

#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <cctype>
#include <functional>
#include <map>

namespace postern {
namespace {

using log::SecretFinder;

std::string hex(char32_t number, int digits)
{
    std::string text;
    for (int i = digits - 1; i >= 0; --i)
        text += "0123456789abcdef"[(number >> (4U * static_cast<unsigned>(i))) & 0xFU];
    return text;
}

std::string replaced(std::string_view text, const std::map<char, std::string> &by)
{
    std::string result;
    for (const char c : text) {
        const auto found = by.find(c);
        result += found == by.end() ? std::string(1, c) : found->second;
    }
    return result;
}

std::string asJson(std::string_view text)
{
    return json::write(Value(text));
}

std::string asPlainJson(std::string_view text)
{
    json::WriteOptions plain;
    plain.ensureAscii = false;
    return json::write(Value(text), plain);
}

std::string asJsonOfPhp(std::string_view text)
{
    return replaced(asJson(text), {{'/', "\\/"}});
}

std::string asJsonForPages(std::string_view text)
{
    return replaced(asJson(text), {{'<', "\\u003c"}, {'&', "\\u0026"}, {'\'', "\\u0027"}});
}

std::string asRepr(std::string_view text)
{
    return py::reprString(std::string(text));
}

std::string asAsciiRepr(std::string_view text)
{
    const std::string repr = py::reprString(std::string(text));
    std::string result;
    for (std::size_t at = 0; at < repr.size();) {
        const char32_t c = utf8::next(repr, at);
        if (c < 0x80)
            result += static_cast<char>(c);
        else
            result += c < 0x100     ? "\\x" + hex(c, 2)
                      : c < 0x10000 ? "\\u" + hex(c, 4)
                                    : "\\U" + hex(c, 8);
    }
    return result;
}

std::string asBytesRepr(std::string_view text)
{
    std::string result = "b'";
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        if (c == '\\' || c == '\'')
            result += {'\\', c};
        else if (c == '\n')
            result += "\\n";
        else if (byte < 0x20 || byte >= 0x7F)
            result += "\\x" + hex(byte, 2);
        else
            result += c;
    }
    return result + "'";
}

std::string asShellWord(std::string_view text)
{
    return "'" + replaced(text, {{'\'', R"('"'"')"}}) + "'";
}

std::string asBashWord(std::string_view text)
{
    return replaced(text,
                    {{'\'', "\\'"},
                     {'"', "\\\""},
                     {'\\', "\\\\"},
                     {' ', "\\ "},
                     {'&', "\\&"},
                     {'$', "\\$"}});
}

std::string asHtml(std::string_view text)
{
    return replaced(text, {{'&', "&amp;"}, {'<', "&lt;"}, {'"', "&quot;"}, {'\'', "&#x27;"}});
}

std::string asMarkup(std::string_view text)
{
    return replaced(text, {{'&', "&amp;"}, {'<', "&lt;"}, {'"', "&#34;"}, {'\'', "&#39;"}});
}

std::string asYaml(std::string_view text)
{
    return "'" + replaced(text, {{'\'', "''"}}) + "'";
}

std::string asAddress(std::string_view text)
{
    std::string result;
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        const bool stays = byte < 0x80
                           && (std::isalnum(byte) != 0
                               || std::string_view("_.-~/").find(c) != std::string_view::npos);
        result += stays ? std::string(1, c) : "%" + hex(byte, 2);
    }
    return result;
}

std::string asForm(std::string_view text)
{
    return replaced(asAddress(text), {{'/', "%2F"}}).replace(0, 0, "q=");
}

std::string asQuery(std::string_view text)
{
    std::string result = asAddress(text);
    for (std::size_t at = result.find("%20"); at != std::string::npos; at = result.find("%20", at))
        result.replace(at, 3, "+");
    return result;
}

using Form = std::function<std::string(std::string_view)>;

const std::vector<std::pair<std::string, Form>> &forms()
{
    static const std::vector<std::pair<std::string, Form>> all{{"json", asJson},
                                                               {"plain json", asPlainJson},
                                                               {"php json", asJsonOfPhp},
                                                               {"page json", asJsonForPages},
                                                               {"repr", asRepr},
                                                               {"ascii", asAsciiRepr},
                                                               {"bytes", asBytesRepr},
                                                               {"shell", asShellWord},
                                                               {"bash", asBashWord},
                                                               {"html", asHtml},
                                                               {"markup", asMarkup},
                                                               {"yaml", asYaml},
                                                               {"address", asAddress},
                                                               {"form", asForm},
                                                               {"query", asQuery}};
    return all;
}

const std::pair<std::string, Form> &anyForm()
{
    return forms().at(*rc::gen::inRange<std::size_t>(0, forms().size()));
}

std::string masked(const SecretFinder &finder, std::string_view text)
{
    std::string result;
    std::size_t at = 0;
    for (const auto &[begin, end] : finder.find(text)) {
        result.append(text, at, begin - at);
        result += "******";
        at = end;
    }
    return result.append(text, at);
}

/// A text of pieces that escapes are made for, and are made of.
std::string wildText(std::size_t most)
{
    const auto pieces = *rc::gen::resize(static_cast<int>(most),
                                         rc::gen::container<std::vector<std::string>>(
                                             rc::gen::element<std::string>("a",
                                                                           "n",
                                                                           "u00",
                                                                           "x4",
                                                                           "1",
                                                                           "9f",
                                                                           "%",
                                                                           "%4",
                                                                           "&",
                                                                           "&amp",
                                                                           ";",
                                                                           "#",
                                                                           "\\",
                                                                           "\\\\",
                                                                           "'",
                                                                           "\"",
                                                                           "/",
                                                                           "+",
                                                                           " ",
                                                                           "\n",
                                                                           "\r",
                                                                           "\t",
                                                                           "<",
                                                                           "$",
                                                                           "=",
                                                                           "é",
                                                                           "Ã",
                                                                           "©",
                                                                           "\xC2\xA0",
                                                                           "한",
                                                                           "✓",
                                                                           "😀",
                                                                           "\x01",
                                                                           "\\u",
                                                                           "\\n",
                                                                           "%25",
                                                                           "&#34;",
                                                                           "\\x")));
    std::string text;
    for (const std::string &piece : pieces)
        text += piece;
    return text;
}

TEST(SecretForms, AnyChainOfEscapesIsSeenThrough)
{
    const bool ok = rc::check([] {
        const std::string secret = wildText(12) + "Zq7Wv" + wildText(12);
        const SecretFinder finder({secret}, 4);
        std::string text = secret;
        std::string chain;
        for (int i = *rc::gen::inRange(0, 4); i > 0; --i) {
            const auto &[name, form] = anyForm();
            text = form(text);
            chain += name + ", ";
        }
        const std::string before
            = *rc::gen::element<std::string>("", "x ", "key: ", "\"", "'", "(", "\n", "{\"a\": ");
        const std::string after
            = *rc::gen::element<std::string>("", " x", "\"", "'", ")", "\n", "}", ",");
        const std::string result = masked(finder, before + text + after);
        RC_LOG() << chain << "\n"
                 << asJson(secret) << "\n"
                 << before << text << after << "\n"
                 << result;
        RC_ASSERT(result.find("Zq7Wv") == std::string::npos);
        RC_ASSERT(result.starts_with(before.substr(0, before.find_first_of("\"'\n"))));
    });
    EXPECT_TRUE(ok);
}

TEST(SecretForms, JsonStaysJson)
{
    const bool ok = rc::check([] {
        const std::string secret = wildText(6) + "Zq7Wv" + wildText(6);
        const SecretFinder finder({secret}, 4);
        std::string text = wildText(6) + secret + wildText(6);
        for (int i = *rc::gen::inRange(0, 3); i > 0; --i)
            text = anyForm().second(text);
        const Value value(Dict{{"a", Value(text)}, {"b", Value(1)}});
        const std::string written = json::write(value);
        const std::string result = masked(finder, written);
        RC_LOG() << asJson(secret) << "\n" << written << "\n" << result;
        const Value read = json::parse(result);
        RC_ASSERT(*read.find("b") == Value(1));
        RC_ASSERT(read.find("a") != nullptr);
    });
    EXPECT_TRUE(ok);
}

TEST(SecretForms, OtherTextStays)
{
    const bool ok = rc::check([] {
        const SecretFinder finder({wildText(6) + "Zq7Wv" + wildText(6), "Zq7Wva", "nZq7"}, 4);
        const std::string text = wildText(100);
        RC_ASSERT(masked(finder, text) == text);
    });
    EXPECT_TRUE(ok);
}

TEST(SecretForms, SecretsThatAreAlikeAreAllFound)
{
    const bool ok = rc::check([] {
        const auto letters = rc::gen::container<std::string>(rc::gen::element('a', 'b'));
        const auto secrets = *rc::gen::container<std::vector<std::string>>(letters);
        const std::string text = *letters + *letters + *letters;
        std::vector<bool> expected(text.size());
        for (const std::string &secret : secrets) {
            for (std::size_t at = 0;
                 secret.size() >= 2 && (at = text.find(secret, at)) != std::string::npos;
                 ++at)
                std::fill_n(expected.begin() + static_cast<std::ptrdiff_t>(at), secret.size(), true);
        }
        std::vector<bool> found(text.size());
        for (const auto &[begin, end] : SecretFinder(secrets, 2).find(text))
            std::fill(found.begin() + static_cast<std::ptrdiff_t>(begin),
                      found.begin() + static_cast<std::ptrdiff_t>(end),
                      true);
        RC_ASSERT(found == expected);
    });
    EXPECT_TRUE(ok);
}

TEST(SecretForms, ABackslashBeforeASecretMayBeNoEscape)
{
    const SecretFinder finder({"nabc-1234", "u00e9-secret", "/etc-secret"}, 4);
    EXPECT_EQ(masked(finder, R"(C:\nabc-1234 D:\x\nabc-1234)"), R"(C:****** D:\x******)");
    EXPECT_EQ(masked(finder, R"("\nabc-1234")"), R"("******")");
    EXPECT_EQ(masked(finder, R"("\u00e9-secret")"), R"("******")");
    EXPECT_EQ(masked(finder, R"("\/etc-secret\n")"), R"("******\n")");
    EXPECT_EQ(masked(SecretFinder({"Key-1234"}, 4), R"(C:\Key-1234\x "\\Key-1234")"),
              R"(C:\******\x "\\******")");
}

TEST(SecretForms, QuotesAroundASecretStay)
{
    const SecretFinder finder({"\"abcd\\", "ef'gh\""}, 4);
    EXPECT_EQ(masked(finder, R"({"a": "\"abcd\\"})"), R"({"a": "\"******\\"})");
    EXPECT_EQ(masked(finder, R"(["abcd", "ef'gh"])"), R"(["******", "******"])");
}

} // namespace
} // namespace postern
