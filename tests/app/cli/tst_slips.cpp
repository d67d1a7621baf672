// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/base/json.h"
#include "tests/app/cli/command.h"

#include <gmock/gmock.h>

#include <cstdlib>

using namespace postern;
using testing::AllOf;
using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;

namespace {

/// What a first-time author gets wrong, and what the command says of it.
class Slips : public test::CommandTest
{
protected:
    Slips() { write("flow/flow.dag.yaml", flow("x: '${inputs.topic}'")); }

    static std::string flow(const std::string &inputs, const std::string &rest = {})
    {
        return "inputs:\n  topic: {type: string, default: rain}\n"
               "outputs:\n  o: {type: object, reference: '${tell.output}'}\n"
               "nodes:\n- name: tell\n  type: python\n  source: {type: code, path: tell.py}\n"
               "  inputs: {"
               + inputs + "}\n" + rest;
    }
    void writeTool(const std::string &body) const
    {
        write("flow/tell.py", "from promptflow.core import tool\n" + body);
    }
    /// The command's answer to a test of the flow.
    test::CommandResult test(std::vector<std::string> more = {}) const
    {
        std::vector<std::string> words{"flow", "test", "--flow", "flow"};
        words.insert(words.end(), more.begin(), more.end());
        return run(std::move(words));
    }
};

const std::string kEcho = "@tool\ndef tell(x):\n    return x\n";

} // namespace

TEST_F(Slips, anInputThatTheFlowDoesNotHaveIsTold)
{
    writeTool(kEcho);
    EXPECT_THAT(test({"--inputs", "Topic=snow"}).error,
                HasSubstr("There is no input 'Topic', so the value given for it is ignored. Did "
                          "you mean 'topic'?"));
    EXPECT_THAT(test({"--inputs", "topic = snow"}).error, HasSubstr("Write topic=VALUE"));
    EXPECT_THAT(test({"--inputs", "weather=snow"}).error, HasSubstr("The inputs are topic."));
    write("values.json", "{\"topc\": \"snow\"}");
    EXPECT_THAT(test({"--inputs", "values.json"}).error, HasSubstr("Did you mean 'topic'?"));
    EXPECT_THAT(test({"--node", "tell", "--inputs", "xx=snow"}).error,
                HasSubstr("There is no input 'xx'"));
    std::string many = "{\"topic\": \"snow\"";
    for (int i = 0; i < 25; ++i)
        many += ", \"n" + std::to_string(i) + "\": 1";
    write("many.json", many + "}");
    const std::string told = test({"--inputs", "many.json"}).error;
    EXPECT_THAT(told, HasSubstr("'n19'"));
    EXPECT_THAT(told, Not(HasSubstr("'n20'")));
    EXPECT_THAT(told, HasSubstr("5 more values are given for inputs that there are not"));
    for (const char *known : {"x=snow", "inputs.topic=snow", "topic=snow"})
        EXPECT_THAT(test({"--node", "tell", "--inputs", known}).error, Not(HasSubstr("warning")));
    EXPECT_THAT(test({"--inputs", "topic=snow"}).error, Not(HasSubstr("warning")));
    write("flow/flow.flex.yaml", "entry: go:go\n");
    write("flow/go.py", "def go(topic: str = 'a') -> str:\n    return topic\n");
    EXPECT_THAT(run({"flow", "test", "--flow", "flow/flow.flex.yaml", "--inputs", "topik=b"}).error,
                HasSubstr("Did you mean 'topic'?"));
}

