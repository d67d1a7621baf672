// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/base/json.h"
#include "engine/dap/pythonlines.h"

#include <boost/asio/buffer.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/local/stream_protocol.hpp>
#include <boost/asio/write.hpp>
#include <gtest/gtest.h>

#include <array>
#include <condition_variable>
#include <mutex>

using namespace postern;
using namespace postern::dap;
namespace asio = boost::asio;

namespace {

/// The debugger's side of the protocol, as far as a test lets it go; tst_debuglines.py has the real one.
class Process
{
public:
    explicit Process(const std::filesystem::path &socket)
        : m_socket(m_loop)
    {
        m_socket.connect(asio::local::stream_protocol::endpoint(socket.string()));
    }

    void say(const std::string &bytes) { asio::write(m_socket, asio::buffer(bytes)); }
    void event(const std::string &name, Dict body)
    {
        say(framed(Dict{{"type", "event"}, {"event", name}, {"body", std::move(body)}}));
    }
    /// Waits for a request, and answers it.
    Value answer(const std::string &command, Dict body = {}, bool success = true)
    {
        Value request = next();
        EXPECT_EQ(textOf(request, "command"), command);
        say(framed(Dict{{"type", "response"},
                        {"request_seq", numberOf(request, "seq")},
                        {"success", success},
                        {"message", success ? "" : "NameError: name 'x' is not defined"},
                        {"body", std::move(body)}}));
        return request;
    }
    void begin()
    {
        say(R"({"folder": "/flow", "own": "/postern", "python": "3.11"})"
            "\n");
        answer("initialize");
        answer("attach");
    }
    /// Stands at a line, and answers what is asked of that.
    void stand(int line)
    {
        event("stopped", {{"threadId", 1}, {"reason", "breakpoint"}});
        answer("stackTrace",
               {{"stackFrames",
                 List{Dict{{"id", 5},
                           {"name", "ask"},
                           {"line", line},
                           {"source", Dict{{"path", "/flow/lib/ask.py"}}}}}}});
        answer("evaluate", {{"result", "'answer'"}});
        answer("scopes", {{"scopes", List{Dict{{"variablesReference", 9}}}}});
        answer("variables",
               {{"variables",
                 List{Dict{{"name", "special variables"}, {"value", ""}},
                      Dict{{"name", "n"}, {"value", "3"}, {"type", "int"}}}}});
    }
    void close() { m_socket.close(); }

private:
    Value next()
    {
        while (m_messages.empty()) {
            std::array<char, 4096> chunk{};
            const std::size_t size = m_socket.read_some(asio::buffer(chunk));
            for (Value &message : m_reader.feed({chunk.data(), size}))
                m_messages.push_back(std::move(message));
        }
        Value first = m_messages.front();
        m_messages.erase(m_messages.begin());
        return first;
    }

    asio::io_context m_loop;
    asio::local::stream_protocol::socket m_socket;
    MessageReader m_reader;
    std::vector<Value> m_messages;
};

class PythonLinesTest : public testing::Test
{
protected:
    PythonLinesTest()
        : m_lines([this](const LineNotice &notice) {
            const std::lock_guard lock(m_mutex);
            m_notices.push_back(notice);
            m_changed.notify_all();
        })
    {}

    LineNotice notice()
    {
        std::unique_lock lock(m_mutex);
        m_changed.wait(lock, [this] { return !m_notices.empty(); });
        LineNotice first = m_notices.front();
        m_notices.erase(m_notices.begin());
        return first;
    }

