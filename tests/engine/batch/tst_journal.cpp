// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/base/error.h"
#include "engine/batch/journal.h"
#include "engine/batch/runrecord.h"
#include "tests/support/temporaryfolder.h"

#include <gmock/gmock.h>

#include <fstream>

using namespace postern;
using namespace postern::batch;
namespace fs = std::filesystem;

namespace {

BatchLine lineOf(std::size_t number, const Value &output)
{
    BatchLine line;
    line.number = number;
    line.inputs = Dict{{"q", static_cast<std::int64_t>(number)}};
    line.output = Dict{{"o", output}};
    line.usage = {1, 2, 3};
    line.elapsed = std::chrono::milliseconds(1'500);
    return line;
}

std::vector<std::string> numbersAndOutputs(const fs::path &file)
{
    std::vector<std::string> read;
    readJournal(file, [&read](const BatchLine &line) {
        read.push_back(std::to_string(line.number) + "=" + line.output.find("o")->asString());
    });
    return read;
}

TEST(Journals, GiveLinesBackAsTheyWere)
{
    BatchLine line = lineOf(3, Value("x"));
    line.references = Dict{{"${a.output}", List{Value(1), Value(2.5)}}};
    line.state = run::NodeState::Failed;
    line.error = Dict{{"message", "no"}, {"code", "UserError"}};
    line.cost = 0.25;
    const BatchLine read = readJsonLine(toJsonLine(line));
    EXPECT_EQ(read.number, 3);
    EXPECT_EQ(read.state, run::NodeState::Failed);
    EXPECT_EQ(read.inputs, line.inputs);
    EXPECT_EQ(read.output, line.output);
    EXPECT_EQ(read.references, line.references);
    EXPECT_EQ(read.error, line.error);
    EXPECT_EQ(read.usage.total, 3);
    EXPECT_EQ(read.elapsed, line.elapsed);
    EXPECT_EQ(read.cost, 0.25);
    EXPECT_FALSE(read.isForOnce);
    EXPECT_THROW(readJsonLine("{\"line_number\": -1}"), Error);
}

TEST(Journals, AreReadByNumberAndTheLastOfANumberCounts)
{
    const test::TemporaryFolder folder;
    const fs::path file = folder.path() / "lines.jsonl";
    Journal journal(file);
    for (const auto &[number, text] :
         std::vector<std::pair<std::size_t, const char *>>{{2, "a"}, {0, "b"}, {2, "c"}, {1, "d"}})
        journal.write(toJsonLine(lineOf(number, Value(text))) + "\n");
    EXPECT_THAT(numbersAndOutputs(file), testing::ElementsAre("0=b", "1=d", "2=c"));
}

TEST(Journals, WhatAKilledProgramLeftOfALineIsNotThere)
{
    const test::TemporaryFolder folder;
    const fs::path file = folder.path() / "lines.jsonl";
    const std::string whole = toJsonLine(lineOf(0, Value("a"))) + "\n";
    const std::string next = toJsonLine(lineOf(1, Value("b"))) + "\n";
    for (std::size_t cut = 0; cut < next.size(); ++cut) {
        std::ofstream(file, std::ios::binary) << whole << next.substr(0, cut);
        ASSERT_THAT(numbersAndOutputs(file), testing::ElementsAre("0=a")) << cut;
        Journal(file).write(toJsonLine(lineOf(2, Value("c"))) + "\n");
        ASSERT_THAT(numbersAndOutputs(file), testing::ElementsAre("0=a", "2=c")) << cut;
    }
}

TEST(Journals, SayWhenTheyCantBeWritten)
{
    if (!fs::exists("/dev/full"))
        GTEST_SKIP();
    try {
        Journal("/dev/full").write("x\n");
        FAIL() << "it could be written";
    } catch (const Error &error) {
        EXPECT_EQ(error.code(), ErrorCode::FileUnwritable);
    }
}

TEST(Numbers, AreFoundWhereverTheyLie)
{
    NumberSet numbers;
    EXPECT_TRUE(numbers.insert(0));
    EXPECT_FALSE(numbers.insert(0));
    EXPECT_TRUE(numbers.insert(5'000));
    EXPECT_TRUE(numbers.insert(std::size_t{1} << 60U));
    EXPECT_FALSE(numbers.insert(std::size_t{1} << 60U));
    EXPECT_FALSE(numbers.contains(4'999));
    EXPECT_EQ(numbers.size(), 3);
}

TEST(RunFolders, HaveOneRunOfAName)
{
    const test::TemporaryFolder folder;
    RunRecord record;
    record.name = "first";
    record.tags = Dict{{"a", "b"}};
    record.columnMapping = Dict{{"q", "${data.q}"}};
    record.created = run::WallClock::now();
    const RunFolder made = RunFolder::create(folder.path() / "runs", record);
    EXPECT_THROW(RunFolder::create(folder.path() / "runs", record), Error);
    const RunFolder read = RunFolder::open(folder.path() / "runs", "first");
    EXPECT_EQ(Value(read.record().toJson()), Value(made.record().toJson()));
    EXPECT_EQ(read.status(), "Running"); // this process lives
    EXPECT_EQ(listRuns(folder.path() / "runs").size(), 1);
    read.remove();
    EXPECT_THROW(RunFolder::open(folder.path() / "runs", "first"), Error);
}

TEST(RunFolders, TakeNoNameThatLeadsElsewhere)
{
    const test::TemporaryFolder folder;
    for (const char *name : {"", ".", "..", "a/b", "a\\b", "-x", "a\nb", "a:b"}) {
        RunRecord record;
        record.name = name;
        EXPECT_THROW(RunFolder::create(folder.path(), record), Error) << name;
        EXPECT_THROW(RunFolder::open(folder.path(), name), Error) << name;
    }
    const std::string made = defaultRunName("/x/my flow/", "${ask.short}", run::WallClock::now());
    EXPECT_TRUE(made.starts_with("my_flow_short_2")) << made;
}

TEST(RunFolders, AreCalledAsTheirFolderIs)
{
    const test::TemporaryFolder folder;
    RunRecord record;
    record.name = defaultRunName(std::string(250, 'f'),
                                 "${ask." + std::string(250, 'v') + "}",
                                 run::WallClock::now());
    const RunFolder made = RunFolder::create(folder.path(), record);
    fs::rename(made.path(), folder.path() / "moved");
    EXPECT_EQ(RunFolder::open(folder.path(), "moved").record().name, "moved");
    folder.write("moved/run.json", R"({"name": "../elsewhere", "status": "Completed"})");
    EXPECT_EQ(RunFolder::open(folder.path(), "moved").record().name, "moved");
}

} // namespace
