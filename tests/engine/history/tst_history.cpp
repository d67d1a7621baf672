// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/base/error.h"
#include "engine/base/log.h"
#include "engine/history/history.h"
#include "engine/history/recorder.h"
#include "engine/history/runfile.h"
#include "engine/store/settings.h"
#include "tests/engine/history/toldrun.h"
#include "tests/support/temporaryfolder.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace postern::history {
namespace {

using test::aboutNothing;
using test::ToldRun;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

class HistoryTest : public testing::Test
{
protected:
    std::filesystem::path file() const { return m_folder.path() / "home" / "history.sqlite"; }

    void record(const ToldRun &run,
                RunAbout about = aboutNothing(),
                RecorderOptions options = {}) const
    {
        Recorder recorder(file(), std::move(options));
        const auto recording = recorder.record(std::move(about));
        run.tell(*recording);
        recorder.flush();
        const auto problem = recorder.takeProblem();
        EXPECT_FALSE(problem) << problem->english();
    }

    std::vector<std::string> found(const std::string &words) const
    {
        RunQuery query;
        query.words = words;
        const std::vector<RunSummary> runs = History(file()).list(query);
        std::vector<std::string> ids;
        ids.reserve(runs.size());
        for (const RunSummary &run : runs)
            ids.push_back(run.id);
        return ids;
    }

