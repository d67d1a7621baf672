// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/base/json.h"
#include "tests/app/cli/command.h"

#include <gtest/gtest.h>

using namespace postern;

namespace {

/// Values that aren't JSON on their way from a Python node to a template or another node.
class Values : public test::CommandTest
{
protected:
    /// What a prompt node makes of `x`, which the expression gives.
    std::string shown(const std::string &definitions,
                      const std::string &expression,
                      const std::string &text) const
    {
        write("flow/flow.dag.yaml",
              "outputs:\n  o: {type: string, reference: '${show.output}'}\nnodes:\n"
              "- name: make\n  type: python\n  source: {type: code, path: make.py}\n  inputs: {}\n"
              "- name: show\n  type: prompt\n  source: {type: code, path: show.jinja2}\n"
              "  inputs: {x: '${make.output}'}\n");
        write("flow/make.py",
              "from promptflow.core import tool\n" + definitions + "@tool\ndef make():\n    return "
                  + expression + "\n");
        write("flow/show.jinja2", text);
        return output();
    }

    /// What a Python node returns that gets such a value.
    std::string received(const std::string &definitions,
                         const std::string &expression,
                         const std::string &body) const
    {
        write("flow/flow.dag.yaml",
              "outputs:\n  o: {type: string, reference: '${take.output}'}\nnodes:\n"
              "- name: make\n  type: python\n  source: {type: code, path: make.py}\n  inputs: {}\n"
              "- name: take\n  type: python\n  source: {type: code, path: take.py}\n"
              "  inputs: {x: '${make.output}'}\n");
        write("flow/make.py",
              "from promptflow.core import tool\n" + definitions + "@tool\ndef make():\n    return "
                  + expression + "\n");
        write("flow/take.py",
              "from promptflow.core import tool\n@tool\ndef take(x):\n    return " + body + "\n");
        return output();
    }

private:
    std::string output() const
    {
        const test::CommandResult result = run({"flow", "test", "--flow", "flow"});
        if (result.exitCode != 0)
            return result.error;
        const Value outputs = result.json();
        const Value *value = outputs.find("o");
        return value && value->isString() ? value->asString()
                                          : json::write(value ? *value : Value());
    }
};

constexpr auto kDocument = "from dataclasses import dataclass\n"
                           "@dataclass\nclass Doc:\n    title: str\n    tags: list\n"
                           "    @property\n    def size(self):\n        return len(self.tags)\n"
                           "    def __str__(self):\n        return 'Doc ' + self.title\n";

} // namespace

TEST_F(Values, templatesSeeAttributesOfObjects)
{
    EXPECT_EQ(
        shown(kDocument,
              "[Doc('a', ['x', 'y']), Doc('b', [])]",
              "{% for d in x %}{{d.title}} {{d.size}} {{d.tags|join('+')}} {{d}};{% endfor %}"),
        "a 2 x+y Doc a;b 0  Doc b;");
    EXPECT_EQ(shown(kDocument, "Doc('a', [Doc('in', [])])", "{{x.tags[0].title}}{{x.none}}{{x}}"),
              "inDoc a");
    EXPECT_EQ(shown("class Map:\n    def __getitem__(self, key):\n        return {'k': [1]}[key]\n",
                    "Map()",
                    "{{x.k}}{{x['k'][0]}}{{x.q}}"),
              "[1]1");
}

TEST_F(Values, templatesPrintAndIterateObjectsAsPythonDoes)
{
    EXPECT_EQ(shown("from pathlib import Path\n", "{'p': Path('/a/b.txt')}", "{{x.p}} {{x.p.name}}"),
              "/a/b.txt b.txt");
    EXPECT_EQ(shown("", "(i for i in range(3))", "{% for i in x %}{{i}}{% endfor %}"), "012");
    EXPECT_EQ(shown("", "{7}", "{{x}} {{x|length}} {% for i in x %}{{i}}{% endfor %}"), "{7} 1 7");
    EXPECT_EQ(
        shown("class Me:\n    def __init__(self):\n        self.me = self\n        self.w = 4\n",
              "Me()",
              "{{x.me.me.w}}{{x.w is defined}}{{x._w is defined}}"),
        "4TrueFalse");
}

TEST_F(Values, nodesGetTheClassOfWhatLooksPlain)
{
    EXPECT_EQ(received("import enum\nclass Kind(str, enum.Enum):\n    A = 'a'\n",
                       "Kind.A",
                       "[type(x).__name__, x.name, x == 'a']"),
              R"(["Kind", "A", true])");
    EXPECT_EQ(received("class Any:\n    def __getattr__(self, name):\n        return 5\n",
                       "Any()",
                       "type(x).__name__"),
              "Any");
}

TEST_F(Values, aConnectionThatANodeMadeReachesTheNext)
{
    const auto *made = "from promptflow.connections import CustomConnection\n";
    EXPECT_EQ(received(made,
                       "CustomConnection(secrets={'k': 's'}, configs={'c': '1'})",
                       "[type(x).__name__, x.c, x.k]"),
              R"(["CustomConnection", "1", "s"])");
    EXPECT_EQ(received(made,
                       "[CustomConnection(secrets={}, configs={'c': '1'}, name='n')]",
                       "x[0].c"),
              "1");
}
