// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

// What becomes of values on their way into the history, and the words that lists and searches have.

#include "engine/base/error.h"
#include "engine/base/valuebytes.h"
#include "engine/history/bounded.h"
#include "engine/history/firstwords.h"
#include "engine/history/keeper.h"
#include "engine/history/runsearch.h"

#include <gmock/gmock.h>

#include <map>

namespace postern::history {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

/// Blobs as a file has them: each once, under a name made of its number.
struct Blobs
{
    Keeper::Put put()
    {
        return [this](std::string_view bytes) {
            const auto [found, isNew] = names.try_emplace(std::string(bytes), "");
            if (isNew)
                found->second = "blob" + std::to_string(names.size());
            return found->second;
        };
    }
    BlobSource source() const
    {
        return [this](std::string_view hash) {
            for (const auto &[bytes, name] : names) {
                if (name == hash)
                    return valueFromBytes(bytes);
            }
            throw Error(ErrorCode::InvalidInput, "There is no such blob.");
        };
    }

    std::map<std::string, std::string> names;
};

std::string large(char letter)
{
    return std::string(10'000, letter);
}

std::string conditionSql(const std::string &words)
{
    RunQuery query;
    query.words = words;
    return conditionOf(query).sql;
}

std::string refusalOf(const std::string &words)
{
    try {
        conditionSql(words);
    } catch (const Error &error) {
        EXPECT_EQ(error.code(), ErrorCode::Usage) << words;
        return error.message();
    }
    return "";
}

TEST(Keeper, keepsSmallValuesWhereTheyStand)
{
    Blobs blobs;
    Keeper keeper(nullptr, blobs.put());
    const Value value = Dict{{"question", "Where?"}, {"count", 3}};
    EXPECT_EQ(valueAt(keeper.place(value), blobs.source()), value);
    EXPECT_EQ(valueAt(keeper.place(Value()), blobs.source()), Value());
    EXPECT_THAT(blobs.names, IsEmpty());
    EXPECT_FALSE(keeper.takeCut());
}

TEST(Keeper, keepsWhatGoesFromNodeToNodeOnce)
{
    Blobs blobs;
    Keeper keeper(nullptr, blobs.put());
    const Value given = Dict{{"text", large('x')}, {"count", 3}};
    const Value taken = Dict{{"found", large('x')}, {"question", large('y')}};
    const Value first = keeper.place(given);
    const Value second = keeper.place(taken);
    EXPECT_THAT(blobs.names, SizeIs(2));
    EXPECT_EQ(valueAt(first, blobs.source()), given);
    EXPECT_EQ(valueAt(second, blobs.source()), taken);
}

TEST(Keeper, saysThatSomethingWasCut)
{
    Blobs blobs;
    Keeper keeper(nullptr, blobs.put());
    keeper.place(std::string_view(std::string(kMostOfText + 1, 'x')));
    EXPECT_TRUE(keeper.takeCut());
    EXPECT_FALSE(keeper.takeCut());
}

TEST(Keeper, refusesAPlaceThatIsNone)
{
    const Blobs blobs;
    EXPECT_THROW(valueAt("text", blobs.source()), Error);
    EXPECT_THROW(valueAt(Tuple{{1, 2}}, blobs.source()), Error);
    EXPECT_THROW(valueAt(Bytes{"gone"}, blobs.source()), Error);
    EXPECT_THROW(valueAt(Dict{{"a", Dict{{"b", Tuple{{1}}}}}}, blobs.source()), Error);
}

TEST(Bounded, cutsNoLetterInTwo)
{
    std::string text;
    for (int i = 0; i < 100; ++i)
        text += "ü";
    for (std::size_t limit = 1; limit < 12; ++limit) {
        bool isCut = false;
        const std::string kept = bounded(std::string_view(text), limit, isCut);
        EXPECT_TRUE(isCut);
        const std::size_t letters = kept.find("...");
        EXPECT_EQ(letters, limit / 2 * 2) << kept;
        EXPECT_THAT(kept, HasSubstr(std::to_string(text.size() - letters) + " bytes more"));
    }
}

TEST(Bounded, keepsWhatIsNestedTooDeepReadable)
{
    Value deep = "core";
    for (int i = 0; i < 1'500; ++i)
        deep = List{deep};
    bool isCut = false;
    const Value kept = bounded(deep, kMostOfValue, isCut);
    EXPECT_TRUE(isCut);
    EXPECT_EQ(valueFromBytes(toBytes(kept)), kept);
}

TEST(Bounded, endsLongLists)
{
    List list;
    for (int i = 0; i < 10'000; ++i)
        list.emplace_back(i);
    bool isCut = false;
    const Value kept = bounded(list, 400, isCut);
    EXPECT_TRUE(isCut);
    ASSERT_GT(kept.asList().size(), 10U);
    EXPECT_LT(kept.asList().size(), 110U);
    EXPECT_EQ(kept.asList().front(), Value(0));
    EXPECT_THAT(kept.asList().back().asString(), HasSubstr("more aren't kept"));
}

TEST(FirstWords, areTheTextsInOneLine)
{
    EXPECT_EQ(firstWords(Dict{{"question", " Where\n\tis  it? "}, {"count", 3}}), "Where is it? 3");
    EXPECT_EQ(firstWords(List{"a", Dict{{"b", "c"}}, Tuple{{"d", 1.5}}}), "a c d 1.5");
    EXPECT_EQ(firstWords(Dict{{"no", Value()}, {"yes", true}}), "");
    EXPECT_EQ(firstWords(Value()), "");
}

TEST(FirstWords, areAtMostALineOfWholeLetters)
{
    std::string text;
    for (int i = 0; i < 1'000; ++i)
        text += "한";
    const std::string words = firstWords(text);
    EXPECT_TRUE(words.ends_with("..."));
    EXPECT_EQ(words.size(), 160 * std::string("한").size() + 3);
    EXPECT_EQ(firstWords(std::string(160, 'x')), std::string(160, 'x'));
}

TEST(FirstWords, ofBytesThatAreNoTextAreText)
{
    EXPECT_THAT(firstWords(std::string("\xff\xfe ok")), HasSubstr("ok"));
    std::string words;
    addTexts(List{std::string(100, 'a'), "b"}, words, 50);
    EXPECT_EQ(words, std::string(50, 'a') + '\n');
}

TEST(RunSearch, hasAPlaceForEveryValue)
{
    for (const char *words : {"",
                              "what is it",
                              "\"state:failed\"",
                              "state:failed node:answer",
                              "-state:failed -tag:x kind:test",
                              "cost>0.01 tokens>=2k time<1.5m lines=3 failed:0",
                              "after:2026-11-30 before:2026-11-30T12:30",
                              "flow:chat variant:a commit:ab id:01 parent:02 pinned:yes pinned:no",
                              "\"",
                              "-",
                              "- -",
                              "\"open",
                              "!?"}) {
        RunQuery query;
        query.words = words;
        query.kind = "test";
        const RunCondition condition = conditionOf(query);
        EXPECT_EQ(std::ranges::count(condition.sql, '?'),
                  static_cast<std::ptrdiff_t>(condition.values.size()))
            << words << ": " << condition.sql;
        EXPECT_THAT(condition.sql, HasSubstr("kind = ?"));
    }
}

TEST(RunSearch, turnsAConditionRound)
{
    EXPECT_THAT(conditionSql("-tag:x"), HasSubstr("NOT (number IN"));
    EXPECT_EQ(conditionSql("!?"), "1"); // no letter to look for
    EXPECT_EQ(conditionSql("cost:1"), conditionSql("cost=1"));
}

TEST(RunSearch, saysWhatItDoesntUnderstand)
{
    EXPECT_THAT(refusalOf("colour:red"), HasSubstr("'colour'"));
    EXPECT_THAT(refusalOf("state:lost"), HasSubstr("'lost'"));
    EXPECT_THAT(refusalOf("cost>much"), HasSubstr("'much'"));
    EXPECT_THAT(refusalOf("time>3parsec"), HasSubstr("3parsec"));
    EXPECT_THAT(refusalOf("tokens>"), HasSubstr("asks for a number"));
    for (const char *day : {"yesterday",
                            "2026-13-01",
                            "2026-02-30",
                            "2026-11",
                            "2026-11-30T24:00",
                            "2026-11-30T12:60",
                            "2026-11-30T-3",
                            "2026-11-30T2147483647:2147483647",
                            "2026-11-30x"})
        EXPECT_THAT(refusalOf(std::string("after:") + day), HasSubstr("is no day")) << day;
    EXPECT_EQ(refusalOf("after:2026-11-30T23:59"), "");
}

} // namespace
} // namespace postern::history
