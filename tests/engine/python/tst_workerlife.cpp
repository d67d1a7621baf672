// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/base/error.h"
#include "workerfixture.h"

#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/cancellation_signal.hpp>
#include <boost/asio/steady_timer.hpp>
#include <gmock/gmock.h>

#include <csignal>

using namespace postern;
namespace fs = std::filesystem;
namespace asio = boost::asio;
using Clock = std::chrono::steady_clock;
using testing::HasSubstr;

namespace {

class WorkerLife : public test::WorkerTest
{
protected:
    /// Starts a call without waiting; its result or error text is appended to `ends`.
    void start(const std::string &file,
               std::vector<std::pair<std::string, python::Argument>> arguments = {},
               asio::cancellation_slot slot = {})
    {
        python::ToolCall toolCall;
        toolCall.node = file;
        toolCall.toolId = file;
        toolCall.arguments = std::move(arguments);
        asio::co_spawn(loop(),
                       line().call(std::move(toolCall), {}),
                       asio::bind_cancellation_slot(slot,
                                                    [this](std::exception_ptr error,
                                                           python::ToolResult result) {
                                                        ends.push_back(
                                                            error ? textOf(error)
                                                                  : json::write(result.value));
                                                    }));
    }
    static std::string textOf(const std::exception_ptr &error)
    {
        try {
            std::rethrow_exception(error);
        } catch (const Error &e) {
            return std::string(toString(e.code()));
        }
    }
    /// Lets the loop work until so many calls have ended.
    void await(std::size_t count)
    {
        loop().restart();
        const auto deadline = Clock::now() + std::chrono::seconds(20);
        while (ends.size() < count && Clock::now() < deadline) {
            loop().run_one_until(deadline);
        }
        ASSERT_EQ(ends.size(), count);
    }

    std::vector<std::string> ends;
};

} // namespace

TEST_F(WorkerLife, WritesGoToTheirNodesLogOneByOne)
{
    result("import sys\n@tool\ndef f():\n"
           "    print('out', 1)\n    print('err', file=sys.stderr)\n"
           "    sys.stdout.buffer.write(b'raw\\xc3\\xa9')\n");
    EXPECT_EQ(log, "O:outO: O:1O:\nE:errE:\nO:raw\xc3\xa9");
}

TEST_F(WorkerLife, TheStampIsPromptFlows)
{
    const auto time = std::chrono::system_clock::from_time_t(0);
    EXPECT_EQ(python::stampLog("x\n", time), "[1970-01-01T00:00:00+0000] x\n");
    EXPECT_EQ(python::stampLog("\n", time), "\n");
    EXPECT_EQ(python::stampLog("", time), "[1970-01-01T00:00:00+0000] ");
}

TEST_F(WorkerLife, WhatGoesPastPythonIsTheLogOfTheOnlyCall)
{
    std::string loading;
    options.onLog = [&](std::string_view tool, bool isError, std::string_view text) {
        loading += std::string(tool) + (isError ? "/E:" : "/O:") + std::string(text);
    };
    result("import os, subprocess, threading\nprint('import')\nsubprocess.run(['echo', 'pip'])\n"
           "@tool\ndef f():\n    os.write(1, b'raw1\\n')\n    os.write(2, b'raw2\\nhalf')\n"
           "    subprocess.run(['echo', 'child'])\n"
           "    one = threading.Thread(target=lambda: print('thread'))\n"
           "    one.start()\n    one.join()\n    return 1\n");
    EXPECT_EQ(loading, "t.py/O:importt.py/O:\nt.py/O:pip\n");
    for (const char *piece : {"O:raw1\n", "E:raw2\n", "E:half", "O:child\n", "O:thread"})
        EXPECT_THAT(log, HasSubstr(piece));
}