TEST_F(Slips, textOfAnotherEncodingIsRefusedBeforeTheRun)
{
    writeTool(kEcho);
    const std::string korean = "\xb0\xa1";
    for (const auto &words : std::vector<std::vector<std::string>>{{"--inputs", "topic=" + korean},
                                                                   {"--env", "A=" + korean},
                                                                   {"--node", korean}}) {
        const auto result = test(words);
        EXPECT_EQ(result.exitCode, 2) << words[0];
        EXPECT_THAT(result.error, AllOf(HasSubstr("isn't UTF-8"), Not(HasSubstr("tell: "))));
    }
    write("its.env", "# all\nNAME=" + korean + "\n");
    const auto dotenv = test({"--env", "its.env"});
    EXPECT_EQ(dotenv.exitCode, 3);
    EXPECT_THAT(dotenv.error, StartsWith("error: its.env:2:1: "));
    write("connections.yaml", "name: c\ntype: custom\nsecrets: {k: " + korean + "}\n");
    EXPECT_EQ(test({"--connections", "connections.yaml"}).exitCode, 3);
    write("connections.json",
          "{\"c\": {\"type\": \"custom\", \"secrets\": {\"k\": \"" + korean + "\"}}}");
    EXPECT_EQ(test({"--connections", "connections.json"}).exitCode, 3);
    write("values.json", "{\"topic\": \"" + korean + "\"}");
    EXPECT_EQ(test({"--inputs", "values.json"}).exitCode, 3);
}

TEST_F(Slips, whatWindowsWritesIsRead)
{
    writeTool("import os\n@tool\ndef tell(x):\n    return x + os.environ.get('A', '')\n");
    const auto wide = [](const std::string &text) {
        std::string bytes = "\xff\xfe";
        for (const char c : text)
            bytes += std::string{c, '\0'};
        return bytes;
    };
    write("values.json", wide("{\"topic\": \"snow\"}"));
    write("values.jsonl", wide("{\"topic\": \"snow\"}\r\n"));
    write("its.env", wide("A=fall\r\n"));
    write("connections.yaml", wide("name: c\r\ntype: custom\r\nsecrets: {k: v}\r\n"));
    for (const char *file : {"values.json", "values.jsonl"}) {
        const auto result = test(
            {"--inputs", file, "--env", "its.env", "--connections", "connections.yaml"});
        EXPECT_EQ(result.json(), Value(Dict{{"o", "snowfall"}})) << result.error;
    }
    write("flow/requirements.txt", wide("wares-that-are-nowhere\r\n"));
    const auto checked = run({"env", "check", "--flow", "flow"});
    EXPECT_EQ(checked.exitCode, 3);
    EXPECT_THAT(checked.output, HasSubstr("wares-that-are-nowhere: missing"));
    write("flow/requirements.txt", "\xef\xbb\xbf# coding\r\nwares-that-are-nowhere\r\n");
    EXPECT_THAT(run({"env", "check", "--flow", "flow"}).output,
                HasSubstr("requirements.txt:2: wares-that-are-nowhere: missing"));
}

TEST_F(Slips, anyEndOfLineIsOne)
{
    writeTool(kEcho);
    for (const char *end : {"\r", "\r\r\n", "\r\n"}) {
        std::string text;
        for (const char c : flow("x: '${inputs.topic}'"))
            text += c == '\n' ? std::string(end) : std::string(1, c);
        write("flow/flow.dag.yaml", text);
        EXPECT_EQ(test().json(), Value(Dict{{"o", "rain"}})) << test().error;
        write("flow/flow.dag.yaml", text + "inputs: {}" + end);
        const bool isDouble = std::string(end) == "\r\r\n";
        EXPECT_THAT(test().error, HasSubstr(isDouble ? ":19:1: " : ":10:1: "));
    }
    write("flow/flow.dag.yaml", flow("x: '${inputs.topic}'"));
    write("its.env", "A=1\rB=2\r\nC=3");
    EXPECT_EQ(test({"--env", "its.env"}).exitCode, 0);
}

TEST_F(Slips, whatIsNoJsonIsNamed)
{
    const auto message = [this](const std::string &value) {
        writeTool("import datetime\n@tool\ndef tell(x):\n    return " + value + "\n");
        return test({"--format", "json"}).json().find("error")->find("message")->asString();
    };
    const std::string start = "The flow output 'o' can't be written as JSON: ";
    EXPECT_EQ(message("{'at': [1, {'when': datetime.datetime(2026, 1, 1)}]}"),
              start + "o[\"at\"][1][\"when\"] is a datetime.");
    EXPECT_EQ(message("[{1: {1, 2}}]"), start + "o[0][1] is a set.");
    EXPECT_EQ(message("{(1, 2): 3}"), start + "the key (1, 2) of o is a tuple.");
    EXPECT_EQ(message("object()"), "The flow output 'o' is an object, which JSON has no form for.");
}

