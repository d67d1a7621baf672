// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/app/cli/command.h"

#include <gmock/gmock.h>

#include <cstdlib>

using namespace postern;
using testing::HasSubstr;

namespace fs = std::filesystem;

namespace {

constexpr auto kModule = R"(
from typing import List
from promptflow.core import tool
from promptflow.connections import CustomConnection
from promptflow.contracts.types import PromptTemplate

def indexes(prefix: str, size: int = 2, **kwargs) -> List[dict]:
    return [{"value": f"{prefix}{i}", "display_value": f"No. {i}"} for i in range(size)]

def broken(): raise ValueError("no")
def wrong(): return [{"name": "x"}]
def make_query(words: str): return "q=" + words
def undo_query(query: str): return {"words": query[2:]}

@tool
def search(connection: CustomConnection, query: str, index: str, mode: str = "fast"):
    return [query, index, mode]

@tool
def ask(prompt: PromptTemplate, **kwargs):
    return {"prompt": str(prompt), "given": kwargs}
)";

/// As a package's YAML would say it.
constexpr auto kListing = R"(
def list_tools():
    found = {"module": "mine.search", "type": "python"}
    return {
        "mine.search.search": {**found, "name": "Search", "function": "search", "inputs": {
            "connection": {"type": ["CustomConnection"]},
            "query": {"type": ["string"], "generated_by": {
                "func_path": "mine.search.make_query",
                "func_kwargs": [{"name": "words", "type": ["string"]}],
                "reverse_func_path": "mine.search.undo_query"},
                "ui_hints": {"text_box_size": "lg"}},
            "size": {"type": ["int"]},
            "mode": {"type": ["string"], "enum": ["fast", "good"]},
            "index": {"type": ["string"], "enabled_by": "mode", "enabled_by_value": ["good"],
                "dynamic_list": {"func_path": "mine.search.indexes", "func_kwargs": [
                    {"name": "prefix", "type": ["string"], "reference": "${inputs.query}"},
                    {"name": "size", "type": ["int"], "optional": True, "default": 2}]}},
            "failing": {"type": ["string"], "dynamic_list": {"func_path": "mine.search.broken"}},
            "wrong": {"type": ["string"], "dynamic_list": {"func_path": "mine.search.wrong"}}},
            "deprecated_tools": ["old.search"]},
        "mine.search.ask": {**found, "name": "Ask", "type": "custom_llm", "function": "ask"}}
)";

/// A folder that Python takes for an environment with the package "mine" in it.
class Tool : public test::CommandTest
{
protected:
    Tool()
    {
        write("mine/__init__.py", "");
        write("mine/search.py", kModule);
        write("mine/listing.py", kListing);
        install("mine", "mine.listing:list_tools");
        ::setenv("PYTHONPATH", folder().c_str(), 1);
    }
    ~Tool() override { ::unsetenv("PYTHONPATH"); }

    void install(const std::string &package, const std::string &listing) const
    {
        const std::string info = package + "-2.0.dist-info/";
        write(info + "METADATA", "Metadata-Version: 2.1\nName: " + package + "\nVersion: 2.0\n");
        write(info + "entry_points.txt", "[package_tools]\n" + package + " = " + listing + "\n");
    }

    test::CommandResult choices(const std::string &input, const std::string &value = {}) const
    {
        std::vector<std::string> words{"tool", "show", "mine.search.search", "--list", input};
        if (!value.empty())
            words.insert(words.end(), {"--inputs", value, "size=1"});
        return run(words);
    }

    test::CommandResult validate(const std::string &source) const
    {
        return run({"tool", "validate", "--source", source});
    }
};

std::string messageOf(const test::CommandResult &result, std::size_t index = 0)
{
    const Value report = result.json();
    const Value *errors = report.find("errors");
    return errors && errors->asList().size() > index
               ? errors->asList()[index].find("message")->asString()
               : "no such error: " + result.output;
}

