// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/base/json.h"
#include "tests/app/cli/command.h"

#include <gmock/gmock.h>

using namespace postern;

namespace {

/// Python code that calls a flow of nodes as a function.
class FlowCalls : public test::CommandTest
{
protected:
    FlowCalls()
    {
        write("flow/flow.flex.yaml", "entry: entry:main\n");
        write("flow/inner/flow.dag.yaml",
              "inputs:\n  q: {type: string, default: hi}\n"
              "outputs:\n  o: {type: string, reference: '${echo.output}'}\n"
              "  g: {type: string, reference: '${count.output}'}\n"
              "nodes:\n"
              "- name: echo\n  use_variants: true\n"
              "- name: count\n  type: python\n  source: {type: code, path: count.py}\n"
              "  inputs: {q: '${inputs.q}'}\n"
              "- name: ask\n  type: llm\n  source: {type: code, path: ask.jinja2}\n"
              "  inputs: {model: m}\n  connection: nobody\n  api: chat\n"
              "  activate: {when: '${inputs.q}', is: ask}\n"
              "node_variants:\n  echo:\n    default_variant_id: one\n    variants:\n"
              "      one:\n        node: {type: python, source: {type: code, path: echo.py},\n"
              "               inputs: {x: first}}\n"
              "      two:\n        node: {type: python, source: {type: code, path: echo.py},\n"
              "               inputs: {x: second}}\n");
        write("flow/inner/ask.jinja2", "user:\nhi\n");
        write("flow/inner/count.py",
              "from promptflow.core import tool\n@tool\ndef count(q: str):\n"
              "    for i in range(3):\n        yield q + str(i)\n");
        write("flow/inner/echo.py",
              "from promptflow.core import tool\nfrom promptflow.connections import "
              "OpenAIConnection\n"
              "@tool\ndef echo(x: str, c: OpenAIConnection = None):\n"
              "    return x + (c.base_url if c else '')\n");
    }

    /// What `main` of that body returns, a list or a dict, as JSON.
    std::string returned(const std::string &body) const
    {
        write("flow/entry.py",
              "import asyncio\n"
              "from promptflow.core import AsyncFlow, Flow\n"
              "from promptflow.client import PFClient, load_flow\n"
              "from promptflow.connections import OpenAIConnection\n"
              "from promptflow.entities import FlowContext\n"
              "from promptflow.exceptions import UserErrorException\n"
              "connection = OpenAIConnection(api_key='k', base_url='http://here')\n"
              "def inner(**context):\n"
              "    flow = load_flow('inner')\n"
              "    context.setdefault('connections', {}).setdefault('ask', {'connection': "
              "connection})\n"
              "    flow.context = FlowContext(**context)\n"
              "    return flow\n"
              "def refused(call):\n"
              "    try:\n        call()\n"
              "    except UserErrorException as error:\n"
              "        return [type(error).__name__, str(error)]\n"
              "def main():\n"
                  + body);
        const test::CommandResult result = run({"flow", "test", "--flow", "flow"});
        EXPECT_EQ(result.exitCode, 0) << result.error;
        return result.exitCode == 0 ? json::write(result.json()) : result.error;
    }
};

} // namespace

TEST_F(FlowCalls, connectionsAreObjectsThatTheFlowNeverNames)
{
    EXPECT_EQ(returned(
                  "    return [inner()()['o'],\n"
                  "        inner(connections={'echo': {'c': connection}})()['o'],\n"
                  "        Flow.load('inner').invoke({}, {'nobody': connection}).output['o'],\n"
                  "        Flow.load('inner').invoke({}, {'nobody': {'type':\n"
                  "            'OpenAIConnection', 'value': {'api_key': 'k'}}}).output['o']]\n"),
              R"(["first", "firsthttp://here", "first", "first"])");
}

TEST_F(FlowCalls, variantsAndOverridesChangeTheFlowForTheCall)
{
    EXPECT_EQ(returned(
                  "    changed = {'nodes.echo.inputs.x': 'third', 'inputs.q.default': 'd',\n"
                  "        'outputs.z': {'type': 'string', 'reference': '${inputs.q}'}}\n"
                  "    return [inner(variant='${echo.two}')()['o'], inner(overrides=changed)(),\n"
                  "        inner(variant='${echo.two}', overrides={'nodes.count.source.path':\n"
                  "            'echo.py', 'nodes.count.inputs': {'x': 'y'}})(), inner()()['o']]\n"),
              R"(["second", {"o": "third", "g": "d0d1d2", "z": "d"}, )"
              R"({"o": "second", "g": "y"}, "first"])");
}

TEST_F(FlowCalls, streamedOutputsAreGeneratorsWhereTheContextStreams)
{
    EXPECT_EQ(
        returned("    given = {'nobody': connection}\n"
                 "    async def pieces():\n"
                 "        result = await AsyncFlow.load('inner').invoke({}, connections=given)\n"
                 "        return [piece async for piece in result.output['g']]\n"
                 "    return [inner()()['g'], list(inner(streaming=True)()['g']),\n"
                 "        list(Flow.load('inner').invoke({}, given).output['g']),\n"
                 "        asyncio.run(pieces())]\n"),
        R"(["hi0hi1hi2", ["hi0", "hi1", "hi2"], ["hi0", "hi1", "hi2"], ["hi0", "hi1", "hi2"]])");
}

TEST_F(FlowCalls, aWrongContextSaysWhatIsWrong)
{
    EXPECT_EQ(
        returned("    hidden = OpenAIConnection(api_key='******')\n"
                 "    return [refused(inner(connections={'no': {'connection': 'c'}})),\n"
                 "        refused(inner(connections={'ask': 'c'})),\n"
                 "        refused(inner(connections={'ask': {'foo': 'c'}}))[1][:54],\n"
                 "        refused(inner(connections={'echo': {'foo': 'c'}}))[0],\n"
                 "        refused(inner(connections={'ask': {'connection': hidden}}))[0],\n"
                 "        refused(inner(overrides={'nodes.no.inputs.x': 1}))[1],\n"
                 "        refused(inner(variant='${echo.three}')),\n"
                 "        refused(lambda: setattr(inner(), 'context', {}))[0]]\n"),
        R"([["InvalidFlowError", "Node no not found in flow"], )"
        R"(["InvalidFlowError", "Invalid connection overwrite format: c, only dict is supported."], )"
        R"("Unsupported llm connection overwrite keys: dict_keys([", "InvalidFlowError", )"
        R"("UserErrorException", "Node no not found in flow", )"
        R"(["InvalidFlowError", "Variant three not found for node echo"], "UserErrorException"])");
}

TEST_F(FlowCalls, aClientTestsFunctionsToo)
{
    EXPECT_EQ(returned("    class Adder:\n"
                       "        def __init__(self, start):\n            self.start = start\n"
                       "        def __call__(self, x):\n            return self.start + x\n"
                       "    client = PFClient()\n"
                       "    return [client.test(lambda x: x + 1, inputs={'x': 1}),\n"
                       "        client.test(Adder, init={'start': 5}, inputs={'x': 1}),\n"
                       "        client.test(inner(variant='${echo.two}'))['o']]\n"),
              R"([2, 6, "second"])");
}
