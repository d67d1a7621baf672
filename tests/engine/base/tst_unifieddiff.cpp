// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/base/unifieddiff.h"

#include <gtest/gtest.h>

#include <string>

namespace postern {

namespace {

std::string numbered(int count)
{
    std::string text;
    for (int i = 1; i <= count; ++i)
        text += std::to_string(i) + "\n";
    return text;
}

TEST(UnifiedDiff, showsThreeLinesAroundAChange)
{
    const std::string text = numbered(9);
    EXPECT_EQ(
        unifiedDiff(text, TextEdit{text.find('5'), 1, "five"}, "a b.txt"),
        "--- a/a b.txt\t\n+++ b/a b.txt\t\n@@ -2,7 +2,7 @@\n 2\n 3\n 4\n-5\n+five\n 6\n 7\n 8\n");
    EXPECT_EQ(unifiedDiff(text, {}, "x"), "");
    EXPECT_EQ(unifiedDiff(text, TextEdit{text.find('5'), 1, "5"}, "x"), "");
}

TEST(UnifiedDiff, quotesNamesThatWouldBeLinesOfThePatch)
{
    const std::string patch = unifiedDiff("1\n", TextEdit{0, 1, "2"}, "a\n+++ b/x\t\"\\\xFF");
    EXPECT_EQ(patch,
              "--- \"a/a\\012+++ b/x\\011\\042\\134\\377\"\n"
              "+++ \"b/a\\012+++ b/x\\011\\042\\134\\377\"\n@@ -1 +1 @@\n-1\n+2\n");
    EXPECT_EQ(unifiedDiff("1\n", TextEdit{0, 1, "2"}, "흐름"),
              "--- a/흐름\n+++ b/흐름\n@@ -1 +1 @@\n-1\n+2\n");
}

TEST(UnifiedDiff, showsWholeLinesThatComeAndGo)
{
    const std::string text = numbered(4);
    EXPECT_EQ(unifiedDiff(text, TextEdit{2, 0, "new\n"}, "x"),
              "--- a/x\n+++ b/x\n@@ -1,4 +1,5 @@\n 1\n+new\n 2\n 3\n 4\n");
    EXPECT_EQ(unifiedDiff(text, TextEdit{2, 2, ""}, "x"),
              "--- a/x\n+++ b/x\n@@ -1,4 +1,3 @@\n 1\n-2\n 3\n 4\n");
    EXPECT_EQ(unifiedDiff(text, TextEdit{8, 0, "5\n"}, "x"),
              "--- a/x\n+++ b/x\n@@ -2,3 +2,4 @@\n 2\n 3\n 4\n+5\n");
    EXPECT_EQ(unifiedDiff("", TextEdit{0, 0, "1\n"}, "x"), "--- a/x\n+++ b/x\n@@ -0,0 +1 @@\n+1\n");
    EXPECT_EQ(unifiedDiff("1\n", TextEdit{0, 2, ""}, "x"), "--- a/x\n+++ b/x\n@@ -1 +0,0 @@\n-1\n");
}

TEST(UnifiedDiff, tellsOfAMissingLastLineEnd)
{
    EXPECT_EQ(unifiedDiff("1\n2", TextEdit{3, 0, "\n3"}, "x"),
              "--- a/x\n+++ b/x\n@@ -1,2 +1,3 @@\n 1\n-2\n\\ No newline at end of file\n+2\n+3\n"
              "\\ No newline at end of file\n");
    EXPECT_EQ(unifiedDiff("1\n2", TextEdit{0, 1, "one"}, "x"),
              "--- a/x\n+++ b/x\n@@ -1,2 +1,2 @@\n-1\n+one\n 2\n\\ No newline at end of file\n");
}

TEST(UnifiedDiff, putsNearChangesIntoOneHunkAndFarOnesIntoTwo)
{
    const std::string text = numbered(30);
    TextEdits edits(TextEdit{text.find("2\n"), 1, "two"});
    edits.add({text.find("8\n"), 1, "eight"});
    edits.add({text.find("30\n"), 3, ""});
    EXPECT_EQ(unifiedDiff(text, edits, "x"),
              "--- a/x\n+++ b/x\n@@ -1,11 +1,11 @@\n 1\n-2\n+two\n 3\n 4\n 5\n 6\n 7\n-8\n+eight\n "
              "9\n 10\n"
              " 11\n@@ -27,4 +27,3 @@\n 27\n 28\n 29\n-30\n");
}

TEST(LineChanges, haveThreeOthersAround)
{
    EXPECT_EQ(lineChanges("1\n2\n3\n4\n5\n6\n7\n8\n9\n", "1\n2\n3\n4\nfive\n6\n7\n8\n9\n"),
              "@@ -2,7 +2,7 @@\n 2\n 3\n 4\n-5\n+five\n 6\n 7\n 8\n");
    EXPECT_EQ(lineChanges("a", "a\n"), "@@ -1,1 +1,1 @@\n-a\n\\ No newline at end of file\n+a\n");
    EXPECT_EQ(lineChanges("", "a\n"), "@@ -0,0 +1,1 @@\n+a\n");
}

} // namespace

} // namespace postern
