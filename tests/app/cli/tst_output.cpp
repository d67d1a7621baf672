// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/base/json.h"
#include "tests/app/cli/command.h"

#include <gmock/gmock.h>

using namespace postern;
using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

namespace {

/// What the code of a flow writes: on the terminal and in the record.
class Output : public test::CommandTest
{
protected:
    /// A flow of nodes that all run this file, each `after` the one before or all at once.
    void writeFlow(const std::string &body, const std::vector<std::string> &nodes = {"say"}) const
    {
        std::string text = "inputs: {}\noutputs:\n  o: {type: string, reference: '${" + nodes[0]
                           + ".output}'}\nnodes:\n";
        for (const std::string &node : nodes)
            text += "- {name: " + node
                    + ", type: python, source: {type: code, path: say.py}, inputs: {}}\n";
        write("flow/flow.dag.yaml", text);
        write("flow/say.py",
              "from promptflow.core import tool\nimport os, subprocess, sys\n" + body);
    }

    test::CommandResult test() const
    {
        return run({"flow", "test", "--flow", "flow", "--detail", "record.json"});
    }

    /// Logs without the times: "stdout" or "stderr" of a node, or of the run.
    std::string logs(const std::string &node, const std::string &stream) const
    {
        const Value record = json::parse(read("record.json"));
        const Value *found = nullptr;
        for (const Value &one : record.find(node.empty() ? "flow_runs" : "node_runs")->asList()) {
            const Value *name = one.find("node");
            if (node.empty() || (name && *name == Value(node)))
                found = one.find("logs");
        }
        std::string text = found ? found->find(stream)->asString() : std::string();
        for (std::size_t at = text.find("[20"); at != std::string::npos; at = text.find("[20", at))
            text.erase(at, std::string("[2026-01-31T23:59:59+0000] ").size());
        return text;
    }
};

} // namespace

TEST_F(Output, ofChildrenNativeCodeThreadsAndImportsIsTheNodes)
{
    writeFlow("print('imported')\nsubprocess.run(['echo', 'installing'])\n"
              "@tool\ndef say():\n"
              "    import ctypes, threading\n"
              "    subprocess.run('echo child; echo wrong >&2', shell=True)\n"
              "    native = ctypes.CDLL(None)\n    native.puts(b'native')\n"
              "    native.printf(b'no end')\n"
              "    one = threading.Thread(target=print, args=('thread',))\n"
              "    one.start()\n    one.join()\n"
              "    sys.__stdout__.write('past\\n')\n    return 'done'\n");
    const auto result = test();
    EXPECT_EQ(result.output, "{\n    \"o\": \"done\"\n}\n");
    const std::string out = logs("say", "stdout");
    for (const char *line :
         {"imported\n", "installing\n", "child\n", "native\n", "no end", "thread\n", "past\n"}) {
        EXPECT_THAT(out, HasSubstr(line));
    }
    EXPECT_EQ(logs("say", "stderr"), "wrong\n");
    for (const char *line : {"say| imported\n",
                             "say| installing\n",
                             "say| child\n",
                             "say| wrong\n",
                             "say| native\n",
                             "say| thread\n",
                             "say| past\n"}) {
        EXPECT_THAT(result.error, HasSubstr(line));
    }
}

TEST_F(Output, ofPrintIsShownByLines)
{
    writeFlow("@tool\ndef say():\n    print('question:', 'hi', 'count:', 3)\n"
              "    print('dots', end='')\n    print('...', end='')\n"
              "    print(file=sys.stderr)\n    print('\\r\\nlast', end='')\n");
    const auto result = test();
    EXPECT_THAT(result.error,
                AllOf(HasSubstr("say| question: hi count: 3\n"),
                      HasSubstr("say| dots...\n"),
                      HasSubstr("say| last\nsay: done")));
    run({"flow", "test", "--flow", "flow", "--detail", "records/"});
    EXPECT_THAT(read("records/flow.log"),
                AllOf(HasSubstr("] question: hi count: 3\n"), HasSubstr("] dots...")));
}