    test::TemporaryFolder m_folder;
};

TEST_F(HistoryTest, KeepsWhatARunTold)
{
    run::Request request;
    request.attempt.method = "POST";
    request.attempt.host = "model.test";
    request.attempt.status = 200;
    request.attempt.sent = std::make_shared<const std::string>("{\"messages\": []}");
    request.attempt.sentHeaders = {{"api-key", "******"}};
    run::Span span;
    span.id = 4;
    span.name = "look up";
    span.output = List{1, 2.5, Tuple{{"x"}}};
    ToldRun told{"01AAAAAAAAAAAAAAAAAAAAAAAA"};
    told.between = {run::NodePrompt{"Where?", {{0, 5}}},
                    run::NodeChunk{"At the "},
                    run::NodeChunk{"back."},
                    request,
                    span};
    record(told);

    const StoredRun run = History(file()).read(told.id);
    EXPECT_EQ(run.summary.state, RunState::Completed);
    EXPECT_EQ(run.summary.kind, "test");
    EXPECT_EQ(run.summary.usage.total, 15);
    EXPECT_EQ(run.summary.elapsed, std::chrono::microseconds(4'000));
    EXPECT_EQ(run.summary.inputText, "Where is the gate?");
    EXPECT_EQ(run.summary.outputText, "At the back.");
    EXPECT_EQ(run.inputs, Value(Dict{{"question", "Where is the gate?"}}));
    EXPECT_EQ(run.outputs, Value(Dict{{"answer", "At the back."}}));
    EXPECT_TRUE(run.isWhole);
    const std::vector<NodeAttempt> attempts = attemptsOf(run.events);
    ASSERT_EQ(attempts.size(), 1U);
    EXPECT_EQ(attempts[0].record.node, "answer");
    EXPECT_EQ(attempts[0].record.prompt, "Where?");
    EXPECT_EQ(attempts[0].streamed, "At the back.");
    EXPECT_EQ(attempts[0].record.output, Value("At the back."));
    ASSERT_EQ(attempts[0].requests.size(), 1U);
    EXPECT_EQ(*attempts[0].requests[0].attempt.sent, "{\"messages\": []}");
    EXPECT_THAT(attempts[0].requests[0].attempt.sentHeaders,
                ElementsAre(testing::Pair("api-key", "******")));
    ASSERT_EQ(attempts[0].spans.size(), 1U);
    EXPECT_EQ(attempts[0].spans[0].output, span.output);
    // From the first event on, by the clock that nobody sets.
    EXPECT_EQ(run.events.front().time, run::Clock::time_point());
    EXPECT_EQ(run.events.back().time, run::Clock::time_point(std::chrono::milliseconds(9)));
}

TEST_F(HistoryTest, CountsWhatTheSimulatorAnswersAsNothing)
{
    run::Request request;
    request.attempt.status = 200;
    request.attempt.usage = {10, 5, 15};
    ToldRun told{"01AAAAAAAAAAAAAAAAAAAAAAAA"};
    told.between = {request}; // port 0: nobody is paid
    record(told);
    EXPECT_EQ(History(file()).read(told.id).summary.cost, 0.0);
    request.attempt.port = 443;
    request.attempt.host = "model.test";
    ToldRun real{"01BBBBBBBBBBBBBBBBBBBBBBBB"};
    real.between = {request};
    record(real);
    EXPECT_EQ(History(file()).read(real.id).summary.cost, std::nullopt); // of no known model
}

TEST_F(HistoryTest, SaysWhyARunFailed)
{
    ToldRun told{"01AAAAAAAAAAAAAAAAAAAAAAAA"};
    told.fails = true;
    record(told);
    const StoredRun run = History(file()).read(told.id);
    EXPECT_EQ(run.summary.state, RunState::Failed);
    EXPECT_EQ(run.summary.failedNode, "answer");
    EXPECT_EQ(run.summary.error, "The bridge is up.");
    ASSERT_TRUE(run.error);
    EXPECT_EQ(run.error->hint(), "Lower it.");
    EXPECT_EQ(run.error->code(), ErrorCode::NodeFailed);
}

TEST_F(HistoryTest, SurvivesAClockThatJumps)
{
    ToldRun told{"01AAAAAAAAAAAAAAAAAAAAAAAA"};
    std::vector<run::RunEvent> events = told.events();
    for (std::size_t i = 2; i < events.size(); ++i)
        events[i].wallTime -= std::chrono::hours(100'000); // 11 years back
    Recorder recorder(file(), {});
    const auto recording = recorder.record(aboutNothing());
    for (const run::RunEvent &event : events)
        recording->onEvent(event);
    recorder.flush();
    const StoredRun run = History(file()).read(told.id);
    EXPECT_EQ(run.summary.elapsed, std::chrono::microseconds(4'000));
    for (std::size_t i = 1; i < run.events.size(); ++i)
        EXPECT_GT(run.events[i].time, run.events[i - 1].time);
    EXPECT_EQ(run.events[2].wallTime,
              std::chrono::floor<std::chrono::microseconds>(events[2].wallTime));
}

TEST_F(HistoryTest, FindsRunsByWhatTheyAre)
{
    ToldRun one{"01AAAAAAAAAAAAAAAAAAAAAAAA"};
    one.question = "Refund for a torn sail?";
    ToldRun two{"01BBBBBBBBBBBBBBBBBBBBBBBB"};
    two.fails = true;
    two.node = "look-up";
    two.wall += std::chrono::hours(1);
    ToldRun three{"01CCCCCCCCCCCCCCCCCCCCCCCC"};
    three.question = "환불 규정이 어떻게 되나요?";
    three.wall += std::chrono::hours(2);
    record(one);
    record(two, aboutNothing("debug"));
    record(three);
    History(file()).setTags(one.id, {"sails", "v=2"});
    History(file()).setPinned(two.id, true);
    History(file()).setCost(one.id, 0.02);

    EXPECT_THAT(found(""), ElementsAre(three.id, two.id, one.id));
    EXPECT_THAT(found("torn"), ElementsAre(one.id));
    EXPECT_THAT(found("refund sail"), ElementsAre(one.id));
    EXPECT_THAT(found("환불"), ElementsAre(three.id));
    EXPECT_THAT(found("\"torn sail\""), ElementsAre(one.id));
    EXPECT_THAT(found("bridge"), ElementsAre(two.id)) << "an error's words";
    EXPECT_THAT(found("state:failed"), ElementsAre(two.id));
    EXPECT_THAT(found("-state:failed"), ElementsAre(three.id, one.id));
    EXPECT_THAT(found("node:look-up"), ElementsAre(two.id));
    EXPECT_THAT(found("state:failed node:answer"), IsEmpty()) << "that node never failed";
    EXPECT_THAT(found("state:failed node:look-up"), ElementsAre(two.id));
    EXPECT_THAT(found("kind:debug"), ElementsAre(two.id));
    EXPECT_THAT(found("tag:sails"), ElementsAre(one.id));
    EXPECT_THAT(found("tag:v=2"), ElementsAre(one.id));
    EXPECT_THAT(found("tag:v"), ElementsAre(one.id)) << "whatever its value";
    EXPECT_THAT(found("-tag:v"), ElementsAre(three.id, two.id));
    EXPECT_THAT(found("tag:sail"), IsEmpty());
    EXPECT_THAT(found("tag:v="), IsEmpty());
    EXPECT_THAT(found("tag:"), IsEmpty());
    EXPECT_THAT(found("pinned:yes"), ElementsAre(two.id));
    EXPECT_THAT(found("cost>0.01"), ElementsAre(one.id));
    EXPECT_THAT(found("tokens>=15 tokens<16 time<1s"), ElementsAre(three.id, two.id, one.id));
    EXPECT_THAT(found("time>1s"), IsEmpty());
    EXPECT_THAT(found("id:01b"), ElementsAre(two.id));
    EXPECT_THAT(found("before:2020-01-01"), IsEmpty());
    EXPECT_THAT(found("?!"), ElementsAre(three.id, two.id, one.id)) << "no letter to look for";
    EXPECT_EQ(History(file()).list({"", "debug", 9}).size(), 1U);
    EXPECT_EQ(History(file()).list({"", "all", 2, 1}).front().id, two.id);
    EXPECT_EQ(History(file()).count({"kind:test", ""}), 2U);
    EXPECT_THAT(History(file()).values("kind"),
                ElementsAre(std::pair<std::string, std::size_t>("test", 2),
                            std::pair<std::string, std::size_t>("debug", 1)));
}

TEST_F(HistoryTest, SaysWhichWordsMeanNothing)
{
    record({"01AAAAAAAAAAAAAAAAAAAAAAAA"});
    for (const char *words :
         {"colour:red", "cost>cheap", "state:odd", "after:yesterday", "time>3weeks"})
        EXPECT_THROW(found(words), Error) << words;
    // What would be SQL or FTS5's language is text.
    for (const char *words : {"'; DROP TABLE run; --", "a\"b", "NOT (", "tag:') OR 1=1", "node:\""})
        EXPECT_THAT(found(words), IsEmpty()) << words;
    EXPECT_THAT(found("gate"), Not(IsEmpty()));
}

TEST_F(HistoryTest, NamesARunByItsBeginning)
{
    record({"01ABAAAAAAAAAAAAAAAAAAAAAA"});
    record({"01ACAAAAAAAAAAAAAAAAAAAAAA"});
    History history(file());
    EXPECT_EQ(history.find("01ab"), "01ABAAAAAAAAAAAAAAAAAAAAAA");
    EXPECT_EQ(history.find("01ABAAAAAAAAAAAAAAAAAAAAAA"), "01ABAAAAAAAAAAAAAAAAAAAAAA");
    EXPECT_EQ(history.find("last"), history.list(RunQuery()).front().id);
    for (const char *name : {"01A", "", "02", "%", "01AB_"})
        EXPECT_THROW(history.find(name), Error) << name;
}

TEST_F(HistoryTest, LetsGoOfOldRunsButOfPinnedOnes)
{
    for (int i = 0; i < 30; ++i) {
        ToldRun run{"01AAAAAAAAAAAAAAAAAAAAAA" + std::to_string(10 + i)};
        run.wall -= std::chrono::hours(24 * (i + 1));
        run.question = std::string(5'000, static_cast<char>('a' + i % 26)) + std::to_string(i);
        record(run);
    }
    History history(file());
    history.setPinned("01AAAAAAAAAAAAAAAAAAAAAA39", true);
    Retention retention;
    retention.age = std::chrono::hours(24 * 10 + 12);
    EXPECT_EQ(history.prune(retention), 19U);
    EXPECT_EQ(history.list(RunQuery()).size(), 11U);
    EXPECT_THAT(history.list(RunQuery()).back().id, HasSubstr("39"));
    retention.age.reset();
    retention.bytes = 1;
    EXPECT_EQ(history.prune(retention), 10U);
    EXPECT_EQ(history.read("01AAAAAAAAAAAAAAAAAAAAAA39").events.size(), 5U)
        << "its values are there";
}

TEST_F(HistoryTest, SharesValuesAndFreesThemWithTheLastRun)
{
    ToldRun run{"01AAAAAAAAAAAAAAAAAAAAAAAA"};
    std::string text;
    for (int i = 0; text.size() < 200'000; ++i)
        text += std::to_string(i * 7'919);
    run.question = text;
    record(run);
    const std::uint64_t first = History(file()).summary(run.id).bytes;
    ToldRun again{"01BBBBBBBBBBBBBBBBBBBBBBBB"};
    again.question = text;
    record(again);
    History history(file());
    EXPECT_GT(first, 50'000U);
    EXPECT_LT(history.summary(again.id).bytes, 5'000U) << "the value is there already";
    history.remove(run.id);
    EXPECT_EQ(*history.read(again.id).inputs.find("question"), Value(text));
    EXPECT_THROW(history.read(run.id), Error);
}

TEST_F(HistoryTest, MasksSecretsAndWhatTheUserNames)
{
    log::registerSecret("s3cret-of-the-keep");
    ToldRun run{"01AAAAAAAAAAAAAAAAAAAAAAAA"};
    run.question = "My key is s3cret-of-the-keep, my card 4111-1111.";
    run.between = {run::NodeLog{false, "card 4111-1111\n"}, run::NodePrompt{"4111-1111", {{0, 4}}}};
    RecorderOptions options;
    options.redact = "\\d{4}-\\d{4}";
    record(run, aboutNothing(), options);
    const StoredRun stored = History(file()).read(run.id);
    EXPECT_EQ(*stored.inputs.find("question"), Value("My key is ******, my card ******."));
    EXPECT_EQ(attemptsOf(stored.events)[0].record.prompt, "******");
    EXPECT_EQ(stored.summary.inputText, "My key is ******, my card ******.");
    EXPECT_THAT(found("4111"), IsEmpty());
    for (const auto &entry : std::filesystem::directory_iterator(file().parent_path())) {
        const std::string bytes = m_folder.read(entry.path());
        EXPECT_THAT(bytes, Not(HasSubstr("s3cret"))) << entry.path();
        EXPECT_THAT(bytes, Not(HasSubstr("4111"))) << entry.path();
    }
}

TEST_F(HistoryTest, SealsValuesWithTheVaultsKey)
{
    ::setenv("POSTERN_VAULT_KEY", std::string(64, '7').c_str(), 1);
    ToldRun run{"01AAAAAAAAAAAAAAAAAAAAAAAA"};
    run.question = "The password of the tower is swordfish";
    RecorderOptions options;
    options.isEncrypted = true;
    record(run, aboutNothing(), options);
    EXPECT_EQ(*History(file()).read(run.id).inputs.find("question"), run.question);
    EXPECT_EQ(History(file()).summary(run.id).inputText, "The password of the tower is swordfish");
    for (const auto &entry : std::filesystem::directory_iterator(file().parent_path()))
        EXPECT_THAT(m_folder.read(entry.path()), Not(HasSubstr("swordfish"))) << entry.path();
    ::setenv("POSTERN_VAULT_KEY", std::string(64, '8').c_str(), 1);
    EXPECT_THROW(History(file()).read(run.id), Error) << "another key";
    EXPECT_EQ(History(file()).list(RunQuery()).size(), 1U) << "it is listed all the same";
    ::unsetenv("POSTERN_VAULT_KEY");
}

TEST_F(HistoryTest, KeepsWhatIsHugeWithinBounds)
{
    ToldRun run{"01AAAAAAAAAAAAAAAAAAAAAAAA"};
    run.answer = std::string(200'000'000, 'x');
    Value deep = "bottom";
    for (int i = 0; i < 1'500; ++i)
        deep = List{deep};
    run.question = deep;
    run.between = {run::NodeLog{false, std::string(5'000'000, 'l')},
                   run::NodeChunk{"\xff\x00\xfe binary"}};
    record(run);
    EXPECT_LT(std::filesystem::file_size(file().string() + "-wal"), 50'000'000U);
    const StoredRun stored = History(file()).read(run.id);
    EXPECT_FALSE(stored.isWhole);
    EXPECT_EQ(stored.summary.state, RunState::Completed);
    const std::string &answer = stored.outputs.find("answer")->asString();
    EXPECT_THAT(answer, HasSubstr("aren't kept"));
    EXPECT_LT(answer.size(), 100'000U);
}

TEST_F(HistoryTest, HeedsASettingThatIsChangedWhileTheProgramRuns)
{
    ::setenv("POSTERN_HOME", (m_folder.path() / "home").c_str(), 1);
    Recorder recorder;
    const auto recorded = [&](const std::string &id) {
        const auto recording = recorder.record(aboutNothing());
        if (recording)
            ToldRun{id}.tell(*recording);
        recorder.flush();
        return recording != nullptr;
    };
    EXPECT_TRUE(recorded("01AAAAAAAAAAAAAAAAAAAAAAAA"));
    store::Settings::update({{"history.enabled", "false"}});
    EXPECT_FALSE(recorded("01BBBBBBBBBBBBBBBBBBBBBBBB"));
    store::Settings::update({{"history.enabled", "true"}, {"history.redact", "back"}});
    EXPECT_TRUE(recorded("01CCCCCCCCCCCCCCCCCCCCCCCC"));
    ::unsetenv("POSTERN_HOME");
    History history(file());
    EXPECT_EQ(history.list({"", "all", 10, 0}).size(), 2U);
    const auto answerOf = [&](const std::string &id) {
        return history.read(id).outputs.find("answer")->asString();
    };
    EXPECT_EQ(answerOf("01AAAAAAAAAAAAAAAAAAAAAAAA"), "At the back.");
    EXPECT_THAT(answerOf("01CCCCCCCCCCCCCCCCCCCCCCCC"), Not(HasSubstr("back")));
}

TEST_F(HistoryTest, KeepsABatchUnderOneRun)
{
    RunAbout about = aboutNothing("batch");
    about.isBatch = true;
    {
        Recorder recorder(file(), {});
        const auto recording = recorder.record(std::move(about));
        for (std::size_t line = 0; line < 20; ++line) {
            ToldRun told{"01AAAAAAAAAAAAAAAAAAAAAAAA"};
            told.fails = line % 4 == 0;
            for (run::RunEvent &event : told.events()) {
                event.origin.line = line;
                recording->onEvent(event);
            }
        }
        recorder.flush();
        EXPECT_EQ(History(file()).summary("01AAAAAAAAAAAAAAAAAAAAAAAA").state, RunState::Running);
        recording->end(RunState::Completed);
        recorder.flush();
    }
    const StoredRun run = History(file()).read("01AAAAAAAAAAAAAAAAAAAAAAAA");
    EXPECT_EQ(run.summary.state, RunState::Completed);
    EXPECT_EQ(run.summary.lines, 20U);
    EXPECT_EQ(run.summary.failedLines, 5U);
    EXPECT_EQ(run.summary.usage.total, 20 * 15);
    EXPECT_EQ(attemptsOf(run.events).size(), 20U);
    EXPECT_THAT(found("failed>4 lines:20"), ElementsAre(run.summary.id));
}

TEST_F(HistoryTest, LinksForksToTheirParent)
{
    record({"01AAAAAAAAAAAAAAAAAAAAAAAA"});
    RunAbout about = aboutNothing("debug");
    about.parent = "01AAAAAAAAAAAAAAAAAAAAAAAA";
    about.change = "answer: prompt edited";
    record({"01BBBBBBBBBBBBBBBBBBBBBBBB"}, about);
    const std::vector<RunSummary> forks = History(file()).forksOf(about.parent);
    ASSERT_EQ(forks.size(), 1U);
    EXPECT_EQ(forks[0].change, "answer: prompt edited");
    EXPECT_THAT(found("parent:01aaaaaaaaaaaaaaaaaaaaaaaa"),
                ElementsAre("01BBBBBBBBBBBBBBBBBBBBBBBB"));
}

TEST_F(HistoryTest, TakesBackARemoval)
{
    ToldRun run{"01AAAAAAAAAAAAAAAAAAAAAAAA"};
    record(run);
    History history(file());
    history.setTags(run.id, {"kept"});
    history.setPinned(run.id, true);
    const LooseRun taken = takeRun(history, run.id);
    history.remove(run.id);
    EXPECT_THAT(found(""), IsEmpty());
    history.add(taken);
    const RunSummary summary = history.summary(run.id);
    EXPECT_TRUE(summary.isPinned);
    EXPECT_THAT(summary.tags, ElementsAre("kept"));
    EXPECT_EQ(summary.usage.total, 15);
    EXPECT_THAT(found("gate"), ElementsAre(run.id));
    EXPECT_THROW(history.add(taken), Error) << "there is one of that id";
}

} // namespace
} // namespace postern::history