TEST_F(WorkerLife, WhatCallsAtOnceWritePastPythonIsNobodys)
{
    std::string shared;
    options.onLog = [&](std::string_view tool, bool, std::string_view text) {
        shared += std::string(tool) + std::string(text);
    };
    writeTool("t.py",
              "import os, threading\nboth = threading.Barrier(2)\n"
              "@tool\ndef f(x):\n    both.wait(10)\n    os.write(1, x.encode() + b'\\n')\n"
              "    both.wait(10)\n");
    load("t.py");
    for (const char *name : {"one", "two"}) {
        python::ToolCall toolCall;
        toolCall.node = name;
        toolCall.toolId = "t.py";
        toolCall.arguments = {{"x", Value(name)}};
        python::CallObserver observer;
        observer.onLog = [](bool, std::string_view text) { ADD_FAILURE() << text; };
        asio::co_spawn(loop(),
                       line().call(std::move(toolCall), std::move(observer)),
                       [this](std::exception_ptr, python::ToolResult) { ends.emplace_back(); });
    }
    await(2);
    EXPECT_THAT(shared, HasSubstr("one\n"));
    EXPECT_THAT(shared, HasSubstr("two\n"));
}

TEST_F(WorkerLife, TheLastWordsOfACrashAreTheCallsLog)
{
    writeTool("t.py",
              "import ctypes, os\n@tool\ndef f():\n    os.write(2, b'half a line')\n"
              "    native = ctypes.CDLL(None)\n    native.puts(b'native')\n"
              "    native.printf(b'words')\n    native.abort()\n");
    load("t.py");
    EXPECT_THROW(call("t.py"), Error);
    for (const char *piece : {"E:half a line", "O:native\n", "words"})
        EXPECT_THAT(log, HasSubstr(piece));
}

TEST_F(WorkerLife, AForkedChildWritesLikeAnyOther)
{
    result("import os\n@tool\ndef f():\n    print('parent', end='')\n    child = os.fork()\n"
           "    if child == 0:\n        print('child')\n        os._exit(0)\n"
           "    os.waitpid(child, 0)\n    return 1\n");
    EXPECT_THAT(log, HasSubstr("O:child\n"));
    EXPECT_EQ(log.find("parent"), log.rfind("parent")) << "told twice: " << log;
}

TEST_F(WorkerLife, TextOfAnotherEncodingIsStillText)
{
    result("import os\n@tool\ndef f():\n    os.write(1, b'\\xb0\\xa1\\n')\n"
           "    for byte in '가'.encode():\n        os.write(2, bytes([byte]))\n"
           "    return 1\n");
    EXPECT_THAT(log, HasSubstr("O:\xEF\xBF\xBD\xEF\xBF\xBD\n"));
    EXPECT_THAT(log, HasSubstr("E:가"));
}

TEST_F(WorkerLife, AMegabyteOfPrintsBlocksNobody)
{
    result("import os\n@tool\ndef f():\n"
           "    for i in range(1024):\n        print('x' * 1023)\n"
           "    os.write(1, b'y' * (1 << 20))\n    return 1\n");
    EXPECT_GT(log.size(), 1U << 20U);
}

TEST_F(WorkerLife, StandardInputIsEmpty)
{
    EXPECT_EQ(result("import sys\n@tool\ndef f():\n    return sys.stdin.read()\n"), Value(""));
}

TEST_F(WorkerLife, FolderAndEnvironmentAreTheRuns)
{
    options.environment = {{"POSTERN_TEST", "v"}};
    write("helper.py", "value = 'from helper'\n");
    const Value value = result("import os\nfrom helper import value\n"
                               "@tool\ndef f():\n"
                               "    return [os.environ['POSTERN_TEST'], value, os.getcwd()]\n");
    EXPECT_EQ(value.asList()[0], Value("v"));
    EXPECT_EQ(value.asList()[1], Value("from helper"));
    EXPECT_EQ(value.asList()[2], Value(fs::canonical(folder()).string()));
    EXPECT_FALSE(fs::exists(folder() / "__pycache__")) << "nothing is written by running";
}

TEST_F(WorkerLife, ABlockedFunctionDoesNotBlockTheOthers)
{
    writeTool("slow.py",
              "import threading\nhold = threading.Event()\n"
              "@tool\ndef f():\n    return hold.wait(15)\n");
    writeTool("free.py",
              "import gc, threading\n@tool\ndef f():\n"
              "    [g for g in gc.get_objects() if isinstance(g, dict) and 'hold' in g and\n"
              "     '__file__' in g and g['__file__'].endswith('slow.py')][0]['hold'].set()\n"
              "    return 'freed'\n");
    writeTool("async.py", "@tool\nasync def f():\n    return 'async'\n");
    load("slow.py");
    load("free.py");
    load("async.py");
    const auto before = Clock::now();
    start("slow.py");
    start("slow.py");
    start("async.py");
    start("free.py");
    await(4);
    EXPECT_THAT(ends, testing::UnorderedElementsAre("true", "true", "\"async\"", "\"freed\""));
    EXPECT_LT(Clock::now() - before, std::chrono::seconds(10))
        << "the events were set, not timed out";
}

