// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/base/base64.h"
#include "tests/support/pythonpeer.h"

#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <random>

using namespace postern;
using namespace postern::test;

namespace {

// RFC 4648, section 10
const std::vector<std::pair<std::string, std::string>> kVectors{{"", ""},
                                                                {"f", "Zg=="},
                                                                {"fo", "Zm8="},
                                                                {"foo", "Zm9v"},
                                                                {"foob", "Zm9vYg=="},
                                                                {"fooba", "Zm9vYmE="},
                                                                {"foobar", "Zm9vYmFy"}};

TEST(Base64, hasTheVectorsOfTheStandard)
{
    for (const auto &[bytes, text] : kVectors) {
        EXPECT_EQ(toBase64(bytes), text);
        EXPECT_EQ(fromBase64(text), bytes);
    }
}

TEST(Base64, everyBytesComeBack)
{
    rc::check([] {
        const auto bytes = *rc::gen::container<std::string>(rc::gen::arbitrary<char>());
        const std::string text = toBase64(bytes);
        RC_ASSERT(text.size() % 4 == 0);
        RC_ASSERT(fromBase64(text) == bytes);
        RC_ASSERT(looksLikeBase64Image(text));
    });
}

TEST(Base64, usesBothLastDigitsOfTheAlphabet)
{
    EXPECT_EQ(toBase64("\xFB\xFF\xBF"), "+/+/");
    EXPECT_EQ(fromBase64("+/+/"), "\xFB\xFF\xBF");
    EXPECT_EQ(fromBase64("-_-_"), ""); // the alphabet for addresses is another one: skipped
}

TEST(Base64, skipsLineEndsAndSpaces)
{
    EXPECT_EQ(fromBase64("Zm9v\r\nYmFy\n"), "foobar");
    EXPECT_EQ(fromBase64(" Z m 8 = "), "fo");
}

TEST(Base64, refusesWrongPaddingAndNothingElse)
{
    for (const char *text : {"Z", "Zg", "Zg=", "Zm8", "Zm9vY", "Zm9vYg="})
        EXPECT_EQ(fromBase64(text), std::nullopt) << text;
    EXPECT_EQ(fromBase64("Zg==="), "f");
}

TEST(Base64, readsWhatPythonReads)
{
    // base64.b64decode without validate; what follows complete padding is cut off there.
    std::mt19937 random(5);
    const std::string digits = "ABab01+/ \n-_";
    std::vector<std::string> texts;
    for (int i = 0; i < 2'000; ++i) {
        std::string text;
        for (std::size_t n = random() % 12; n > 0; --n)
            text += digits[random() % digits.size()];
        text.append(random() % 3, '=');
        texts.push_back(text);
    }
    const std::vector<std::string> theirs
        = askPython("import base64, binascii\n"
                    "def answer(t):\n"
                    "    try: return 'read ' + base64.b64decode(t).hex()\n"
                    "    except binascii.Error: return 'refused'",
                    texts);
    for (std::size_t i = 0; i < texts.size(); ++i) {
        const std::optional<std::string> bytes = fromBase64(texts[i]);
        std::string ours = bytes ? "read " : "refused";
        for (const char byte : bytes.value_or("")) {
            constexpr std::string_view kDigits = "0123456789abcdef";
            ours += kDigits[static_cast<unsigned char>(byte) >> 4U];
            ours += kDigits[static_cast<unsigned char>(byte) & 15U];
        }
        EXPECT_EQ(ours, theirs[i]) << '"' << texts[i] << '"';
    }
}

TEST(Base64Image, isTakenForOneAsPromptFlowTakesIt)
{
    // promptflow.contracts.multimedia: an even length, the alphabet, at most two signs of padding,
    // and before a comma "data:image/...;base64".
    for (const char *text : {"",
                             "ab",
                             "Zm9v",
                             "Zg==",
                             "Zm8=",
                             "data:image/png;base64,Zm9v",
                             "data:image/*;charset=utf-8;base64,Zg=="})
        EXPECT_TRUE(looksLikeBase64Image(text)) << text;
    for (const char *text : {"abc",
                             "Zg==\n",
                             "a b ",
                             "====",
                             "http://host/a.png",
                             "picture.png",
                             "data:image/png,Zm9v",
                             "data:text/plain;base64,Zm9v",
                             "data:image/png;base64,Zm9",
                             "x,Zm9v"})
        EXPECT_FALSE(looksLikeBase64Image(text)) << text;
}

} // namespace
