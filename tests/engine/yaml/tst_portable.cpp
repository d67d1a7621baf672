// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

// What is written is read by PyYAML and ruamel.yaml too: the forms it gets, and what is refused.
// tests/conformance/yaml_words.py has those two read random ones.

#include "engine/base/error.h"
#include "engine/yaml/editor.h"

#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

namespace postern::yaml {

namespace {

std::string written(const std::string &word)
{
    Editor editor("k: 1\n");
    editor.set({"k"}, Content::fromWord(word));
    return editor.text();
}

TEST(Portable, whatOthersFailAtGetsQuotesOrBlanks)
{
    const std::vector<std::pair<std::string, std::string>> cases{
        {"=", "k: '='\n"},
        {"<<", "k: '<<'\n"},
        {"0x_", "k: '0x_'\n"},
        {"2024-13-01", "k: '2024-13-01'\n"},
        {"2024-12-01", "k: 2024-12-01\n"},
        {"a\tb", "k: \"a\\tb\"\n"},
        {"[a,\tb]", "k: [a, b]\n"},
        {"a: b\t# c\td\n", "k:\n  a: b # c\td\n"},
        {"'a\tb'", "k: 'a\tb'\n"},
        {"{=: 1}", "k: {=: 1}\n"},
        {"[=, 0b]", "k: ['=', '0b']\n"},
        {"a:\tb\n", "k:\n  a: b\n"},
        {"\"a\xE2\x80\xA8\"", "k: \"a\\u2028\"\n"},
        {"!!str =", "k: !!str =\n"},
    };
    for (const auto &[word, text] : cases)
        EXPECT_EQ(written(word), text) << word;
}

TEST(Portable, aWordWithoutAValueIsAText)
{
    const std::vector<std::pair<std::string, std::string>> cases{{"#c", "k: '#c'\n"},
                                                                 {"&a", "k: '&a'\n"},
                                                                 {"!a", "k: '!a'\n"},
                                                                 {"", "k: null\n"},
                                                                 {"x#c", "k: x#c\n"}};
    for (const auto &[word, text] : cases)
        EXPECT_EQ(written(word), text) << word;
}

TEST(Portable, whatNoFormCanHelpIsRefusedWithItsPlace)
{
    const std::vector<std::pair<std::string, std::string>> cases{
        {": b", "empty key"},
        {"a:\n  : b", "empty key"},
        {"[a, , b]", "empty item"},
        {"<<: x", "no mapping"},
        {"<<: [{a: 1}, 2]", "no mapping"},
        {"&\xC3\xA9 x", "not every reader"},
        {"!\xC3\xA9 x", "not every reader"},
        {"a: 1\nb", "without a colon"},
    };
    for (const auto &[word, why] : cases) {
        try {
            EXPECT_EQ(written(word), "a refusal") << word;
        } catch (const Error &error) {
            EXPECT_EQ(error.code(), ErrorCode::InvalidInput) << word;
            EXPECT_NE(error.message().find(why), std::string::npos) << error.message();
        }
    }
}

TEST(Portable, whatTheyTakeKeepsItsForm)
{
    for (const std::string word :
         {"{a: 1, <<: {b: 2}}", "\"\\u00e9\"", "[&a 1, *a]", "[a: b]", "!mine x", "'=': 1"}) {
        const std::string text = written(word);
        EXPECT_TRUE(text == "k: " + word + "\n" || text == "k:\n  " + word + "\n") << text;
    }
    EXPECT_EQ(written("? b"), "k:\n  ? b\n");
    EXPECT_EQ(written("-\n- x"), "k:\n-\n- x\n");
}

} // namespace

} // namespace postern::yaml
