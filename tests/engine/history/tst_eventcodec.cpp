// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/base/error.h"
#include "engine/base/valuebytes.h"
#include "engine/history/bounded.h"
#include "engine/history/box.h"
#include "engine/history/eventcodec.h"
#include "tests/support/anyvalue.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <map>

namespace postern::history {
namespace {

/// An event as it comes back from bytes.
class Kept
{
public:
    run::RunEvent of(const run::RunEvent &event)
    {
        Keeper keeper(nullptr, [this](std::string_view bytes) {
            std::string hash = std::to_string(m_blobs.size());
            m_blobs[hash] = bytes;
            return hash;
        });
        const std::string bytes = toBytes(encodeEvent(event, run::Clock::time_point(), keeper));
        return decodeEvent(valueFromBytes(bytes), [this](std::string_view hash) {
            return valueFromBytes(m_blobs.at(std::string(hash)));
        });
    }
    std::size_t blobs() const { return m_blobs.size(); }

private:
    std::map<std::string, std::string> m_blobs;
};

run::RunEvent eventOf(run::RunEventData data)
{
    run::RunEvent event;
    event.origin = {"01RUN", 3, "node", 2, nullptr};
    event.time = run::Clock::time_point(std::chrono::microseconds(123'456));
    event.wallTime = run::WallClock::time_point(std::chrono::microseconds(1'796'043'185'591'371));
    event.data = std::move(data);
    return event;
}

TEST(EventCodec, KeepsWhereAndWhenSomethingHappened)
{
    run::RunEvent event = eventOf(run::NodeChunk{"x"});
    event.origin.parent = std::make_shared<const run::Origin>(
        run::Origin{"01PARENT", 1, "caller", 4, nullptr});
    const run::RunEvent kept = Kept().of(event);
    EXPECT_EQ(kept.origin.run, "01RUN");
    EXPECT_EQ(kept.origin.line, 3U);
    EXPECT_EQ(kept.origin.attempt, 2);
    ASSERT_TRUE(kept.isNested());
    EXPECT_EQ(kept.origin.parent->node, "caller");
    EXPECT_EQ(kept.origin.parent->attempt, 4);
    EXPECT_EQ(kept.time, event.time);
    EXPECT_EQ(kept.wallTime, event.wallTime);
}

TEST(EventCodec, KeepsEveryKindOfEvent)
{
    Error error = Error(ErrorCode::ConnectionFailed,
                        "No bridge.",
                        "Build one.",
                        Place{"flow.dag.yaml", 3, 4})
                      .as({"UserError", "ToolExecutionError"}, "bridge");
    error.setDetails("Traceback");
    run::NodePaused paused{run::GateSide::Prompt, "breakpoint", Dict{{"a", 1}}, Value(2), error};
    run::RunFinished finished;
    finished.state = run::NodeState::Cancelled;
    finished.pieces = Dict{{"answer", List{"a", "b"}}};
    finished.metrics = {{"accuracy", 0.5}};
    finished.error = error;
    finished.imageFormat = image::ImageFormat::OpenAiVision;
    run::Retrying retrying{"model.test", tr("status %1", 429), 2, std::chrono::milliseconds(250)};
    const std::vector<run::RunEventData> all{run::RunStarted{{"a", "b"}, Dict(), {{}, {0}}},
                                             run::NodeQueued(),
                                             paused,
                                             run::NodeResumed{run::GateSide::After,
                                                              run::GateAnswer::RunAgain,
                                                              {}},
                                             run::NodeStarted{Dict{{"x", Tuple{{1}}}}},
                                             run::NodePrompt{"say it", {{0, 3}}},
                                             run::NodeChunk{"c"},
                                             run::NodeLog{true, "l"},
                                             run::RunOutput{false, "o"},
                                             run::Span(),
                                             run::Request(),
                                             retrying,
                                             run::NodeFinished(),
                                             run::RunWarning{tr("careful")},
                                             run::PortOpened{"http://127.0.0.1:1"},
                                             finished};
    EXPECT_EQ(all.size(), std::variant_size_v<run::RunEventData>) << "a new event: keep it, too";
    for (const run::RunEventData &data : all)
        EXPECT_EQ(Kept().of(eventOf(data)).data.index(), data.index());

    const auto resumed = std::get<run::NodePaused>(Kept().of(eventOf(paused)).data);
    EXPECT_EQ(resumed.side, run::GateSide::Prompt);
    ASSERT_TRUE(resumed.error);
    EXPECT_EQ(resumed.error->code(), ErrorCode::ConnectionFailed);
    EXPECT_EQ(resumed.error->place(), error.place());
    EXPECT_EQ(resumed.error->promptflow()->path(), "UserError/ToolExecutionError");
    EXPECT_EQ(resumed.error->details(), "Traceback");
    const auto end = std::get<run::RunFinished>(Kept().of(eventOf(finished)).data);
    EXPECT_EQ(end.state, run::NodeState::Cancelled);
    EXPECT_EQ(end.imageFormat, image::ImageFormat::OpenAiVision);
    EXPECT_EQ(end.metrics.at(0).second, Value(0.5));
    EXPECT_EQ(Value(end.pieces), Value(finished.pieces));
    const auto again = std::get<run::Retrying>(Kept().of(eventOf(retrying)).data);
    EXPECT_EQ(again.why.english(), "status 429");
}

TEST(EventCodec, KeepsLargeMembersOnceByReference)
{
    Kept kept;
    const std::string large(10'000, 'x');
    const Value inputs = Dict{{"small", 1}, {"large", large}};
    const auto back = std::get<run::NodeStarted>(kept.of(eventOf(run::NodeStarted{inputs})).data);
    EXPECT_EQ(back.inputs, inputs);
    EXPECT_EQ(kept.blobs(), 1U) << "the member alone, which the next node has, too";
}

RC_GTEST_PROP(EventCodec, GivesBackAnyValue, ())
{
    const Value value = *test::anyJson();
    const auto kept = std::get<run::NodeStarted>(
        Kept().of(eventOf(run::NodeStarted{Dict{{"value", value}}})).data);
    const Value *member = kept.inputs.find("value");
    RC_ASSERT(member != nullptr);
    RC_ASSERT(toBytes(*member) == toBytes(value));
}

RC_GTEST_PROP(EventCodec, RefusesDamagedRecords, ())
{
    Keeper keeper(nullptr, [](std::string_view) { return std::string("h"); });
    std::string bytes = toBytes(encodeEvent(eventOf(run::NodeFinished()), {}, keeper));
    bytes[*rc::gen::inRange<std::size_t>(1, bytes.size())] = static_cast<char>(
        *rc::gen::inRange(0, 256));
    try {
        decodeEvent(valueFromBytes(bytes), [](std::string_view) { return Value(); });
    } catch (const Error &error) {
        RC_ASSERT(error.code() == ErrorCode::InvalidInput
                  || error.code() == ErrorCode::LimitExceeded);
    }
}

TEST(Bounded, LeavesWhatFitsAsItIs)
{
    bool isCut = false;
    const Value value = Dict{{"a", List{1, "two"}}};
    EXPECT_EQ(bounded(value, 1'000, isCut), value);
    EXPECT_FALSE(isCut);
}

RC_GTEST_PROP(Bounded, KeepsNoMoreThanTheBound, (unsigned seed))
{
    const std::size_t limit = 100 + seed % 5'000;
    const Value value = List{*test::anyJson(), std::string(seed % 20'000, 'x'), *test::anyJson()};
    bool isCut = false;
    const Value kept = bounded(value, limit, isCut);
    // What stands for what is missing is some sixty bytes, a few times at most.
    RC_ASSERT(isCut || toBytes(kept) == toBytes(value));
    RC_ASSERT(!isCut || toBytes(kept).size() < 3 * limit + 70'000);
}

TEST(Box, GivesBackWhatWasPutIn)
{
    Box box(false, nullptr);
    for (const std::string &plain : {std::string(), std::string("x"), std::string(100'000, 'y')})
        EXPECT_EQ(box.open(box.close(plain)), plain);
    EXPECT_LT(box.close(std::string(100'000, 'y')).size(), 1'000U);
    for (const std::string &bad : {std::string(), std::string("\x01garbage"), std::string("\x09x")})
        EXPECT_THROW(box.open(bad), Error);
}

TEST(Box, UnpacksNoMoreThanItIsToldTo)
{
    const std::string bomb = pack(std::string(50'000'000, '\0'));
    EXPECT_LT(bomb.size(), 10'000U);
    EXPECT_THROW(unpack(bomb, 1'000'000), Error);
    EXPECT_THROW(unpack(bomb.substr(0, bomb.size() / 2)), Error);
    EXPECT_THROW(unpack(bomb + "more"), Error);
}

} // namespace
} // namespace postern::history
