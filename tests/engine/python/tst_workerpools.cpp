// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/python/workerpools.h"
#include "workerfixture.h"

#include <gmock/gmock.h>

#include <csignal>

using namespace postern;
namespace fs = std::filesystem;

namespace {

/// Runs of one folder, one after the other, as an engine has them.
class Pools : public test::WorkerTest
{
protected:
    Pools() { keep(1); }

    void keep(std::size_t spares)
    {
        python::WorkerPools::Limits limits;
        limits.spares = spares;
        pools.setLimits(limits);
    }

    /// What a tool gives in a run of its own. `reused` says whether it got a worker that was there.
    Value runOnce(const std::string &expression)
    {
        writeTool("t.py", "import os, sys\n@tool\ndef t(): return " + expression + "\n");
        const std::size_t before = pools.spares();
        const auto one = pools.open(options);
        reused = pools.spares() < before;
        run(one->loadTool("t", "t.py", false));
        const std::unique_ptr<python::Line> line = run(one->beginLine());
        python::ToolCall call;
        call.node = "t";
        call.toolId = "t";
        return run(line->call(std::move(call), {})).value;
    }
    /// Gives the interpreter a folder for a sitecustomize.py.
    void makeSite()
    {
        fs::create_directory(folder() / "site");
        options.environment = {{"PYTHONPATH", (folder() / "site").string()},
                               {"PYTHONDONTWRITEBYTECODE", "1"}};
    }
    void awaitSpare()
    {
        const auto deadline = std::chrono::steady_clock::now() + std::chrono::seconds(20);
        loop().restart();
        loop().poll(); // starts it, which ends the one before
        while (pools.spares() == 0 && std::chrono::steady_clock::now() < deadline)
            loop().run_one_until(deadline);
        ASSERT_EQ(pools.spares(), 1U);
    }
    /// Whether nothing is left on the loop, no process among it.
    bool isAllOver()
    {
        loop().restart();
        loop().run_for(std::chrono::seconds(20));
        return loop().stopped();
    }

