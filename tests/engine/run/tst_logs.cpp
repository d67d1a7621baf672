// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/base/utf8.h"
#include "engine/run/keptlog.h"
#include "engine/run/loglines.h"

#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <regex>

using namespace postern;
using namespace postern::run;

namespace {

constexpr std::size_t kMebibyte = 1U << 20U;

TEST(KeptLog, keepsAllOfWhatIsNotHuge)
{
    KeptLog log;
    EXPECT_EQ(log.text(), "");
    std::string expected;
    for (int i = 0; i < 1'000; ++i) {
        const std::string line = "line " + std::to_string(i) + "\n";
        log.append(line);
        expected += line;
    }
    EXPECT_EQ(log.text(), expected);
}

TEST(KeptLog, keepsTheBeginningAndTheEndOfWhatIs)
{
    KeptLog log;
    log.append("first\n");
    std::size_t written = 6;
    for (int i = 0; i < 200; ++i) {
        log.append(std::string(kMebibyte / 4, 'x'));
        written += kMebibyte / 4;
    }
    log.append("\nlast");
    written += 5;
    const std::string text = log.text();
    EXPECT_TRUE(text.starts_with("first\n"));
    EXPECT_TRUE(text.ends_with("\nlast"));
    EXPECT_LT(text.size(), 13 * kMebibyte);
    // What it says is left out and what is there make up all that was written.
    std::smatch match;
    const std::size_t note = text.find("\n[");
    const std::string head = text.substr(note, 100);
    ASSERT_TRUE(
        std::regex_search(head, match, std::regex(R"(\n\[(\d+) bytes are left out here\]\n)")));
    EXPECT_EQ(text.size() - match.str(0).size() + std::stoull(match.str(1)), written);
}

TEST(KeptLog, cutsNoCharacter)
{
    KeptLog log;
    std::string piece = "a"; // so that the cut falls anywhere
    for (std::size_t i = 0; i < kMebibyte / 6; ++i)
        piece += "\uac00";
    for (int i = 0; i < 40; ++i)
        log.append(piece);
    EXPECT_TRUE(utf8::isValid(log.text()));
}

TEST(KeptLog, keepsTheBeginningAsItWasOnceTheMiddleIsOut)
{
    KeptLog log;
    log.append(std::string(4 * kMebibyte, 'a'));
    log.append(std::string(9 * kMebibyte, 'z'));
    log.append("c");
    const std::string text = log.text();
    EXPECT_EQ(text.find('z'), text.find("]\n") + 2);
    EXPECT_EQ(text.find_first_not_of('a'), 4 * kMebibyte);
    EXPECT_EQ(text.back(), 'c');
}

TEST(KeptLogs, sortWhatIsWrittenAndStampIt)
{
    KeptLogs logs;
    logs.append(false, "out ");
    logs.append(true, "error\n");
    logs.append(false, "more\n");
    const std::string stamp = R"(\[\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[+]\d{4}\] )";
    EXPECT_TRUE(std::regex_match(logs.output.text(), std::regex(stamp + "out " + stamp + "more\n")))
        << logs.output.text();
    EXPECT_TRUE(std::regex_match(logs.errors.text(), std::regex(stamp + "error\n")))
        << logs.errors.text();
    // Together: a time at the beginning of each line alone.
    EXPECT_TRUE(
        std::regex_match(logs.all.text(), std::regex(stamp + "out error\n" + stamp + "more\n")))
        << logs.all.text();
}

std::string shown(const std::vector<LogLine> &lines)
{
    std::string text;
    for (const LogLine &line : lines)
        text += line.node + (line.isError ? "!" : ":") + line.text + "|";
    return text;
}

TEST(LogLines, arePutTogetherFromPieces)
{
    LogLines lines;
    EXPECT_EQ(shown(lines.take("a", false, "one")), "");
    EXPECT_EQ(shown(lines.take("a", false, " ")), "");
    EXPECT_EQ(shown(lines.take("a", false, "two")), "");
    EXPECT_EQ(shown(lines.take("a", false, "\n")), "a:one two|");
    EXPECT_EQ(shown(lines.take("a", false, "x\ny\nz")), "a:x|a:y|");
    EXPECT_EQ(shown(lines.rest()), "a:z|");
    EXPECT_EQ(shown(lines.rest()), "");
}

TEST(LogLines, ofDifferentNodesAndStreamsAreNotMixed)
{
    LogLines lines;
    lines.take("a", false, "1");
    lines.take("a", true, "2");
    lines.take("b", false, "3");
    lines.take("", false, "4");
    EXPECT_EQ(shown(lines.take("a", true, "\n")), "a!2|");
    EXPECT_EQ(shown(lines.rest()), ":4|a:1|b:3|");
}

TEST(LogLines, endInEveryWayALineEnds)
{
    LogLines lines;
    EXPECT_EQ(shown(lines.take("a", false, "one\r\ntwo\rthree\nfour\n\n")),
              "a:one|a:two|a:three|a:four|a:|");
    EXPECT_EQ(shown(lines.rest()), "");
}

TEST(LogLines, thatNeverEndAreGivenOutAtAMebibyte)
{
    LogLines lines;
    std::size_t given = 0;
    for (int i = 0; i < 30; ++i) {
        for (const LogLine &line : lines.take("a", false, std::string(100'000, 'x'))) {
            EXPECT_GT(line.text.size(), kMebibyte);
            given += line.text.size();
        }
    }
    for (const LogLine &line : lines.rest())
        given += line.text.size();
    EXPECT_EQ(given, 3'000'000U);
}

TEST(LogLines, areTheSameHoweverTheTextIsCut)
{
    rc::check([] {
        const auto text = *rc::gen::container<std::string>(rc::gen::elementOf(std::string("ab\n")));
        LogLines whole;
        std::string expected = shown(whole.take("n", false, text)) + shown(whole.rest());
        LogLines cut;
        std::string got;
        std::string_view rest = text;
        while (!rest.empty()) {
            const auto size = *rc::gen::inRange<std::size_t>(1, rest.size() + 1);
            got += shown(cut.take("n", false, rest.substr(0, size)));
            rest.remove_prefix(size);
        }
        got += shown(cut.rest());
        RC_ASSERT(got == expected);
    });
}

} // namespace
