// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/base/json.h"
#include "engine/replay/textdiff.h"
#include "engine/replay/valuediff.h"

#include <gmock/gmock.h>

#include <string>
#include <vector>

namespace postern::replay {

namespace {

std::vector<std::string> words(const std::string &before, const std::string &after)
{
    std::vector<std::string> told;
    for (const Difference &difference : differencesOf(json::parse(before), json::parse(after)))
        told.push_back(inWords(difference));
    return told;
}

/// What one side of a diff has.
std::string side(const std::vector<DiffLine> &lines, DiffLine::Kind other)
{
    std::string text;
    for (const DiffLine &line : lines) {
        if (line.kind != other)
            text += line.text + "\n";
    }
    return text;
}

TEST(ValueDiff, findsNothingInWhatSaysTheSame)
{
    EXPECT_THAT(words(R"({"a": 1, "b": [2.0, {"c": null}]})",
                      R"({"b": [2, {"c": null}], "a": 1.0})"),
                testing::IsEmpty());
    EXPECT_TRUE(isSameValue(json::parse("NaN"), json::parse("NaN")));
}

TEST(ValueDiff, keepsTruthValuesApartFromNumbers)
{
    EXPECT_THAT(words("[1, 0]", "[true, 0]"), testing::ElementsAre("[0]: 1 -> true"));
}

TEST(ValueDiff, namesThePlace)
{
    EXPECT_THAT(words(R"({"messages": [{"content": "Hello Ada"}], "t": 0.2, "gone": 1})",
                      R"({"messages": [{"content": "Hello Bob"}], "t": 0.7, "a b": [1]})"),
                testing::ElementsAre(R"(messages[0].content: "Hello Ada" -> "Hello Bob")",
                                     "t: 0.2 -> 0.7",
                                     "gone: removed 1",
                                     "['a b']: added [1]"));
    EXPECT_THAT(words("[1, 2]", "[1]"), testing::ElementsAre("[1]: removed 2"));
}

TEST(ValueDiff, showsOfLongTextsWhereTheyPart)
{
    const std::string same(300, 'x');
    const auto told = words("\"" + same + "left\"", "\"" + same + "right\"");
    ASSERT_EQ(told.size(), 1U);
    EXPECT_THAT(told[0], testing::HasSubstr("left\" -> \"..."));
    EXPECT_LT(told[0].size(), 120U);
}

TEST(ValueDiff, cutsBetweenCharacters)
{
    const std::string text = briefly(Value(std::string("가나다라마바사")), 7);
    EXPECT_EQ(text, "가나...");
}

TEST(TextDiff, givesBackBothTexts)
{
    const std::string before = "a\nb\nc\nd\n";
    const std::string after = "a\nc\nx\nd\n";
    const std::vector<DiffLine> lines = diffLines(before, after);
    EXPECT_EQ(side(lines, DiffLine::Kind::Added), before);
    EXPECT_EQ(side(lines, DiffLine::Kind::Removed), after);
    EXPECT_EQ(diffText(before, after), "  a\n- b\n  c\n+ x\n  d\n");
    EXPECT_EQ(diffText(before, before), "");
}

TEST(TextDiff, leavesOutWhatIsFarFromADifference)
{
    std::string text;
    for (int i = 0; i < 20; ++i)
        text += std::to_string(i) + "\n";
    EXPECT_EQ(diffText(text, text + "new\n", 1), "  ...\n  19\n+ new\n");
}

TEST(TextDiff, ofVeryManyLinesEndsSoon)
{
    std::string before;
    std::string after;
    for (int i = 0; i < 30'000; ++i) {
        before += std::to_string(i) + "\n";
        after += std::to_string(-i) + "\n";
    }
    const std::vector<DiffLine> lines = diffLines(before, after);
    EXPECT_EQ(side(lines, DiffLine::Kind::Added), before);
    EXPECT_EQ(side(lines, DiffLine::Kind::Removed), after);
}

} // namespace

} // namespace postern::replay