    std::mutex m_mutex;
    std::condition_variable m_changed;
    std::vector<LineNotice> m_notices;
    PythonLines m_lines; // last: its thread uses the others
};

TEST_F(PythonLinesTest, saysWhereToStopBeforeTheCodeRuns)
{
    m_lines.setBreakpoints(
        {{.id = 1, .file = "lib/ask.py", .line = 4, .condition = "n > 2", .hits = 3, .log = {}},
         {.id = 2, .file = "/other.py", .line = 1, .condition = {}, .hits = 0, .log = "n is {n}"}});
    Process process(m_lines.socket());
    process.begin();
    const Value other = process.answer("setBreakpoints");
    EXPECT_EQ(
        json::write(*other.find("arguments")),
        R"({"source": {"path": "/other.py"}, "breakpoints": [{"line": 1, "logMessage": "n is {n}"}]})");
    const Value own = process.answer("setBreakpoints");
    EXPECT_EQ(
        json::write(*own.find("arguments")),
        R"({"source": {"path": "/flow/lib/ask.py"}, "breakpoints": [{"line": 4, "condition": "n > 2", "hitCondition": ">=3"}]})");
    process.answer("configurationDone");
}

TEST_F(PythonLinesTest, tellsAStopWithItsNodeFramesAndVariables)
{
    Process process(m_lines.socket());
    process.begin();
    process.answer("configurationDone");
    process.stand(4);
    const LineNotice told = notice();
    EXPECT_EQ(told.kind, LineNotice::Kind::Stopped);
    EXPECT_EQ(told.node, "answer");
    const LineStop stop = m_lines.stop().value();
    ASSERT_EQ(stop.frames.size(), 1U);
    EXPECT_EQ(stop.frames[0].file, "lib/ask.py");
    EXPECT_EQ(stop.frames[0].line, 4);
    ASSERT_EQ(stop.locals.size(), 1U);
    EXPECT_EQ(stop.locals[0].value, "3");
    m_lines.go(Step::Over);
    EXPECT_EQ(notice().kind, LineNotice::Kind::Resumed);
    EXPECT_FALSE(m_lines.stop());
    process.answer("next");
}

TEST_F(PythonLinesTest, endsAStepThatHasLeftTheCode)
{
    Process process(m_lines.socket());
    process.begin();
    process.answer("configurationDone");
    process.stand(4);
    notice();
    m_lines.endStep(); // nothing goes on
    m_lines.go(Step::Out);
    process.answer("stepOut");
    m_lines.endStep();
    m_lines.endStep(); // once
    process.answer("continue");
    process.stand(5);
    EXPECT_EQ(notice().kind, LineNotice::Kind::Resumed);
    EXPECT_EQ(notice().kind, LineNotice::Kind::Stopped);
    m_lines.go(Step::Continue);
    m_lines.endStep();
    process.answer("continue");
}

TEST_F(PythonLinesTest, showsOneProcessAfterTheOther)
{
    Process first(m_lines.socket());
    first.begin();
    first.answer("configurationDone");
    first.stand(1);
    EXPECT_EQ(notice().kind, LineNotice::Kind::Stopped);
    Process second(m_lines.socket());
    second.begin();
    second.answer("configurationDone");
    second.stand(2);
    second.event("output", {{"category", "stdout"}, {"output", "so far\n"}}); // behind it
    EXPECT_EQ(notice().text, "so far");
    EXPECT_EQ(m_lines.stop()->frames[0].line, 1);
    m_lines.go(Step::Continue);
    EXPECT_EQ(notice().kind, LineNotice::Kind::Resumed);
    EXPECT_EQ(notice().kind, LineNotice::Kind::Stopped);
    EXPECT_EQ(m_lines.stop()->frames[0].line, 2);
}

TEST_F(PythonLinesTest, tellsWhereAProcessThatEndedStood)
{
    Process process(m_lines.socket());
    process.begin();
    process.answer("configurationDone");
    process.stand(8);
    notice();
    process.close();
    const LineNotice told = notice();
    EXPECT_EQ(told.kind, LineNotice::Kind::Ended);
    EXPECT_EQ(told.text, "lib/ask.py:8");
    EXPECT_THROW(m_lines.locals(0), Error);
}

TEST_F(PythonLinesTest, saysWhyThereIsNoDebugger)
{
    Process process(m_lines.socket());
    process.say(R"({"folder": "/flow", "own": "/p", "python": "3.9.2", "missing": "No module"})"
                "\n");
    const LineNotice told = notice();
    EXPECT_EQ(told.kind, LineNotice::Kind::Problem);
    EXPECT_EQ(told.error->message(),
              "Lines can't be debugged: the flow's Python 3.9.2 has no debugpy.");
    EXPECT_NE(told.error->hint().find("env add-wheel"), std::string::npos);
}

TEST_F(PythonLinesTest, outlivesWhatIsNoDebugger)
{
    Process noise(m_lines.socket());
    noise.say("nothing of ours\n");
    Process other(m_lines.socket());
    other.begin();
    other.say("HTTP/1.1 200 OK\r\n\r\n");
    Process process(m_lines.socket());
    process.begin();
    process.answer("configurationDone");
    process.stand(3);
    while (notice().kind != LineNotice::Kind::Stopped)
        continue;
    EXPECT_EQ(m_lines.stop()->frames[0].line, 3);
}

} // namespace