TEST_F(Slips, anErrorIsPlacedInTheFlowsOwnFiles)
{
    const auto place = [this] {
        const Value result = test({"--format", "json"}).json();
        const Value *found = result.find("error")->find("place");
        return found->isString() ? found->asString() : std::string();
    };
    writeTool("import json\n@tool\ndef tell(x):\n    return json.loads('{')\n");
    EXPECT_EQ(place(), "tell.py:5");
    writeTool("import parts\n@tool\ndef tell(x):\n    return parts.read('{')\n");
    write("flow/parts.py", "import json\n\ndef read(text):\n    return json.loads(text)\n");
    EXPECT_EQ(place(), "parts.py:4");
    write("flow/parts.py", "import json\n\njson.loads('{')\n");
    EXPECT_EQ(place(), "parts.py:3");
    write("flow/parts.py", "def read(text):\n    return (\n\nx = 1 1\n");
    EXPECT_THAT(place(), StartsWith("parts.py:"));
    write("flow/parts.py", "import not_there_at_all\n");
    EXPECT_EQ(place(), "parts.py:1");
    writeTool("@tool\ndef tell(x):\n    from promptflow.client import load_flow\n"
              "    return load_flow('within')()\n");
    write("flow/within/flow.flex.yaml", "entry: go:go\n");
    write("flow/within/go.py", "import json\ndef go() -> str:\n    return json.loads('{')\n");
    EXPECT_EQ(place(), "within/go.py:3");
    write("shared/parts.py", "import json\n\ndef read(text):\n    return json.loads(text)\n");
    std::filesystem::remove(folder() / "flow/parts.py");
    writeTool("import parts\n@tool\ndef tell(x):\n    return parts.read('{')\n");
    write("flow/flow.dag.yaml",
          flow("x: '${inputs.topic}'", "additional_includes: [../shared/parts.py]\n"));
    EXPECT_THAT(place(), testing::EndsWith("shared/parts.py:4"));
    EXPECT_THAT(test().error, HasSubstr("Look at " + place() + "."));
}

TEST_F(Slips, aConnectionIsNeededByThoseThatNameItAlone)
{
    ::unsetenv("NOBODY_SETS_THIS");
    write("flow/ask.jinja2", "user:\nhi\n");
    write("flow/flow.dag.yaml",
          "inputs: {}\noutputs: {}\nnodes:\n- name: ask\n  type: llm\n"
          "  source: {type: code, path: ask.jinja2}\n  inputs: {model: m}\n"
          "  connection: good\n  api: chat\n");
    const std::string good = "good:\n  type: open_ai\n  api_key: k\n"
                             "  base_url: http://127.0.0.1:9\n";
    const std::string broken = "unset:\n  type: open_ai\n  api_key: ${env:NOBODY_SETS_THIS}\n"
                               "odd:\n  type: nothing_known\n"
                               "bare:\n  type: azure_open_ai\n  api_base: http://x\n"
                               "wrong:\n  type: open_ai\n  api_key: k\n  kye: v\n";
    write("connections.yaml", good + broken);
    EXPECT_EQ(test({"--connections", "connections.yaml"}).exitCode, 4); // nobody listens there
    const auto named = [this](const std::string &name) {
        std::string text = read("flow/flow.dag.yaml");
        const std::size_t at = text.find("connection: ") + 12;
        text.replace(at, text.find('\n', at) - at, name);
        write("flow/flow.dag.yaml", text);
        const auto result = test({"--connections", "connections.yaml"});
        EXPECT_EQ(result.exitCode, 3) << result.error;
        return result.error;
    };
    EXPECT_THAT(named("unset"),
                AllOf(HasSubstr("connections.yaml:5"),
                      HasSubstr("'unset'"),
                      HasSubstr("NOBODY_SETS_THIS")));
    EXPECT_THAT(named("odd"), HasSubstr("'odd' has the unknown type 'nothing_known'"));
    EXPECT_THAT(named("bare"), HasSubstr("Connection 'bare' has no api_key"));
    EXPECT_THAT(named("wrong"), HasSubstr("'wrong' has the unknown key 'kye'"));
    named("unset");
    EXPECT_EQ(test({"--connections", "connections.yaml", "--simulate"}).exitCode, 0);
}

