// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/base/json.h"
#include "engine/git/renames.h"

#include <gmock/gmock.h>

using namespace postern;
using namespace postern::git;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::Pair;

namespace {

NamedPart part(std::string name, std::string_view body, std::vector<std::string> referrers = {})
{
    return {std::move(name), json::parse(body), std::move(referrers)};
}

const char *const kFind
    = R"({"type": "python", "source": {"path": "find.py"}, "inputs": {"q": "x"}})";
const char *const kAnswer
    = R"({"type": "llm", "source": {"path": "answer.jinja2"}, "inputs": {"temperature": 0.2}})";

} // namespace

TEST(Renames, areFoundByWhatTheySay)
{
    EXPECT_THAT(likelyRenames({part("find", kFind), part("answer", kAnswer)},
                              {part("reply", kAnswer), part("look", kFind)}),
                testing::UnorderedElementsAre(Pair(0, 1), Pair(1, 0)));
}

TEST(Renames, areFoundByWhoRefersToThem)
{
    const auto pairs = likelyRenames({part("a", "{}", {"answer.inputs.found", "outputs.answer"})},
                                     {part("b", "{}", {"answer.inputs.found", "outputs.answer"}),
                                      part("c", "{}", {"check.inputs.text"})});
    EXPECT_THAT(pairs, ElementsAre(Pair(0, 0)));
}

TEST(Renames, mayComeWithASmallChange)
{
    const std::string warmer = R"({"type": "llm", "source": {"path": "answer.jinja2"},
                                   "inputs": {"temperature": 0.9}})";
    EXPECT_THAT(likelyRenames({part("answer", kAnswer)}, {part("reply", warmer)}),
                ElementsAre(Pair(0, 0)));
}

TEST(Renames, areNoneOfPartsThatSayOtherThings)
{
    EXPECT_THAT(likelyRenames({part("find", kFind)}, {part("reply", kAnswer)}), IsEmpty());
    EXPECT_THAT(likelyRenames({part("find", R"({"type": "llm"})")},
                              {part("reply", R"({"type": "llm"})")}),
                IsEmpty()); // which nearly all of them say
    EXPECT_THAT(likelyRenames({}, {part("reply", kAnswer)}), IsEmpty());
    EXPECT_THAT(likelyRenames({part("find", kFind)}, {}), IsEmpty());
}

TEST(Renames, takeOfSeveralTheMostAlikeAndEachOnce)
{
    const std::string near
        = R"({"type": "python", "source": {"path": "find.py"}, "inputs": {"q": "y"}})";
    EXPECT_THAT(likelyRenames({part("find", kFind)}, {part("near", near), part("same", kFind)}),
                ElementsAre(Pair(0, 1)));
    EXPECT_THAT(likelyRenames({part("one", kFind), part("two", kFind)}, {part("same", kFind)}),
                testing::SizeIs(1));
}
