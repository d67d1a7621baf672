// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/app/cli/command.h"

#include <gmock/gmock.h>
#include <sys/stat.h>

#include <cstdlib>

using namespace postern;
using testing::HasSubstr;

namespace fs = std::filesystem;

namespace {

class Config : public test::CommandTest
{
protected:
    Config() { ::unsetenv("POSTERN_PYTHON"); }

    /// A flow of one llm node.
    void writeChat() const
    {
        write("flow/flow.dag.yaml",
              "nodes:\n- name: chat\n  type: llm\n  source: {type: code, path: chat.jinja2}\n"
              "  inputs: {deployment_name: gpt}\n  connection: aoai\n  api: chat\n");
        write("flow/chat.jinja2", "user:\nhi\n");
        write("connections.yaml",
              "name: aoai\ntype: azure_open_ai\napi_base: http://127.0.0.1:1\napi_key: secret\n");
    }
};

} // namespace

TEST_F(Config, whatIsSetIsShownAndCanBeTakenBack)
{
    EXPECT_EQ(run({"config", "show"}).json(), Value(Dict{}));
    const auto set = run({"config", "set", "egress.allow=a.b", "python.interpreter=python3"});
    EXPECT_EQ(set.exitCode, 0) << set.error;
    const Value both(Dict{{"egress.allow", "a.b"}, {"python.interpreter", "python3"}});
    EXPECT_EQ(set.json(), both);
    EXPECT_EQ(run({"config", "show"}).json(), both);
    EXPECT_EQ(run({"config", "set", "egress.allow="}).exitCode, 0);
    EXPECT_EQ(run({"config", "show"}).json(), Value(Dict{{"python.interpreter", "python3"}}));
}

TEST_F(Config, theWayToHostsIsCheckedAsItIsSet)
{
    EXPECT_THAT(run({"config", "set", "network.http2=often"}).error, HasSubstr("true or false"));
    EXPECT_THAT(run({"config", "set", "network.ca_file=gone.pem"}).error, HasSubstr("gone.pem"));
    const auto password = run({"config", "set", "network.proxy=http://me:secret@proxy:3128"});
    EXPECT_EQ(password.exitCode, 2);
    EXPECT_THAT(password.error, testing::AllOf(HasSubstr("HTTPS_PROXY"), Not(HasSubstr("secret"))));
    EXPECT_EQ(run({"config", "show"}).json(), Value(Dict{}));
}

TEST_F(Config, anUnknownKeyNamesTheKnownAndChangesNothing)
{
    const auto result = run({"config", "set", "egress.allow=a.b", "colour=red"});
    EXPECT_EQ(result.exitCode, 2);
    EXPECT_THAT(result.error,
                testing::AllOf(HasSubstr("colour"),
                               HasSubstr("connections.file"),
                               HasSubstr("egress.allow"),
                               HasSubstr("python.interpreter")));
    EXPECT_EQ(run({"config", "show"}).json(), Value(Dict{}));
    EXPECT_EQ(run({"config", "set", "egress.allow"}).exitCode, 2);
    EXPECT_EQ(run({"config", "set", "connections.file=/not/there"}).exitCode, 2);
}

TEST_F(Config, aFileThatIsNoSettingsIsNamed)
{
    for (const char *text : {"{", "[]", R"({"egress.allow": 1})", R"({"colour": "red"})", ""}) {
        write(".home/settings.json", text);
        const auto result = run({"config", "show"});
        EXPECT_EQ(result.exitCode, 3) << text;
        EXPECT_THAT(result.error, HasSubstr("settings.json"));
    }
}

TEST_F(Config, theInterpreterRunsFlowsWithoutAnEnvironment)
{
    write("flow/flow.dag.yaml",
          "outputs:\n  o: {type: string, reference: '${t.output}'}\n"
          "nodes:\n- name: t\n  type: python\n  source: {type: code, path: t.py}\n");
    write("flow/t.py",
          "import os\nfrom promptflow.core import tool\n\n@tool\ndef t():\n"
          "    return os.environ.get('MARK', 'none')\n");
    write("my-python", "#!/bin/sh\nMARK=mine exec python3 \"$@\"\n");
    ::chmod((folder() / "my-python").c_str(), 0755);
    EXPECT_EQ(run({"config", "set", "python.interpreter=./my-python"}).exitCode, 0);
    const auto result = run({"flow", "test", "--flow", "flow"});
    EXPECT_EQ(result.json(), Value(Dict{{"o", "mine"}})) << result.error;
    EXPECT_THAT(run({"env", "show", "--flow", "flow"}).output, HasSubstr("python.interpreter"));
    fs::remove(folder() / "my-python");
    const auto gone = run({"flow", "test", "--flow", "flow"});
    EXPECT_EQ(gone.exitCode, 1);
    EXPECT_THAT(gone.error, HasSubstr("python.interpreter"));
}

TEST_F(Config, theConnectionsFileAndTheAllowedHostsHoldForFlowTest)
{
    writeChat();
    EXPECT_THAT(run({"flow", "test", "--flow", "flow"}).error, HasSubstr("aoai"));
    EXPECT_EQ(run({"config", "set", "connections.file=connections.yaml"}).exitCode, 0);
    EXPECT_EQ(run({"config", "set", "egress.allow=*.openai.azure.com, api.openai.com"}).exitCode, 0);
    const auto refused = run({"flow", "test", "--flow", "flow"});
    EXPECT_EQ(refused.exitCode, 5) << refused.error;
    EXPECT_THAT(refused.error, HasSubstr("127.0.0.1"));
    EXPECT_EQ(run({"config", "set", "egress.allow="}).exitCode, 0);
    EXPECT_EQ(run({"flow", "test", "--flow", "flow", "--simulate"}).exitCode, 0);
}