TEST_F(Slips, aModuleThatIsMissingIsFoundByEnvCheck)
{
    writeTool("import json.decoder, parts\ntry:\n    import maybe\nexcept ImportError:\n"
              "    maybe = None\n"
              + kEcho);
    write("flow/parts/__init__.py", "def late():\n    import wares_nobody_has\n");
    const auto checked = run({"env", "check", "--flow", "flow", "--format", "json"});
    EXPECT_EQ(checked.exitCode, 3);
    const List imports = checked.json().find("imports")->asList();
    ASSERT_EQ(imports.size(), 1U) << checked.output;
    EXPECT_EQ(*imports[0].find("module"), Value("wares_nobody_has"));
    EXPECT_EQ(*imports[0].find("line"), Value(2));
    EXPECT_THAT(run({"env", "check", "--flow", "flow"}).output,
                HasSubstr("flow/parts/__init__.py:2: import wares_nobody_has: missing"));
    write("flow/parts/__init__.py", "raise SystemExit('this ran')\n");
    EXPECT_EQ(run({"env", "check", "--flow", "flow"}).exitCode, 0);
}

TEST_F(Slips, valuesOfTheWrongKindAreTold)
{
    writeTool(kEcho);
    write("flow/flow.dag.yaml", flow("x: '${inputs.topic}'", "additional_includes: shared\n"));
    const auto refused = test();
    EXPECT_EQ(refused.exitCode, 3);
    EXPECT_THAT(refused.error,
                AllOf(HasSubstr("flow.dag.yaml:10:22: additional_includes must be a list."),
                      HasSubstr("after '- '")));
    write("flow/flow.dag.yaml",
          flow("x: '${inputs.topic}'", "  comment: [a, b]\n  conection: c\n  owner: me\n"));
    const auto told = test();
    EXPECT_EQ(told.exitCode, 0);
    EXPECT_THAT(told.error,
                AllOf(HasSubstr("warning: flow.dag.yaml:10:12: 'comment' of a node is a list"),
                      HasSubstr("Did you mean 'connection'?"),
                      Not(HasSubstr("owner"))));
}

TEST_F(Slips, aPathAsOthersWriteItIsToldAsItIs)
{
    write("flow/steps/tell.py", "from promptflow.core import tool\n" + kEcho);
    write("flow/steps/\xED\x95\xA8\xEC\x88\x98.py", "from promptflow.core import tool\n" + kEcho);
    const auto hint = [this](const std::string &path, const std::string &rest = {}) {
        std::string text = flow("x: '${inputs.topic}'", rest);
        const std::string old = "path: tell.py";
        text.replace(text.find(old), old.size(), "path: '" + path + "'");
        write("flow/flow.dag.yaml", text);
        return test().error;
    };
    EXPECT_THAT(hint("steps\\tell.py"), HasSubstr("Write steps/tell.py: with slashes"));
    EXPECT_THAT(hint("Steps/Tell.py"), HasSubstr("Write steps/tell.py, which is there: upper"));
    // The same syllables, each made of its letters.
    EXPECT_THAT(hint("steps/\xE1\x84\x92\xE1\x85\xA1\xE1\x86\xB7\xE1\x84\x89\xE1\x85\xAE.py"),
                HasSubstr("Write steps/\xED\x95\xA8\xEC\x88\x98.py, which is there: the same"));
    write("shared/one.py", "");
    EXPECT_THAT(hint("steps/tell.py", "additional_includes: ['..\\shared\\one.py']\n"),
                HasSubstr("Write ../shared/one.py: with slashes"));
    EXPECT_THAT(hint("nowhere.py"), HasSubstr("Create the file"));
    hint("Steps/Tell.py");
    const auto report = run({"flow", "validate", "--source", "flow", "--format", "json"}).json();
    EXPECT_THAT(json::write(report), HasSubstr("Change to steps/tell.py"));
    EXPECT_THAT(run({"flow", "test", "--flow", "Flow"}).error, HasSubstr("Write flow, which"));
}