TEST_F(WorkerLife, ManySlowFunctionsRunAtOnce)
{
    // Each waits for all: they end only when all run at the same time.
    writeTool("t.py",
              "import threading\nall_there = threading.Barrier(24)\n"
              "@tool\ndef f():\n    all_there.wait(15)\n    return 1\n");
    load("t.py");
    for (int round = 1; round <= 3; ++round) {
        for (int i = 0; i < 24; ++i) {
            start("t.py");
        }
        await(24U * static_cast<unsigned>(round));
    }
    EXPECT_THAT(ends, testing::Each("1"));
}

TEST_F(WorkerLife, ManyCoroutinesRunAtOnce)
{
    writeTool("t.py",
              "import asyncio\ncount = 0\nevent = asyncio.Event()\n"
              "@tool\nasync def f():\n    global count\n    count += 1\n"
              "    if count == 100:\n        event.set()\n    await event.wait()\n    return 1\n");
    load("t.py");
    for (int i = 0; i < 100; ++i) {
        start("t.py");
    }
    await(100);
    EXPECT_THAT(ends, testing::Each("1"));
}

TEST_F(WorkerLife, LogsOfCallsAtOnceStayApart)
{
    writeTool("t.py",
              "import threading\nboth = threading.Barrier(2)\n"
              "@tool\ndef f(x):\n    both.wait(10)\n    print(x)\n    both.wait(10)\n");
    load("t.py");
    std::map<std::string, std::string> logs;
    for (const char *name : {"one", "two"}) {
        python::ToolCall toolCall;
        toolCall.node = name;
        toolCall.toolId = "t.py";
        toolCall.arguments = {{"x", Value(name)}};
        python::CallObserver observer;
        observer.onLog = [&logs, name](bool, std::string_view text) { logs[name] += text; };
        asio::co_spawn(loop(),
                       line().call(std::move(toolCall), std::move(observer)),
                       [this](std::exception_ptr, python::ToolResult) { ends.emplace_back(); });
    }
    await(2);
    EXPECT_EQ(logs["one"], "one\n");
    EXPECT_EQ(logs["two"], "two\n");
}

TEST_F(WorkerLife, CancellingKillsAToolThatNeverReturns)
{
    for (const char *body : {"while True:\n        pass",
                             "import signal, time\n    signal.signal(signal.SIGTERM, "
                             "signal.SIG_IGN)\n    time.sleep(1000)",
                             "import subprocess\n    subprocess.run(['sleep', '1000'])"}) {
        ends.clear();
        writeTool("t.py", std::string("@tool\ndef f():\n    print('in')\n    ") + body + "\n");
        load("t.py");
        asio::cancellation_signal signal;
        python::ToolCall toolCall;
        toolCall.node = toolCall.toolId = "t.py";
        bool running = false;
        python::CallObserver observer;
        observer.onLog = [&](bool, std::string_view) { running = true; };
        asio::co_spawn(loop(),
                       line().call(std::move(toolCall), std::move(observer)),
                       asio::bind_cancellation_slot(signal.slot(),
                                                    [&](std::exception_ptr error,
                                                        python::ToolResult) {
                                                        ends.push_back(textOf(error));
                                                    }));
        loop().restart();
        while (!running) {
            loop().run_one();
        }
        const auto before = Clock::now();
        signal.emit(asio::cancellation_type::terminal);
        await(1);
        EXPECT_EQ(ends[0], "Cancelled");
        endLine();
        loop().run_for(std::chrono::milliseconds(1));
        EXPECT_LT(Clock::now() - before, std::chrono::milliseconds(100));
    }
}