TEST_F(Output, ofSeveralAtOnceIsLostNowhere)
{
    // Whoever makes the pipe writes, the other one reads: neither goes on before both are there.
    const std::string pipe = (folder() / "meet").string();
    writeFlow("@tool\ndef say():\n"
              "    subprocess.run('echo one; if mkfifo "
                  + pipe + " 2>/dev/null; then : >" + pipe + "; else : <" + pipe
                  + "; fi; echo two', shell=True)\n    return 'done'\n",
              {"say", "also"});
    const auto result = test();
    const std::string all = logs("", "stdout") + logs("say", "stdout") + logs("also", "stdout");
    std::size_t lines = 0;
    for (const char *line : {"one\n", "two\n"}) {
        for (std::size_t at = all.find(line); at != std::string::npos; at = all.find(line, at + 1))
            ++lines;
    }
    EXPECT_EQ(lines, 4U) << all;
    EXPECT_EQ(result.exitCode, 0);
}

TEST_F(Output, ofAnErrorIsCutAndHowMuchIsSaid)
{
    writeFlow("@tool\ndef say():\n    raise ValueError('\u00e9' * 10_000_000 + 'the end')\n");
    for (const char *format : {"text", "json"}) {
        const auto result = run({"flow", "test", "--flow", "flow", "--format", format});
        EXPECT_EQ(result.exitCode, 1);
        EXPECT_LT(result.output.size() + result.error.size(), 300'000U);
        EXPECT_THAT(result.output + result.error,
                    AllOf(HasSubstr(" more bytes ...]"), HasSubstr("the end")));
    }
}

TEST_F(Output, ofACrashIsToldBeforeTheError)
{
    writeFlow("@tool\ndef say():\n    os.write(1, b'whole\\n')\n    os.write(2, b'and a half')\n"
              "    os.abort()\n");
    const auto result = test();
    EXPECT_EQ(result.exitCode, 1);
    EXPECT_THAT(result.error, AllOf(HasSubstr("say| whole\n"), HasSubstr("say| and a half\n")));
    EXPECT_EQ(logs("say", "stderr"), "and a half");
}

TEST_F(Output, ofAnImportThatFailsSaysWhy)
{
    writeFlow("subprocess.run('echo no such package >&2; exit 1', shell=True, check=True)\n");
    const auto result = test();
    EXPECT_EQ(result.exitCode, 1);
    EXPECT_THAT(result.error,
                AllOf(HasSubstr("say| no such package\n"), HasSubstr("error: say.py:3: ")));
    EXPECT_EQ(logs("", "stderr"), "no such package\n");
}

TEST_F(Output, ofAFloodIsWhole)
{
    writeFlow("@tool\ndef say():\n    print('the first')\n"
              "    subprocess.run('yes 0123456789abcdef | head -c 2000000', shell=True)\n"
              "    print('the last')\n    return 'done'\n");
    const auto result = test();
    EXPECT_EQ(result.exitCode, 0);
    EXPECT_GT(result.error.size(), 2'000'000U);
    const std::string kept = logs("say", "stdout");
    // What a busy machine reads after the node's end is the run's.
    EXPECT_GT(kept.size() + logs("", "stdout").size(), 2'000'000U);
    EXPECT_THAT(kept, testing::StartsWith("the first\n"));
    EXPECT_THAT(kept, HasSubstr("the last\n"));
}

TEST_F(Output, ofAFlowThatIsCalledIsTheCallers)
{
    write("inner/flow.flex.yaml", "entry: inner:go\n");
    write("inner/inner.py",
          "import subprocess\ndef go() -> str:\n    print('inside')\n"
          "    subprocess.run(['echo', 'inner child'])\n    return 'x'\n");
    writeFlow("@tool\ndef say():\n    from promptflow.client import load_flow\n"
              "    return str(load_flow('../inner')())\n");
    const auto result = test();
    EXPECT_EQ(result.exitCode, 0) << result.error;
    EXPECT_THAT(result.error, AllOf(HasSubstr("say| inside\n"), HasSubstr("say| inner child\n")));
}

TEST_F(Output, ofAFlexFlowIsItsEntrys)
{
    write("flow/flow.flex.yaml", "entry: go:Go\n");
    write("flow/go.py",
          "import subprocess\nprint('imported')\nclass Go:\n    def __init__(self):\n"
          "        subprocess.run(['echo', 'made'])\n"
          "    def __call__(self, x: str = 'a') -> str:\n"
          "        subprocess.run(['echo', 'called'])\n        return x\n");
    const auto result = test();
    EXPECT_EQ(result.exitCode, 0) << result.error;
    EXPECT_EQ(logs("entry", "stdout"), "imported\nmade\ncalled\n");
}