TEST_F(Tool, ListsOwnToolsThoseOfPackagesAndThoseOfAFlow)
{
    write("flow/flow.dag.yaml",
          "inputs: {}\noutputs: {}\nnodes:\n"
          "- {name: a, type: prompt, source: {type: code, path: a.jinja2}, inputs: {}}\n"
          "- {name: b, type: python, source: {type: code, path: b.py}, inputs: {}}\n"
          "- {name: c, type: python, source: {type: code, path: c.py}, inputs: {}}\n");
    write("flow/a.jinja2", "{{x}}");
    write("flow/b.py",
          "from promptflow.core import tool\n@tool\ndef b(n: int = 3):\n    'Counts.'\n    return "
          "n\n");
    write("flow/c.py", "import nothing_of_that_name\n");
    const test::CommandResult result = run({"tool", "list", "--flow", "flow"});
    ASSERT_EQ(result.exitCode, 0) << result.error;
    const Value tools = result.json();
    const Value *package = tools.find("package");
    EXPECT_EQ(*package->find("mine.search.search")->find("package_version"), Value("2.0"));
    EXPECT_NE(package->find("promptflow.tools.embedding.embedding"), nullptr);
    const Value *code = tools.find("code");
    EXPECT_EQ(*code->find("a.jinja2")->find("type"), Value("prompt"));
    EXPECT_EQ(*code->find("b.py")->find("description"), Value("Counts."));
    EXPECT_EQ(*code->find("b.py")->find("inputs")->find("n")->find("default"), Value("3"));
    EXPECT_THAT(code->find("c.py")->find("error")->asString(), HasSubstr("nothing_of_that_name"));
}

TEST_F(Tool, ShowsAManifestAlsoByAFormerId)
{
    const test::CommandResult result = run({"tool", "show", "old.search"});
    const Value manifest = result.json();
    EXPECT_EQ(*manifest.find("name"), Value("Search"));
    EXPECT_EQ(*manifest.find("inputs")->find("index")->find("enabled_by_value"),
              Value(List{"good"}));
    const test::CommandResult missing = run({"tool", "show", "mine.nothing"});
    EXPECT_EQ(missing.exitCode, 3);
    EXPECT_THAT(missing.error, HasSubstr("There is no tool 'mine.nothing'"));
}

TEST_F(Tool, CallsTheFunctionThatListsOrMakesAnInput)
{
    const test::CommandResult listed = choices("index", "query=books");
    ASSERT_EQ(listed.exitCode, 0) << listed.error;
    EXPECT_EQ(listed.json(), Value(List{Dict{{"value", "books0"}, {"display_value", "No. 0"}}}));
    EXPECT_EQ(choices("query", "words=a b").json(), Value("q=a b"));
    const test::CommandResult plain = choices("mode");
    EXPECT_EQ(plain.exitCode, 3);
    EXPECT_THAT(plain.error, HasSubstr("has no function to call"));
}

TEST_F(Tool, AListingFunctionThatFailsIsNamed)
{
    const test::CommandResult failed = choices("failing");
    EXPECT_EQ(failed.exitCode, 1);
    EXPECT_THAT(failed.error,
                HasSubstr("The function mine.search.broken of input 'failing' failed"));
    const test::CommandResult wrong = choices("wrong");
    EXPECT_EQ(wrong.exitCode, 1);
    EXPECT_THAT(wrong.error, HasSubstr("gives no list of dicts with a 'value'"));
}

TEST_F(Tool, ValidatesPackagesToolsAndFiles)
{
    EXPECT_EQ(validate("mine").exitCode, 0) << validate("mine").output;
    EXPECT_EQ(validate("mine.search.search").exitCode, 0);
    write("t.py",
          "from promptflow.core import tool\nfrom promptflow.entities import InputSetting\n"
          "@tool(input_settings={'y': InputSetting(enabled_by='z')}, icon='none.png')\n"
          "def f(x: str): return x\n");
    const test::CommandResult file = validate("t.py");
    EXPECT_EQ(file.exitCode, 3);
    EXPECT_EQ(*file.json().find("invalid_count"), Value(1));
    EXPECT_EQ(messageOf(file, 0), "Cannot find y in tool inputs.");
    EXPECT_EQ(messageOf(file, 1), "Cannot find the input \"z\" for the enabled_by of y.");
    EXPECT_EQ(messageOf(file, 2), "Cannot find the icon path none.png.");
    const test::CommandResult nothing = validate("nothing_here");
    EXPECT_EQ(nothing.exitCode, 3);
    EXPECT_THAT(nothing.error, HasSubstr("Invalid source to validate tools."));
}