TEST_F(Slips, anEntryThatARunRefusesIsNoneForValidateEither)
{
    write("flex/flow.flex.yaml", "entry: go:go\n");
    const std::vector<std::string> validate{"flow", "validate", "--source", "flex"};
    for (const std::string head : {"def go(topic: set) -> str:",
                                   "def go(topic: str) -> list:",
                                   "def come() -> str:",
                                   "import no_such_module\ndef go() -> str:"}) {
        write("flex/go.py", head + "\n    return 'a'\n");
        EXPECT_EQ(run(validate).exitCode, 3) << head;
        EXPECT_NE(run({"flow", "test", "--flow", "flex"}).exitCode, 0) << head;
    }
    const auto restricted = run({"flow", "validate", "--source", "flex", "--restricted"});
    EXPECT_EQ(restricted.exitCode, 0);
    EXPECT_THAT(restricted.error,
                HasSubstr("The Python files weren't imported: The folder is restricted.\n"));
    write("flex/go.py", "def go(topic: str = 'a') -> str:\n    return topic\n");
    EXPECT_EQ(run(validate).exitCode, 0);
    EXPECT_EQ(run({"flow", "test", "--flow", "flex"}).exitCode, 0);
}

TEST_F(Slips, aCommandThatThereIsNotIsNamedWithTheNearestOne)
{
    using Words = std::vector<std::string>;
    const std::vector<std::pair<Words, std::string>> slips{
        {{"flwo"}, "no command 'postern flwo'.\n  Did you mean 'postern flow'?"},
        {{"Flow", "test"}, "no command 'postern Flow'.\n  Did you mean 'postern flow'?"},
        // a folder's name that happens to be a command's
        {{"flwo", "test", "--flow", "flow"}, "no command 'postern flwo'."},
        {{"flow", "tset"}, "no command 'postern flow tset'.\n  Did you mean 'postern flow test'?"},
        {{"flow", "tset", "--flow", "flow"}, "Did you mean 'postern flow test'?"},
        {{"connection", "lst"}, "Did you mean 'postern connection list'?"},
        {{"weather"}, "no command 'postern weather'.\n  `postern --help` lists what there is."},
        {{"flow", "weather"}, "`postern flow --help` lists what there is."},
        {{"weather", "flow", "validate", "flow"}, "no command 'postern weather'."},
        {{"a\x1b[2J"}, "no command 'postern a\\u001b[2J'."},
    };
    for (const auto &[words, sentence] : slips) {
        const test::CommandResult result = run(words);
        EXPECT_EQ(result.exitCode, 2) << sentence;
        EXPECT_THAT(result.error, HasSubstr(sentence));
    }
    for (const Words &words : {Words{}, Words{"flow"}})
        EXPECT_THAT(run(words).error, HasSubstr("A subcommand is required"));
    for (const Words &words : {Words{"flow", "validate", "--weather"}, Words{"flow", "--weather"}})
        EXPECT_THAT(run(words).error, Not(HasSubstr("no command")));
}

TEST_F(Slips, aFormatIsNamedByItsWordAlone)
{
    for (const char *format : {"xml", "sarif", "1"}) {
        const auto result = run({"flow", "scan", ".", "--format", format});
        EXPECT_EQ(result.exitCode, 2) << format;
        EXPECT_THAT(result.error, HasSubstr(std::string(format) + " not in {text,json,csv,html}"));
    }
}
