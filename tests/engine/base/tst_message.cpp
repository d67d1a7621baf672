// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/base/error.h"

#include <gtest/gtest.h>

#include <map>
#include <string>

using namespace postern;

namespace {

/// A language that turns its sentences round, to see the places move.
std::string reversed(const char *source)
{
    static const std::map<std::string, std::string> kWords{
        {"%1 of %2", "%2's %1"},
        {"The file '%1' can't be read: %2.", "%2, so no reading of '%1'."},
        {"no permission", "lacking leave"},
    };
    const auto it = kWords.find(source);
    return it == kWords.end() ? source : it->second;
}

} // namespace

TEST(Message, FillsItsPlacesInBothLanguages)
{
    const Message message = tr("%1 of %2", "end", std::string("line"));
    EXPECT_EQ(message.english(), "end of line");
    EXPECT_EQ(message.in(reversed), "line's end");
    EXPECT_EQ(tr("%1 of %2", 3, 70'000'000'000).english(), "3 of 70000000000");
}

TEST(Message, TranslatesTheMessagesInsideItAndLeavesTextsAlone)
{
    const Message message = tr("The file '%1' can't be read: %2.",
                               std::string("no permission"), // a name that looks like a sentence
                               tr("no permission"));
    EXPECT_EQ(message.english(), "The file 'no permission' can't be read: no permission.");
    EXPECT_EQ(message.in(reversed), "lacking leave, so no reading of 'no permission'.");
}

TEST(Message, NeverLooksForPlacesInWhatIsFilledIn)
{
    const Message message = tr("%1 of %2", "%2%1", "100 %1");
    EXPECT_EQ(message.english(), "%2%1 of 100 %1");
    EXPECT_EQ(message.in(reversed), "100 %1's %2%1");
    const Message outer = tr("The file '%1' can't be read: %2.", "%9", message);
    EXPECT_EQ(outer.in(reversed), "100 %1's %2%1, so no reading of '%9'.");
}

TEST(Message, KeepsAPercentSignThatIsNoPlace)
{
    EXPECT_EQ(tr("Half is 50 % of %1, not 50%.", "all").english(), "Half is 50 % of all, not 50%.");
    // A translation that names a place too many shows it as it is.
    const Message::Translator careless = [](const char *) { return std::string("%1 %2 %"); };
    EXPECT_EQ(tr("only %1", "one").in(careless), "one %2 %");
}

TEST(Message, OfATextIsTheSameEverywhere)
{
    const Message message = std::string("no permission");
    EXPECT_EQ(message.in(reversed), "no permission");
    EXPECT_TRUE(Message().isEmpty());
    EXPECT_EQ(Message().in(reversed), "");
}

TEST(Message, HasItsPartsReplaced)
{
    const Message message = tr("The file '%1' can't be read: %2.", "%1", tr("no permission"));
    const Message renamed = message.withParts(
        [](const Message &part) { return part.isVerbatim() ? Message("b") : part; });
    EXPECT_EQ(renamed.english(), "The file 'b' can't be read: no permission.");
    EXPECT_EQ(renamed.in(reversed), "lacking leave, so no reading of 'b'.");
    const Message other = message.withParts([](const Message &part) {
        return part == tr("no permission") ? tr("%1 of %2", "end", "line") : part;
    });
    EXPECT_EQ(other.in(reversed), "line's end, so no reading of '%1'.");
}

TEST(Message, GoesThroughAnError)
{
    const Error error(ErrorCode::FileUnreadable,
                      tr("The file '%1' can't be read: %2.", "a", tr("no permission")),
                      tr("%1 of %2", "x", "y"));
    EXPECT_EQ(error.message(), "The file 'a' can't be read: no permission.");
    EXPECT_STREQ(error.what(), error.message().c_str());
    EXPECT_EQ(error.translatableMessage().in(reversed), "lacking leave, so no reading of 'a'.");
    EXPECT_EQ(error.translatableHint().in(reversed), "y's x");
    const Error named = Error(error).as({"UserError"});
    EXPECT_EQ(named.promptflow()->message, error.message());
}
