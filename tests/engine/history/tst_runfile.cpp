// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/base/error.h"
#include "engine/base/log.h"
#include "engine/base/valuebytes.h"
#include "engine/history/box.h"
#include "engine/history/runfile.h"
#include "tests/engine/history/toldrun.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <random>

namespace postern::history {
namespace {

using testing::HasSubstr;
using testing::Not;

LooseRun looseRun()
{
    LooseRun loose;
    test::ToldRun told{"01AAAAAAAAAAAAAAAAAAAAAAAA"};
    told.answer = std::string(10'000, 'a');
    loose.run.events = told.events();
    RunSummary &summary = loose.run.summary;
    summary.id = told.id;
    summary.kind = "test";
    summary.state = RunState::Completed;
    summary.flowFile = "/home/jane/secret-project/flow.dag.yaml";
    summary.cost = 0.25;
    summary.tags = {"one", "k=v"};
    loose.snapshot = FlowSnapshot{"flow.dag.yaml",
                                  {{"flow.dag.yaml", "nodes: []\n"}, {"sub/a.py", "x = 1\n"}},
                                  {".env"}};
    return loose;
}

constexpr std::string_view kMark = "postern-run-1\n";

/// A file whose contents were changed by somebody who knows its form.
std::string forged(const std::function<void(Dict &)> &change)
{
    const std::string good = writeRunFile(looseRun());
    Dict dict = valueFromBytes(unpack(good.substr(kMark.size()))).asDict();
    change(dict);
    return std::string(kMark) + pack(toBytes(Value(std::move(dict))));
}

TEST(RunFile, GivesBackTheRun)
{
    const LooseRun run = looseRun();
    const LooseRun read = readRunFile(writeRunFile(run));
    EXPECT_EQ(read.run.summary.id, run.run.summary.id);
    EXPECT_EQ(read.run.summary.cost, 0.25);
    EXPECT_EQ(read.run.summary.tags, run.run.summary.tags);
    EXPECT_EQ(read.run.summary.flowFile, "flow.dag.yaml") << "nobody's folders";
    ASSERT_EQ(read.run.events.size(), run.run.events.size());
    EXPECT_EQ(attemptsOf(read.run.events).at(0).record.output, Value(std::string(10'000, 'a')));
    ASSERT_TRUE(read.snapshot);
    EXPECT_EQ(read.snapshot->files, run.snapshot->files);
    EXPECT_EQ(read.snapshot->leftOut, run.snapshot->leftOut);
}

TEST(RunFile, HoldsNoSecretThatIsKnownByNow)
{
    LooseRun run = looseRun();
    run.snapshot->files["keys.py"] = "KEY = 'drawbridge-key-77'\n";
    run.run.environment = Dict{{"init", Dict{{"key", "drawbridge-key-77"}}}};
    log::registerSecret("drawbridge-key-77");
    const LooseRun read = readRunFile(writeRunFile(run));
    EXPECT_THAT(read.snapshot->files.at("keys.py"), Not(HasSubstr("drawbridge")));
    EXPECT_EQ(*read.run.environment.find("init")->find("key"), Value("******"));
}

TEST(RunFile, RefusesWhatWouldLeaveItsFolder)
{
    for (const char *path : {"../x", "/etc/passwd", "a/../../x", "", "a\\..\\x", "./x"}) {
        const std::string bytes = forged([path](Dict &dict) {
            Dict snapshot = dict.find("snapshot")->asDict();
            snapshot.set("files", Dict{{path, Bytes{"x"}}});
            dict.set("snapshot", std::move(snapshot));
        });
        EXPECT_THROW(readRunFile(bytes), Error) << path;
    }
    for (const char *id : {"", "a b", "../../x", "'; --"}) {
        const std::string bytes = forged([id](Dict &dict) {
            Dict summary = dict.find("summary")->asDict();
            summary.set("id", id);
            dict.set("summary", std::move(summary));
        });
        EXPECT_THROW(readRunFile(bytes), Error) << id;
    }
    EXPECT_THROW(readRunFile(forged([](Dict &dict) { dict.erase("events"); })), Error);
    EXPECT_THROW(readRunFile(forged([](Dict &dict) { dict.set("blobs", Dict()); })), Error);
}

TEST(RunFile, RefusesDamageAndBombs)
{
    const std::string good = writeRunFile(looseRun());
    std::mt19937 random(20'261'130);
    for (int i = 0; i < 500; ++i) {
        std::string bad = good.substr(0, i % 3 == 0 ? random() % good.size() : good.size());
        if (!bad.empty())
            bad[random() % bad.size()] = static_cast<char>(random());
        try {
            readRunFile(bad);
        } catch (const Error &error) {
            EXPECT_TRUE(error.code() == ErrorCode::InvalidInput
                        || error.code() == ErrorCode::LimitExceeded);
        }
    }
    EXPECT_THROW(readRunFile(std::string(kMark) + pack(std::string(kMostUnpacked + 1, '\0'))),
                 Error);
    EXPECT_THROW(readRunFile("PK\x03\x04"), Error);
    EXPECT_THROW(readRunFile(""), Error);
}

} // namespace
} // namespace postern::history
