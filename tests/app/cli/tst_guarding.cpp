// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/base/json.h"
#include "tests/app/cli/command.h"

#include <gmock/gmock.h>
#include <poll.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <csignal>
#include <cstdlib>

namespace fs = std::filesystem;
using namespace postern;
using testing::HasSubstr;
using testing::Not;

namespace {

/// What the program keeps from the code that it runs, and from those who look on.
class Guarding : public test::CommandTest
{
protected:
    ~Guarding() override { ::unsetenv("POSTERN_VAULT_KEY"); }

    void writePythonFlow(const std::string &code, const std::string &inputs = "{}") const
    {
        write("flow/t.py",
              "import json, os, subprocess, sys\nfrom promptflow.core import tool\n" + code);
        write("flow/flow.dag.yaml",
              "inputs: {}\noutputs: {o: {type: string, reference: '${p.output}'}}\n"
              "nodes:\n- name: p\n  type: python\n  source: {type: code, path: t.py}\n  inputs: "
                  + inputs + "\n");
    }

    static bool isGone(int pid)
    {
        const int ended = static_cast<int>(::syscall(SYS_pidfd_open, pid, 0));
        pollfd end{ended, POLLIN, 0};
        const bool isGone = ended < 0 || ::poll(&end, 1, 20'000) == 1;
        ::close(ended);
        return isGone;
    }
};

} // namespace

TEST_F(Guarding, theVaultsKeyIsInNoEnvironment)
{
    ::setenv("POSTERN_VAULT_KEY", "a long passphrase", 1);
    writePythonFlow(
        "@tool\ndef f():\n"
        "    parent = open(f'/proc/{os.getppid()}/environ').read()\n"
        "    return str(os.environ.get('POSTERN_VAULT_KEY')) + str('passphrase' in parent)\n");
    const auto result = run({"flow", "test", "--flow", "flow"});
    EXPECT_THAT(result.output, HasSubstr("NoneFalse")) << result.error;
}

TEST_F(Guarding, noCoreIsDumped)
{
    writePythonFlow("import resource\n@tool\ndef f():\n"
                    "    return f'limit {resource.getrlimit(resource.RLIMIT_CORE)[0]}'\n");
    rlimit kept{};
    ASSERT_EQ(::getrlimit(RLIMIT_CORE, &kept), 0);
    if (kept.rlim_max == 0)
        GTEST_SKIP() << "nobody may dump a core here";
    rlimit all = kept;
    all.rlim_cur = all.rlim_max;
    ASSERT_EQ(::setrlimit(RLIMIT_CORE, &all), 0);
    const auto result = run({"flow", "test", "--flow", "flow"});
    ::setrlimit(RLIMIT_CORE, &kept);
    EXPECT_THAT(result.output, HasSubstr("limit 1\"")) << result.error;
}

TEST_F(Guarding, theHomeIsTheUsersAlone)
{
    const mode_t mask = ::umask(0);
    writePythonFlow("@tool\ndef f():\n    return 'x'\n");
    EXPECT_EQ(run({"flow", "test", "--flow", "flow"}).exitCode, 0);
    ::umask(mask);
    struct stat status = {};
    ASSERT_EQ(::stat((folder() / ".home").c_str(), &status), 0);
    EXPECT_EQ(status.st_mode & 0777U, 0700U);
}

TEST_F(Guarding, aDaemonOfAToolKeepsNobodyWaitingAndGoes)
{
    writePythonFlow("@tool\ndef f():\n"
                    "    p = subprocess.Popen(['sleep', '600'], start_new_session=True)\n"
                    "    return str(p.pid)\n");
    const auto result = run({"flow", "test", "--flow", "flow"});
    EXPECT_EQ(result.exitCode, 0) << result.error;
    const Value outputs = result.json();
    EXPECT_TRUE(isGone(std::stoi(outputs.find("o")->asString())));
}

TEST_F(Guarding, aWorkerThatLeavesADaemonBehindIsSeenToEnd)
{
    writePythonFlow("@tool\ndef f():\n"
                    "    if os.fork() == 0:\n        os.setsid()\n        import time\n"
                    "        time.sleep(600)\n    os._exit(0)\n");
    const auto result = run({"flow", "test", "--flow", "flow"});
    EXPECT_EQ(result.exitCode, 1) << result.output << result.error;
}

TEST_F(Guarding, aDaemonAtImportKeepsNobodyWaiting)
{
    writePythonFlow("subprocess.Popen(['sleep', '600'], start_new_session=True)\n"
                    "@tool\ndef f():\n    return 'x'\n");
    EXPECT_EQ(run({"flow", "validate", "--source", "flow"}).exitCode, 0);
    EXPECT_EQ(run({"tool", "list", "--flow", "flow"}).exitCode, 0);
}

TEST_F(Guarding, recordsHoldNoSecretInAnyFormAndStayJson)
{
    write("connections.yaml",
          "name: c\ntype: custom\nconfigs: {u: x}\nsecrets:\n"
          "  pem: \"-----BEGIN KEY-----\\nMIIEvQIBADAN\\nBKcwggSjAgEA\\n-----END KEY-----\\n\"\n"
          "  odd: 'pa\"ss\\\\wyrd'\n  word: 'null'\n  other: 'status'\n");
    writePythonFlow("from promptflow.connections import CustomConnection\n@tool\n"
                    "def f(c: CustomConnection):\n"
                    "    print(json.dumps(dict(c.secrets)))\n    print(repr(dict(c.secrets)))\n"
                    "    for line in c.pem.splitlines():\n        print(line)\n"
                    "    return {'status': None, c.pem: c.odd, 'x': [c.pem]}\n",
                    "{c: c}");
    const auto result = run(
        {"flow", "test", "--flow", "flow", "--connections", "connections.yaml", "--detail", "out/"});
    EXPECT_EQ(result.exitCode, 0) << result.error;
    for (const char *name : {"out/flow.detail.json", "out/flow.output.json", "out/flow.log"}) {
        EXPECT_THAT(read(name), Not(HasSubstr("MIIEvQ"))) << name;
        EXPECT_THAT(read(name), Not(HasSubstr("BKcwgg"))) << name;
        EXPECT_THAT(read(name), Not(HasSubstr("wyrd"))) << name;
    }
    EXPECT_THAT(result.error, Not(HasSubstr("MIIEvQ")));
    const Value detail = json::parse(read("out/flow.detail.json"));
    EXPECT_TRUE(detail.find("flow_runs")->asList().at(0).find("error")->isNull());
}

TEST_F(Guarding, whatATerminalWouldObeyIsWrittenOut)
{
    writePythonFlow(
        "@tool\ndef f():\n    raise ValueError('\\x1b[2J\\rerror: fine\\nerror: two')\n");
    const auto result = run({"flow", "test", "--flow", "flow"});
    EXPECT_THAT(result.error, Not(HasSubstr("\x1b")));
    EXPECT_THAT(result.error, Not(HasSubstr("\r")));
    EXPECT_THAT(result.error, Not(HasSubstr("\nerror: two")));
}

TEST_F(Guarding, aLimitOfFileSizesIsAnErrorAndNoDeath)
{
    write("flow/t.jinja2", "words");
    write("flow/flow.dag.yaml",
          "inputs: {}\noutputs: {o: {type: string, reference: '${p.output}'}}\n"
          "nodes:\n- name: p\n  type: prompt\n  source: {type: code, path: t.jinja2}\n  inputs: "
          "{}\n");
    rlimit kept{};
    ASSERT_EQ(::getrlimit(RLIMIT_FSIZE, &kept), 0);
    rlimit none = kept;
    none.rlim_cur = 0;
    ::setrlimit(RLIMIT_FSIZE, &none);
    const auto result = run({"flow", "test", "--flow", "flow", "--detail", "d.json"});
    ::setrlimit(RLIMIT_FSIZE, &kept);
    EXPECT_EQ(result.exitCode, 1) << result.error;
    EXPECT_THAT(result.error, HasSubstr("can't be written"));
}

TEST_F(Guarding, anIntegerOfAMillionDigitsIsRefused)
{
    writePythonFlow("@tool\ndef f():\n    return 1 << 8_000_000\n");
    const auto result = run({"flow", "test", "--flow", "flow"});
    EXPECT_THAT(result.error, HasSubstr("4,300 digits")) << result.output;
}