    python::WorkerPools pools{loop().get_executor()};
    bool reused = false;
};

TEST_F(Pools, StartNothingAheadUnlessTheyAreAskedTo)
{
    keep(0);
    EXPECT_EQ(runOnce("1"), Value(1));
    EXPECT_TRUE(isAllOver());
    EXPECT_EQ(pools.spares(), 0U);
}

TEST_F(Pools, GiveTheNextRunAnInterpreterThatHasStarted)
{
    const Value first = runOnce("os.getpid()");
    EXPECT_FALSE(reused);
    awaitSpare();
    const Value second = runOnce("os.getpid()");
    EXPECT_TRUE(reused);
    EXPECT_NE(second, first);
    awaitSpare(); // and so on
}

TEST_F(Pools, LetNothingOfARunComeToTheNext)
{
    write("helper.py", "state = []\nVALUE = 1\n");
    const std::string look = "[os.environ.get('LEFT'), os.getcwd() == sys.path[0], "
                             "__import__('helper').VALUE, len(__import__('helper').state), "
                             "os.path.basename(os.getcwd())]";
    const std::string spoil = "[os.environ.__setitem__('LEFT', 'x'), "
                              "__import__('helper').state.append(1), sys.path.insert(0, '/'), "
                              "os.chdir('/')]";
    const Value clean = runOnce(look);
    awaitSpare();
    runOnce(spoil);
    EXPECT_TRUE(reused);
    awaitSpare();
    EXPECT_EQ(runOnce(look), clean);
    EXPECT_TRUE(reused);
    awaitSpare();
    write("helper.py", "state = []\nVALUE = 22\n");
    EXPECT_EQ(runOnce("__import__('helper').VALUE"), Value(22));
    EXPECT_TRUE(reused);
}

TEST_F(Pools, StartAheadWhatIsLikeOneThatIsStartedNow)
{
    options.environment = {{"OF_THE_RUN", "1"}};
    const std::string look
        = "[sorted(name for name in sys.modules if not name.startswith('postern_worker.')), "
          "sys.path, sys.argv, sys.dont_write_bytecode, os.getcwd(), "
          "sorted((k, v) for k, v in os.environ.items() if 'POSTERN' not in k), "
          "len(os.listdir('/proc/self/fd'))]";
    const Value fresh = runOnce(look);
    EXPECT_FALSE(reused);
    awaitSpare();
    EXPECT_EQ(runOnce(look), fresh);
    EXPECT_TRUE(reused);
}

TEST_F(Pools, StartAnotherForOtherVariables)
{
    runOnce("1");
    awaitSpare();
    options.environment = {{"COLOUR", "red"}};
    EXPECT_EQ(runOnce("os.environ['COLOUR']"), Value("red"));
    EXPECT_FALSE(reused);
    awaitSpare(); // for the latest, the other one is ended
    EXPECT_EQ(runOnce("os.environ['COLOUR']"), Value("red"));
    EXPECT_TRUE(reused);
}

TEST_F(Pools, StartNothingAheadWithVariablesThatComeOnce)
{
    options.hasOwnVariables = true;
    runOnce("1");
    EXPECT_TRUE(isAllOver());
}

TEST_F(Pools, StartAnewWhenWhatTheInterpreterReadsHasChanged)
{
    makeSite();
    const std::string look = "getattr(__import__('builtins'), 'mark', 0)";
    EXPECT_EQ(runOnce(look), Value(0));
    awaitSpare();
    write("site/sitecustomize.py", "import builtins\nbuiltins.mark = 1\n"); // it wasn't there
    EXPECT_EQ(runOnce(look), Value(1));
    EXPECT_FALSE(reused);
    awaitSpare();
    write("site/sitecustomize.py",
          "import builtins\nbuiltins.mark = 2\n"); // the folder is as it was
    EXPECT_EQ(runOnce(look), Value(2));
    EXPECT_FALSE(reused);
}

TEST_F(Pools, EnterACopyOfTheFolder)
{
    const std::string look = "[os.getcwd(), sys.path[0], __import__('helper').VALUE]";
    const fs::path own = fs::canonical(folder());
    for (const char *name : {"one", "two"}) {
        fs::create_directory(own / name);
        write(std::string(name) + "/helper.py", "VALUE = '" + std::string(name) + "'\n");
        options.flowFolder = own;
        options.folder = own / name;
        write(std::string(name) + "/t.py",
              "import os, sys\nfrom promptflow.core import tool\n@tool\ndef t(): return " + look
                  + "\n");
        const std::string place = (own / name).string();
        EXPECT_EQ(runOnce(look), Value(List{place, place, name}));
        EXPECT_EQ(reused, name == std::string("two"));
        awaitSpare();
    }
    // Where it looks for modules would depend on where it was started.
    options.environment = {{"PYTHONPATH", "lib"}};
    runOnce(look);
    awaitSpare();
    runOnce(look);
    EXPECT_FALSE(reused);
}

TEST_F(Pools, TellARunWhatItsInterpreterWroteAhead)
{
    makeSite();
    write("site/sitecustomize.py", "print('hello from the start')\n");
    std::string heard;
    options.onLog = [&heard](std::string_view, bool, std::string_view text) { heard += text; };
    runOnce("1");
    EXPECT_EQ(heard, "hello from the start\n");
    awaitSpare();
    heard.clear();
    runOnce("2");
    EXPECT_TRUE(reused);
    EXPECT_EQ(heard, "hello from the start\n");
}

TEST_F(Pools, PassByOneThatHasDied)
{
    const std::string file = (folder() / "number").string();
    makeSite();
    write("site/sitecustomize.py",
          "import os\nopen(" + json::write(Value(file)) + ", 'w').write(str(os.getpid()))\n");
    runOnce("1");
    awaitSpare();
    int number = 0;
    std::ifstream(file) >> number;
    ASSERT_GT(number, 1);
    ::kill(number, SIGKILL);
    while (pools.spares() > 0)
        loop().run_one_for(std::chrono::seconds(20));
    EXPECT_EQ(runOnce("2"), Value(2));
    EXPECT_FALSE(reused);
}

TEST_F(Pools, EndThemWhenTheyAreToldToAndWhenTheyIdle)
{
    runOnce("1");
    awaitSpare();
    pools.endSpares();
    EXPECT_EQ(pools.spares(), 0U);
    EXPECT_TRUE(isAllOver());
    python::WorkerPools::Limits limits;
    limits.spares = 1;
    limits.idle = std::chrono::milliseconds(1);
    pools.setLimits(limits);
    runOnce("1");
    EXPECT_TRUE(isAllOver());
}

} // namespace
