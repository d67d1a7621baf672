// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/base/error.h"
#include "workerfixture.h"

#include <gmock/gmock.h>

using namespace postern;
using testing::ElementsAre;
using testing::HasSubstr;

namespace {

class Worker : public test::WorkerTest
{};

} // namespace

TEST_F(Worker, ASyncToolIsCalledAndItsSignatureRead)
{
    writeTool("t.py",
              "@tool\ndef f(x: int, y: str = 'q', z=None, *, w: float = 1.5, **kw):\n"
              "    return [x, y, z, w, kw]\n");
    const python::ToolInfo info = load("t.py");
    EXPECT_EQ(info.function, "f");
    ASSERT_EQ(info.parameters.size(), 4U);
    EXPECT_EQ(info.parameters[0].type, "int");
    EXPECT_FALSE(info.parameters[0].hasDefault);
    EXPECT_EQ(info.parameters[1].type, "string");
    EXPECT_EQ(info.parameters[1].defaultValue, Value("q"));
    EXPECT_EQ(info.parameters[2].type, "object");
    EXPECT_EQ(info.parameters[3].type, "double");
    EXPECT_TRUE(info.acceptsKwargs);
    const Value value = call("t.py", {{"x", Value(5)}, {"more", Value("m")}}).value;
    EXPECT_EQ(json::write(value), R"([5, "q", null, 1.5, {"more": "m"}])");
}

TEST_F(Worker, ParameterTypesFollowPromptFlow)
{
    writeTool(
        "t.py",
        "from typing import Optional, Union, List\n"
        "from enum import Enum\n"
        "from promptflow.contracts.types import Secret, FilePath\n"
        "from promptflow.contracts.multimedia import Image\n"
        "from promptflow.connections import *\n"
        "class E(str, Enum):\n    A = 'a'\n"
        "class Mine(CustomStrongTypeConnection):\n    key: Secret\n"
        "@tool\ndef f(a: bool, b: list, c: dict, d: List[int], e: Optional[int],\n"
        "      g: Union[int, str], h: E = E.A, i=3, j=None, k: Secret = '', l: FilePath = '',\n"
        "      m: Image = None, n: AzureOpenAIConnection = None,\n"
        "      o: Union[OpenAIConnection, AzureOpenAIConnection] = None,\n"
        "      p: Mine = None, q: 'int' = 0):\n    pass\n");
    const python::ToolInfo info = load("t.py");
    std::vector<std::string> types;
    for (const python::Parameter &parameter : info.parameters) {
        types.push_back(parameter.type);
    }
    EXPECT_THAT(types,
                ElementsAre("bool",
                            "list",
                            "object",
                            "object",
                            "int",
                            "object",
                            "string",
                            "int",
                            "object",
                            "secret",
                            "file_path",
                            "image",
                            "AzureOpenAIConnection",
                            "OpenAIConnection",
                            "CustomConnection",
                            "object"));
    EXPECT_EQ(info.parameters[6].defaultValue, Value("a"));
    EXPECT_THAT(info.parameters[13].connectionTypes,
                ElementsAre("OpenAIConnection", "AzureOpenAIConnection"));
    EXPECT_TRUE(info.parameters[14].isConnection);
    EXPECT_FALSE(info.parameters[0].isConnection);
}

TEST_F(Worker, AnAsyncToolSharesOneLoop)
{
    const Value value = result("import asyncio\n"
                               "@tool\nasync def f(x):\n"
                               "    await asyncio.sleep(0)\n    return x + 1\n",
                               {{"x", Value(1)}});
    EXPECT_EQ(value, Value(2));
}

