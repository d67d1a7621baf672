// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/cloud/odatafilter.h"
#include "engine/cloud/question.h"

#include <gtest/gtest.h>

namespace postern::cloud {
namespace {

bool matches(const char *filter)
{
    const Value castle(Dict{{"name", "O'Hara's keep"},
                            {"year", 1350},
                            {"height", 12.5},
                            {"ruin", false},
                            {"owner", nullptr},
                            {"seen", "2026-11-30T12:00:00Z"},
                            {"tags", List{Value("moat"), Value("gate")}},
                            {"place", Dict{{"city", "Daejeon"}}},
                            {"rooms", List{Value(Dict{{"beds", 2}}), Value(Dict{{"beds", 4}})}}});
    return ODataFilter::parse(filter).matches(castle);
}

TEST(ODataFilter, ComparesNumbersTextsTimesAndNull)
{
    for (const char *filter : {"",
                               "year eq 1350",
                               "year ge 1350 and year le 1350",
                               "height gt 12",
                               "name eq 'O''Hara''s keep'",
                               "owner eq null",
                               "year ne null",
                               "seen lt 2027-01-01T00:00:00Z",
                               "ruin eq false",
                               "not ruin",
                               "place/city eq 'Daejeon'"})
        EXPECT_TRUE(matches(filter)) << filter;
    for (const char *filter : {"year eq 1351",
                               "year lt 1350",
                               "name eq 'x'",
                               "owner ne null",
                               "ruin",
                               "height le 12.4",
                               "owner gt 5",
                               "missing eq 'x'"})
        EXPECT_FALSE(matches(filter)) << filter;
}

TEST(ODataFilter, JoinsNegatesAndGroups)
{
    EXPECT_TRUE(matches("year eq 1 or year eq 1350"));
    EXPECT_TRUE(matches("year eq 1350 or year eq 1 and year eq 2")); // and binds closer
    EXPECT_FALSE(matches("(year eq 1350 or year eq 1) and year eq 2"));
    EXPECT_TRUE(matches("not (year eq 1)"));
    EXPECT_TRUE(matches("not not (year eq 1350)"));
}

TEST(ODataFilter, LooksIntoCollections)
{
    EXPECT_TRUE(matches("tags/any(t: t eq 'moat')"));
    EXPECT_FALSE(matches("tags/all(t: t eq 'moat')"));
    EXPECT_TRUE(matches("tags/any()"));
    EXPECT_TRUE(matches("tags/any(t: search.in(t, 'wall|gate', '|'))"));
    EXPECT_TRUE(matches("rooms/any(r: r/beds gt 3 and year eq 1350)"));
    EXPECT_FALSE(matches("rooms/all(r: r/beds gt 3)"));
    EXPECT_TRUE(matches("search.in(name, 'a,O''Hara''s keep', ',')"));
}

TEST(ODataFilter, RefusesWhatIsNone)
{
    for (const char *filter : {"year",
                               "year ge",
                               "eq 5",
                               "year eq 'open",
                               "(year eq 1",
                               "year eq 1)",
                               "year eq 1 and",
                               "search.in(name",
                               "tags/any(t t eq 1)",
                               "year eq 1 year eq 2"}) {
        if (std::string_view(filter) == "year") { // a field by itself is a question
            EXPECT_FALSE(matches(filter));
            continue;
        }
        EXPECT_THROW(matches(filter), Failure) << filter;
    }
    EXPECT_THROW(ODataFilter::parse(std::string(100'000, '(')), Failure);
    EXPECT_THROW(ODataFilter::parse(std::string(500, '(') + "a eq 1" + std::string(500, ')')),
                 Failure);
}

} // namespace
} // namespace postern::cloud