TEST_F(WorkerLife, ARetiredWorkerFinishesItsOtherLines)
{
    writeTool("stuck.py", "import time\n@tool\ndef f():\n    print('in')\n    time.sleep(1000)\n");
    writeTool("t.py", "import os\n@tool\ndef f():\n    return os.getpid()\n");
    load("stuck.py");
    load("t.py");
    const Value process = call("t.py").value;
    auto late = run(pool().beginLine());
    python::ToolCall toolCall;
    toolCall.node = toolCall.toolId = "stuck.py";
    asio::cancellation_signal signal;
    bool running = false;
    python::CallObserver observer;
    observer.onLog = [&](bool, std::string_view) { running = true; };
    asio::co_spawn(loop(),
                   late->call(std::move(toolCall), std::move(observer)),
                   asio::bind_cancellation_slot(signal.slot(),
                                                [&](std::exception_ptr error, python::ToolResult) {
                                                    ends.push_back(textOf(error));
                                                }));
    loop().restart();
    while (!running) {
        loop().run_one();
    }
    late->retire();
    signal.emit(asio::cancellation_type::terminal);
    await(1);
    late.reset();
    EXPECT_EQ(call("t.py").value, process) << "the other line's worker lives on";
    endLine();
    EXPECT_FALSE(call("t.py").value == process) << "a new line gets a new worker";
}

TEST_F(WorkerLife, KillingThePoolFailsWhatRuns)
{
    writeTool("t.py", "import time\n@tool\ndef f():\n    time.sleep(1000)\n");
    load("t.py");
    start("t.py");
    start("t.py");
    loop().restart();
    loop().poll();
    pool().kill();
    await(2);
    EXPECT_THAT(ends, testing::Each("NodeFailed"));
}

TEST_F(WorkerLife, LinesSpreadOverWorkersAndKeepTheirValues)
{
    writeTool("t.py", "import os\n@tool\ndef f(x):\n    return [os.getpid(), x]\n");
    pool(2);
    load("t.py");
    auto first = run(pool().beginLine());
    auto second = run(pool().beginLine());
    auto third = run(pool().beginLine());
    std::vector<Value> processes;
    int number = 0;
    for (python::Line *one : {first.get(), second.get(), third.get()}) {
        run(one->setSlot("inputs.x", Value(++number)));
        python::ToolCall toolCall;
        toolCall.node = "a";
        toolCall.toolId = "t.py";
        toolCall.arguments = {{"x", python::SlotReference{"inputs.x", {}}}};
        const Value value = run(one->call(toolCall, {})).value;
        EXPECT_EQ(value.asList()[1], Value(number));
        processes.push_back(value.asList()[0]);
    }
    EXPECT_FALSE(processes[0] == processes[1]);
    EXPECT_TRUE(processes[2] == processes[0] || processes[2] == processes[1]);
}

TEST_F(WorkerLife, ANewWorkerCallsNothingBeforeItIsLoaded)
{
    // Where an import takes long, another thread reads on.
    writeTool("t.py", "import time\ntime.sleep(0.4)\n@tool\ndef t(x):\n    return x\n");
    writeTool("u.py", "import time\ntime.sleep(0.4)\n@tool\nasync def u(x):\n    return x\n");
    pool(2);
    load("t.py");
    load("u.py");
    auto first = run(pool().beginLine());
    auto second = run(pool().beginLine()); // of a worker that starts
    for (int i = 0; i < 6; ++i) {
        python::ToolCall toolCall;
        toolCall.node = "a";
        toolCall.toolId = i % 2 == 0 ? "t.py" : "u.py";
        toolCall.arguments = {{"x", Value(i)}};
        asio::co_spawn(loop(),
                       second->call(std::move(toolCall), {}),
                       [this](const std::exception_ptr &error, const python::ToolResult &result) {
                           ends.push_back(error ? textOf(error) : json::write(result.value));
                       });
    }
    await(6);
    std::ranges::sort(ends);
    EXPECT_EQ(ends, (std::vector<std::string>{"0", "1", "2", "3", "4", "5"}));
}

TEST_F(WorkerLife, ContactedHostsAreReported)
{
    std::vector<std::string> hosts;
    options.onEgress = [&](std::string_view host, int port) {
        hosts.push_back(std::string(host) + ":" + std::to_string(port));
    };
    result("import socket\n@tool\ndef f():\n"
           "    for address in (('127.0.0.1', 9), ('127.0.0.1', 9)):\n"
           "        try:\n            socket.create_connection(address, timeout=1)\n"
           "        except OSError:\n            pass\n");
    EXPECT_THAT(hosts, testing::ElementsAre("127.0.0.1:9"));
}