TEST_F(Worker, GeneratorsAreReadOneItemAtATime)
{
    for (const char *kind : {"def", "async def"}) {
        writeTool(
            "t.py",
            std::string("seen = []\n@tool\n") + kind
                + " f():\n    for i in range(3):\n        print(i)\n        yield {'i': i}\n");
        const python::ToolInfo info = load("t.py");
        EXPECT_TRUE(info.isGenerator);
        const Value value = call("t.py", {}, "g").value;
        EXPECT_TRUE(value.asHandle().isGenerator);
        EXPECT_THAT(value.asHandle().repr, HasSubstr("generator object f"));
        EXPECT_EQ(log, "") << "nothing runs before it is asked for";
        std::string items;
        while (const auto item = run(line().next("nodes.g"))) {
            items += json::write(*item);
        }
        EXPECT_EQ(items, R"({"i": 0}{"i": 1}{"i": 2})");
        EXPECT_EQ(run(line().next(value.asHandle().slot)), std::nullopt);
    }
}

TEST_F(Worker, AGeneratorThatRaisesIsReportedBare)
{
    result("@tool\ndef f():\n    yield 1\n    raise ValueError('mid')\n");
    EXPECT_EQ(run(line().next("nodes.a")), Value(1));
    try {
        run(line().next("nodes.a"));
        FAIL() << "no error";
    } catch (const Error &error) {
        EXPECT_EQ(error.promptflow()->path(), "SystemError/ValueError");
        EXPECT_EQ(error.promptflow()->message, "mid");
    }
}

TEST_F(Worker, ClassToolsMixInitAndCallParameters)
{
    writeTool("t.py",
              "from promptflow.core import ToolProvider\n"
              "class T(ToolProvider):\n"
              "    def __init__(self, a: int):\n        super().__init__()\n        self.a = a\n"
              "    @tool\n    def f(self, x):\n        return [self.a, x]\n");
    const python::ToolInfo info = load("t.py");
    EXPECT_EQ(info.function, "T.f");
    ASSERT_EQ(info.parameters.size(), 2U);
    EXPECT_EQ(info.parameters[0].name, "a");
    EXPECT_EQ(json::write(call("t.py", {{"x", Value("v")}, {"a", Value(5)}}).value), R"([5, "v"])");
}

/// A package of the environment that lists the tools of mypackage.py.
const char *const kPackage
    = "from promptflow.core import ToolProvider, tool\n"
      "from promptflow.connections import CustomStrongTypeConnection\n"
      "from promptflow.contracts.types import PromptTemplate, Secret\n"
      "class Mine(CustomStrongTypeConnection):\n    key: Secret\n    base: str\n"
      "@tool\ndef plain(x, n=3):\n    return [x, n]\n"
      "@tool\ndef own(mine: Mine):\n    return [type(mine).__name__, mine.base]\n"
      "@tool\ndef ask(p: PromptTemplate, **kw):\n    return [type(p).__name__, p, kw]\n"
      "class C(ToolProvider):\n    def __init__(self, a: int):\n        super().__init__()\n"
      "        self.a = a\n    @tool\n    def method(self, x):\n        return [self.a, x]\n"
      "def listed():\n    m = {'module': 'mypackage', 'type': 'python'}\n    return {\n"
      "        'mypackage.plain': {**m, 'function': 'plain', 'name': 'Plain',\n"
      "            'inputs': {'x': {'type': ['int']}, 'extra': {'type': ['list']}},\n"
      "            'deprecated_tools': ['old.plain']},\n"
      "        'mypackage.own': {**m, 'function': 'own', 'inputs': {'mine': {\n"
      "            'type': ['CustomConnection'], 'custom_type': ['Mine']}}},\n"
      "        'mypackage.ask': {**m, 'function': 'ask', 'type': 'custom_llm'},\n"
      "        'mypackage.C.method': {**m, 'class_name': 'C', 'function': 'method'},\n"
      "        'gone.tool': {**m, 'module': 'gone', 'function': 'tool'}}\n";

