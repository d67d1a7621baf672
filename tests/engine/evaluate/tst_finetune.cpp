// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/base/error.h"
#include "engine/base/json.h"
#include "engine/evaluate/finetune.h"
#include "engine/store/atomicfile.h"
#include "engine/store/scratchfolder.h"

#include <gmock/gmock.h>

#include <set>

namespace postern::evaluate {

namespace {

using testing::HasSubstr;

VariantResult lines(std::size_t count)
{
    VariantResult made;
    for (std::size_t at = 0; at < count; ++at) {
        Row row;
        row.number = at;
        row.inputs = Dict{{"question", "질문 " + std::to_string(at)}};
        row.outputs = Dict{{"reply", "Answer " + std::to_string(at)}};
        row.scores["r.r"] = at % 5 == 0 ? 2 : 5;
        made.rows.push_back(row);
    }
    return made;
}

FineTuneOptions options()
{
    FineTuneOptions made;
    made.question = "question";
    made.answer = "reply";
    made.atLeast = {{"r.r", 4}};
    return made;
}

TEST(FineTune, TakesGoodLinesAndSplitsThem)
{
    VariantResult result = lines(50);
    result.rows[1].error = "It broke.";
    result.rows[2].outputs.set("reply", "");
    result.rows[3].inputs = result.rows[4].inputs;
    result.rows[3].outputs = result.rows[4].outputs;
    result.rows[6].scores.clear();
    FineTuneOptions asked = options();
    asked.system = "You help.";
    const FineTuneData data = fineTuneData(result, asked);
    EXPECT_EQ(data.leftOut.size(), 14U);
    EXPECT_EQ(data.training.size() + data.validation.size(), 36U);
    EXPECT_EQ(data.validation.size(), 4U);
    EXPECT_EQ(data.training.front().json.substr(0, 60),
              R"({"messages": [{"role": "system", "content": "You help."}, {")");
    for (const FineTuneExample &example : data.training) {
        EXPECT_TRUE(problemOfExample(example.json).isEmpty());
        EXPECT_GT(example.tokens, 5);
    }
}

TEST(FineTune, AnExampleStaysOnItsSide)
{
    const FineTuneData few = fineTuneData(lines(100), options());
    VariantResult fewer = lines(100);
    fewer.rows.erase(fewer.rows.begin() + 50);
    std::set<std::string> before;
    for (const FineTuneExample &example : few.validation)
        before.insert(example.json);
    std::size_t kept = 0;
    for (const FineTuneExample &example : fineTuneData(fewer, options()).validation)
        kept += before.contains(example.json) ? 1 : 0;
    EXPECT_GE(kept + 2, before.size());
}

TEST(FineTune, ACorrectionStandsForTheAnswer)
{
    VariantResult result = lines(20);
    result.rows[1].inputs.set("better", "A better one");
    FineTuneOptions asked = options();
    asked.correction = "better";
    asked.validation = 0;
    const FineTuneData data = fineTuneData(result, asked);
    EXPECT_THAT(data.training.front().json, HasSubstr("A better one"));
    EXPECT_TRUE(data.validation.empty());
}

TEST(FineTune, TooFewLinesAreNone)
{
    EXPECT_THROW(fineTuneData(lines(11), options()), Error);
}

TEST(FineTune, ChecksExamplesAsAServiceDoes)
{
    const auto problem = [](const std::string &text) { return problemOfExample(text).english(); };
    EXPECT_EQ(problem(R"({"messages": []})"), "it has no messages");
    EXPECT_EQ(problem(R"({"messages": [{"role": "user", "content": "a"}]})"),
              "its last message isn't the assistant's");
    EXPECT_EQ(problem(R"({"messages": [{"role": "tool", "content": "a"}]})"), "'tool' is no role");
    EXPECT_EQ(problem(R"({"messages": [{"role": "user", "content": " "}]})"),
              "the user's message is empty");
    EXPECT_EQ(problem(R"({"messages": [{"role": "user", "content": 3}]})"),
              "a message of it has no role or no text");
    EXPECT_EQ(
        problem(
            R"({"messages": [{"role": "user", "content": "a"}, {"role": "user", "content": "b"}]})"),
        "two messages of the user follow each other");
    EXPECT_EQ(
        problem(
            R"({"messages": [{"role": "user", "content": "a"}, {"role": "system", "content": "b"}]})"),
        "its system message isn't the first");
}

TEST(FineTune, WritesFilesWithTheirChecksums)
{
    const store::ScratchFolder scratch;
    const FineTuneData data = fineTuneData(lines(40), options());
    writeFineTuneData(data, options(), {}, scratch.path());
    const Value manifest = json::parse(store::readFile(scratch.path() / "manifest.json"));
    const List &files = manifest.find("files")->asList();
    ASSERT_EQ(files.size(), 2U);
    EXPECT_EQ(files[0].find("sha256")->asString().size(), 64U);
    EXPECT_EQ(files[0].find("lines")->asInt(), static_cast<std::int64_t>(data.training.size()));
    EXPECT_NE(files[0].find("sha256")->asString(), files[1].find("sha256")->asString());
    // Nothing of the text of an empty file: the known sum of the algorithm.
    FineTuneData none;
    writeFineTuneData(none, options(), {}, scratch.path() / "none");
    const Value empty = json::parse(store::readFile(scratch.path() / "none" / "manifest.json"));
    EXPECT_EQ(empty.find("files")->asList()[0].find("sha256")->asString(),
              "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
}

} // namespace

} // namespace postern::evaluate