TEST_F(Tool, ValidateFindsWhatIsWrongInAManifest)
{
    write("mine/listing.py",
          "def list_tools():\n    return {'mine.search.search': {'module': 'mine.search',\n"
          "        'function': 'search', 'name': 'S', 'type': 'pyton', 'inputs': {\n"
          "        'a': {'type': ['strin']}, 'b': {}, 'c': {'type': ['int'], 'enabled_by': 'q',\n"
          "        'enum': 'x'}, 'd': {'type': ['string'], 'dynamic_list': {'func_path': 'no.f',\n"
          "        'func_kwargs': [{'name': 'k', 'reference': '${inputs.r}'}]}}}},\n"
          "        'mine.search.gone': {'module': 'mine.search', 'function': 'gone', 'name': 'G',\n"
          "        'type': 'python'}}\n");
    const test::CommandResult result = validate("mine");
    EXPECT_EQ(result.exitCode, 3);
    EXPECT_EQ(*result.json().find("invalid_count"), Value(2));
    for (const char *sentence : {"The type 'pyton' of the tool",
                                 "The type 'strin' of the input a isn't known.",
                                 "The input b has no type.",
                                 "Cannot find the input \\\"q\\\" for the enabled_by of c.",
                                 "enum of the input c is no list.",
                                 "'no.f' can't be found",
                                 "refers to ${inputs.r}, which is no input.",
                                 "The tool can't be loaded"})
        EXPECT_THAT(result.output, HasSubstr(sentence));
}

TEST_F(Tool, InitMakesAPackageThatFlowsCanUse)
{
    write("icon.png", "picture");
    const test::CommandResult made = run({"tool",
                                          "init",
                                          "--package",
                                          "fresh",
                                          "--tool",
                                          "greet",
                                          "--set",
                                          "icon=icon.png",
                                          "category=words",
                                          "tags={'kind': 'demo'}"});
    ASSERT_EQ(made.exitCode, 0) << made.error;
    EXPECT_EQ(run({"tool", "init", "--package", "fresh", "--tool", "greet"}).exitCode, 1);
    EXPECT_EQ(run({"tool", "init", "--package", "fresh", "--tool", "part"}).exitCode, 0);
    EXPECT_THAT(read("fresh/pyproject.toml"),
                HasSubstr("fresh = \"fresh.utils:list_package_tools\""));
    install("fresh", "fresh.utils:list_package_tools");
    ::setenv("PYTHONPATH", (folder() / "fresh").string().append(":").append(folder()).c_str(), 1);
    const Value manifest = run({"tool", "show", "fresh.greet.greet"}).json();
    EXPECT_EQ(*manifest.find("category"), Value("words"));
    EXPECT_EQ(*manifest.find("tags"), Value(Dict{{"kind", "demo"}}));
    EXPECT_EQ(*manifest.find("icon"), Value("data:image/png;base64,cGljdHVyZQ=="));
    EXPECT_EQ(*validate("fresh").json().find("total_count"), Value(2));
    write("flow/flow.dag.yaml",
          "inputs: {}\noutputs:\n  o: {type: string, reference: '${n.output}'}\nnodes:\n"
          "- name: n\n  type: python\n  source: {type: package, tool: fresh.greet.greet}\n"
          "  inputs: {connection: c, input_text: you}\n");
    write("c.json", R"({"c": {"type": "custom", "configs": {"a": "b"}, "secrets": {"k": "s"}}})");
    const test::CommandResult ran = run(
        {"flow", "test", "--flow", "flow", "--connections", "c.json", "--format", "json"});
    EXPECT_THAT(ran.output, HasSubstr("Hello you")) << ran.error;
}

TEST_F(Tool, InitMakesACodeToolAndRefusesNamesThatPythonHasNot)
{
    ASSERT_EQ(run({"tool", "init", "--tool", "shorten"}).exitCode, 0);
    EXPECT_EQ(*run({"tool", "show", "shorten.py"}).json().find("function"), Value("shorten"));
    EXPECT_EQ(run({"tool", "init", "--tool", "1st"}).exitCode, 2);
    EXPECT_EQ(run({"tool", "init", "--package", "a-b", "--tool", "x"}).exitCode, 2);
    EXPECT_EQ(run({"tool", "init", "--tool", "x", "--set", "icon=no.png"}).exitCode, 3);
    EXPECT_FALSE(fs::exists(folder() / "x.py"));
}

TEST_F(Tool, ANodeOfTypeCustomLlmGetsItsTemplate)
{
    write("flow/flow.dag.yaml",
          "inputs:\n  q: {type: string, default: hi}\n"
          "outputs:\n  o: {type: object, reference: '${n.output}'}\nnodes:\n"
          "- name: n\n  type: custom_llm\n"
          "  source: {type: package_with_prompt, tool: mine.search.ask, path: p.jinja2}\n"
          "  inputs: {q: '${inputs.q}'}\n");
    write("flow/p.jinja2", "Say {{q}}");
    const test::CommandResult result = run({"flow", "test", "--flow", "flow"});
    ASSERT_EQ(result.exitCode, 0) << result.error;
    EXPECT_EQ(*result.json().find("o"),
              Value(Dict{{"prompt", "Say {{q}}"},
                         {"given", Dict{{"q", "hi"}, {"_inputs_to_escape", List{"q"}}}}}));
}

} // namespace