class PackageWorker : public Worker
{
protected:
    PackageWorker()
    {
        writeTool("mypackage.py", kPackage);
        std::filesystem::create_directories(folder() / "mine-1.5.dist-info");
        write("mine-1.5.dist-info/METADATA", "Metadata-Version: 2.1\nName: mine\nVersion: 1.5\n");
        write("mine-1.5.dist-info/entry_points.txt", "[package_tools]\nmine = mypackage:listed\n");
    }

    python::ToolInfo loadPackage(const std::string &name, std::optional<std::string> prompt = {})
    {
        return run(pool().loadTool(name, name, true, std::move(prompt)));
    }

    std::string failureOf(const std::string &name, std::optional<std::string> prompt = {})
    {
        try {
            loadPackage(name, std::move(prompt));
        } catch (const Error &error) {
            return error.promptflow()->path();
        }
        return "no error";
    }
};

TEST_F(PackageWorker, ToolsHaveTheTypesOfTheirManifest)
{
    const python::ToolInfo info = loadPackage("mypackage.plain");
    EXPECT_EQ(info.name, "Plain");
    ASSERT_EQ(info.parameters.size(), 3U);
    EXPECT_EQ(info.parameters[0].type, "int");
    EXPECT_EQ(info.parameters[1].type, "");
    EXPECT_TRUE(info.parameters[1].hasDefault);
    EXPECT_EQ(info.parameters[2].name, "extra");
    EXPECT_EQ(json::write(call("mypackage.plain", {{"x", Value(1)}}).value), "[1, 3]");
    EXPECT_EQ(loadPackage("old.plain").name, "Plain");
}

TEST_F(PackageWorker, ClassToolsAreMadeWithTheirInitInputs)
{
    EXPECT_EQ(loadPackage("mypackage.C.method").initParameters, 1U);
    run(pool().initEntry("mypackage.C.method", Dict{{"a", 7}}));
    EXPECT_EQ(json::write(call("mypackage.C.method", {{"x", Value(1)}}, "mypackage.C.method").value),
              "[7, 1]");
    const std::string value = json::write(
        call("mypackage.C.method", {{"x", Value(1)}, {"a", Value(2)}}).value);
    EXPECT_EQ(value, "[2, 1]");
}

TEST_F(PackageWorker, TemplatesGoToTheParameterForThem)
{
    loadPackage("mypackage.ask", "Hi {{x}}");
    EXPECT_EQ(json::write(call("mypackage.ask", {{"x", Value(1)}}).value),
              R"(["PromptTemplate", "Hi {{x}}", {"x": 1}])");
    EXPECT_EQ(failureOf("mypackage.plain", "Hi"), "UserError/ValidationError/InvalidCustomLLMTool");
}

TEST_F(PackageWorker, OnlyListedToolsThatCanBeImportedAreFound)
{
    const std::string missing = "UserError/ValidationError/PackageToolNotFoundError";
    EXPECT_EQ(failureOf("mypackage.listed"), missing);
    EXPECT_EQ(failureOf("gone.tool"), missing);
    const Value all = run(pool().askToolbox("list", Dict()));
    EXPECT_EQ(all.asDict().size(), 5U);
    EXPECT_EQ(*all.find("gone.tool")->find("package"), Value("mine"));
    EXPECT_EQ(*all.find("gone.tool")->find("package_version"), Value("1.5"));
}

TEST_F(PackageWorker, APackageWhoseListingFailsIsLeftOut)
{
    write("mine-1.5.dist-info/entry_points.txt",
          "[package_tools]\nbad = mypackage:nothing\nmine = mypackage:listed\n");
    EXPECT_EQ(loadPackage("mypackage.plain").name, "Plain");
}

TEST_F(Worker, LogMetricCountsInAggregationOnly)
{
    writeTool("t.py",
              "from promptflow.core import log_metric\n"
              "@tool\ndef f():\n    log_metric('m', 1)\n    log_metric('m', 0.5)\n    return 1\n");
    load("t.py");
    EXPECT_TRUE(call("t.py").metrics.empty());
    python::ToolCall aggregation;
    aggregation.node = "a";
    aggregation.toolId = "t.py";
    aggregation.aggregation = true;
    const auto result = run(line().call(aggregation, {}));
    ASSERT_EQ(result.metrics.size(), 1U);
    EXPECT_EQ(result.metrics[0].first, "m");
    EXPECT_EQ(result.metrics[0].second, Value(0.5));
}

TEST_F(Worker, ConnectionsArriveAsTheirClass)
{
    connection::Connection azure;
    azure.name = "az";
    azure.type = "azure_open_ai";
    azure.configs = {{"api_base", "https://x"}, {"api_version", "v"}};
    azure.secrets = {{"api_key", "k"}};
    options.connections.add(azure);
    connection::Connection custom;
    custom.name = "mine";
    custom.type = "custom";
    custom.configs = {{"url", "u"}};
    custom.secrets = {{"key", "s"}};
    options.connections.add(custom);
    writeTool("t.py",
              "from promptflow.connections import *\n"
              "from promptflow.contracts.types import Secret\n"
              "class Mine(CustomStrongTypeConnection):\n    key: Secret\n    url: str = 'd'\n"
              "@tool\ndef f(a: AzureOpenAIConnection, c: CustomConnection, m: Mine):\n"
              "    return [type(a).__name__, a.api_base, a.api_key, a.auth_mode, c.key, c.url, "
              "dict(**c),\n"
              "            isinstance(m, Mine), m.url, m.key]\n");
    load("t.py");
    const Value value
        = call("t.py", {{"a", Value("az")}, {"c", Value("mine")}, {"m", Value("mine")}}).value;
    EXPECT_EQ(json::write(value),
              R"(["AzureOpenAIConnection", "https://x", "k", "key", "s", "u", {"url": "u", "key": "s"}, )"
              R"(true, "u", "s"])");
}

TEST_F(Worker, TraceMakesSpans)
{
    result("from promptflow.tracing import trace\n"
           "@trace\ndef inner(x):\n    return x * 2\n"
           "@trace\ndef outer(x):\n    return inner(x) + 1\n"
           "@tool\ndef f():\n    return outer(3)\n");
    ASSERT_EQ(spans.size(), 2U);
    EXPECT_EQ(*spans[0].find("name"), Value("inner"));
    EXPECT_EQ(json::write(*spans[0].find("inputs")), R"({"x": 3})");
    EXPECT_EQ(*spans[0].find("output"), Value(6));
    EXPECT_EQ(*spans[0].find("parent"), *spans[1].find("id"));
}

TEST_F(Worker, LangChainsEventsAreSpans)
{
    test::fs::create_directories(folder() / "langchain" / "callbacks");
    write("langchain/callbacks/base.py", "class BaseCallbackHandler:\n    pass\n");
    result("from promptflow.integrations.langchain import PromptFlowCallbackHandler\n"
           "from promptflow.tracing import trace\n"
           "@trace\ndef inner():\n    pass\n"
           "@tool\ndef f():\n"
           "    handler = PromptFlowCallbackHandler()\n"
           "    handler.on_llm_end('none was begun')\n"
           "    handler.on_chain_start({'id': ['a', 'Chain1']}, {'q': 1})\n"
           "    handler.on_llm_start({'name': 'Llm1'}, ['p'])\n"
           "    inner()\n"
           "    handler.on_llm_error(ValueError('bad'))\n"
           "    handler.on_llm_start({}, ['p'])\n"
           "    handler.on_chain_end({'a': 2})\n");
    ASSERT_EQ(spans.size(), 4U);
    EXPECT_EQ(*spans[0].find("name"), Value("inner"));
    EXPECT_EQ(*spans[0].find("parent"), *spans[1].find("id"));
    EXPECT_EQ(*spans[1].find("name"), Value("Llm1"));
    EXPECT_EQ(*spans[1].find("error"), Value("ValueError: bad"));
    EXPECT_EQ(*spans[2].find("name"), Value("LLM")) << "what was left open ends with its chain";
    EXPECT_EQ(*spans[2].find("parent"), *spans[3].find("id"));
    EXPECT_EQ(*spans[3].find("name"), Value("Chain1"));
    EXPECT_EQ(*spans[3].find("type"), Value("LangChain"));
    EXPECT_EQ(json::write(*spans[3].find("inputs")), R"({"q": 1})");
    EXPECT_EQ(json::write(*spans[3].find("output")), R"({"a": 2})");
}

TEST_F(Worker, AFlexFlowsClassIsMadeOnceAndCalled)
{
    write("entry.py",
          "class Flow:\n"
          "    def __init__(self, base: int = 1):\n        self.base = base\n"
          "    def __call__(self, x: int) -> str:\n        return str(self.base + x)\n"
          "    def __aggregate__(self, results: list):\n        return {'n': len(results)}\n");
    const python::EntryInfo info = run(pool().loadEntry("e", "entry:Flow"));
    EXPECT_TRUE(info.isClass);
    EXPECT_TRUE(info.hasAggregate);
    EXPECT_EQ(info.call.parameters.at(0).type, "int");
    EXPECT_EQ(info.initParameters.at(0).name, "base");
    Dict arguments;
    arguments.set(Value("base"), Value(10));
    run(pool().initEntry("e", arguments));
    EXPECT_EQ(call("e", {{"x", Value(5)}}).value, Value("15"));
    python::ToolCall aggregate;
    aggregate.toolId = "e";
    aggregate.aggregateEntry = true;
    aggregate.arguments = {{"line_results", Value(List{Value(1), Value(2)})}};
    EXPECT_EQ(json::write(run(line().call(aggregate, {})).value), R"({"n": 2})");
}

TEST_F(Worker, CodeSeesTheRunItIsPartOf)
{
    const std::string body
        = "    context = OperationContext.get_instance()\n"
          "    context['calls'] = context.get('calls', 0) + 1\n"
          "    return [context.flow_id, context.run_mode, context.execution_target,\n"
          "            len(context.root_run_id), context.calls]\n";
    const std::string import
        = "from promptflow.tracing._operation_context import OperationContext\n";
    const Value first = result(import + "@tool\ndef f():\n" + body);
    EXPECT_EQ(json::write(first), R"(["default_flow_id", "Test", "dag", 36, 1])");
    writeTool("u.py", import + "@tool\nasync def f():\n" + body);
    load("u.py");
    EXPECT_EQ(call("u.py").value.asList()[4], Value(2)) << "what a node adds the next one sees";
}

TEST_F(Worker, CodeSeesThatItsFlowIsAFlexFlow)
{
    write("entry.py",
          "from promptflow.tracing._operation_context import OperationContext\n"
          "def flow():\n    return OperationContext.get_instance().execution_target\n");
    run(pool().loadEntry("e", "entry:flow"));
    EXPECT_EQ(call("e").value, Value("flex"));
}

TEST_F(Worker, WhatAClassNeedsIsNamed)
{
    write("entry.py",
          "class Base:\n    def __call__(self):\n        return 1\n"
          "class One(Base):\n    def __init__(self, model: str):\n        pass\n"
          "class Three(Base):\n    def __init__(self, a: str, b: str, c: str):\n        pass\n"
          "class Keyed(Base):\n    def __init__(self, *, size: int):\n        pass\n"
          "class Own(Base):\n    def __init__(self):\n        raise ValueError('no')\n");
    const auto hintOf = [this](const std::string &name, Dict arguments) {
        run(pool().loadEntry(name, "entry:" + name));
        try {
            run(pool().initEntry(name, std::move(arguments)));
        } catch (const Error &error) {
            return error.hint();
        }
        return std::string("none");
    };
    const std::string give = "Give the init values that the class needs: ";
    const std::string how = " (--init NAME=VALUE, or init below sample in the flow's file).";
    EXPECT_EQ(hintOf("One", {}), give + "model" + how);
    EXPECT_EQ(hintOf("Three", {}), give + "a, b, c" + how);
    EXPECT_EQ(hintOf("Three", Dict{{"b", "'it'"}}), give + "a, c" + how);
    EXPECT_EQ(hintOf("Keyed", {}), give + "size" + how);
    EXPECT_EQ(hintOf("One", Dict{{"model", "m"}, {"odd", 1}}),
              "The class takes no init value 'odd': leave it out.");
    EXPECT_EQ(hintOf("Own", {}), "Look at the class's __init__ and at the init values it gets.");
}

TEST_F(Worker, AnEntryThatCannotBeMadeSaysSo)
{
    write("entry.py",
          "class Flow:\n    def __init__(self, obj):\n        pass\n"
          "    def __call__(self):\n        return 1\n"
          "def plain():\n    raise KeyError('k')\n");
    run(pool().loadEntry("e", "entry:Flow"));
    try {
        run(pool().initEntry("e", {}));
        FAIL() << "no error";
    } catch (const Error &error) {
        EXPECT_EQ(error.promptflow()->path(), "UserError/FlowEntryInitializationError");
        EXPECT_EQ(error.promptflow()->message,
                  "Failed to initialize flow entry with '{}', ex:'Flow.__init__() missing 1 "
                  "required positional argument: 'obj'.");
    }
    run(pool().loadEntry("p", "entry:plain"));
    try {
        call("p");
        FAIL() << "no error";
    } catch (const Error &error) {
        EXPECT_EQ(error.promptflow()->path(), "UserError/ScriptExecutionError");
        EXPECT_EQ(error.promptflow()->message, "Execution failure in 'plain': (KeyError) 'k'");
    }
}

TEST_F(Worker, PythonAsksTheEngineAndWaitsWhileOthersRun)
{
    std::string asked;
    options.onHostCall = [&](python::HostCall call) -> Task<Value> {
        asked += call.kind + json::write(Value(call.arguments)) + "\n";
        if (call.arguments.find("inputs")->find("fail") != nullptr) {
            throw Error(ErrorCode::NodeFailed, "It failed.")
                .as({"UserError", "LLMError"}, "the model failed");
        }
        Dict answer;
        answer.append("answer", "answer");
        co_return Value(std::move(answer));
    };
    write("p.prompty", "");
    const Value value = result(
        "from promptflow.core import Prompty, AzureOpenAIModelConfiguration\n"
        "@tool\ndef f():\n"
        "    p = Prompty.load('p.prompty', model={'configuration':\n"
        "        AzureOpenAIModelConfiguration('d', connection='c')})\n"
        "    try:\n        p(fail=1)\n"
        "    except Exception as e:\n        failed = [e.error_codes, str(e)]\n"
        "    return [p(q='x'), p(q='y'), failed]\n");
    EXPECT_EQ(json::write(value),
              R"(["answer", "answer", [["UserError", "LLMError"], "the model failed"]])");
    EXPECT_THAT(asked,
                HasSubstr(R"("configuration": {"azure_deployment": "d", "connection": "c", )"
                          R"("type": "azure_openai"}}, "inputs": {"q": "x"})"));
    EXPECT_EQ(call("t.py").value, value) << "another thread took the lead, and goes on";
}

TEST_F(Worker, PythonGetsTheRunsConnectionsByName)
{
    connection::Connection custom;
    custom.name = "mine";
    custom.type = "custom";
    custom.secrets = {{"key", "s"}};
    options.connections.add(custom);
    const Value value = result("from promptflow.client import PFClient\n"
                               "@tool\ndef f():\n"
                               "    try:\n        PFClient().connections.get('nope')\n"
                               "    except Exception as e:\n        missing = str(e)\n"
                               "    return [PFClient().connections.get('mine').key, missing]\n");
    EXPECT_EQ(json::write(value), R"(["s", "Connection 'nope' is not found."])");
}
