// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

// Which of a line's values cross to its worker, and how; the worker itself is a listener here.

#include "engine/base/pyrepr.h"
#include "engine/run/linerunner.h"
#include "tests/engine/run/flowfolder.h"

#include <gmock/gmock.h>

using namespace postern;
using namespace postern::run;
using testing::ElementsAre;

namespace {

/// What a worker is asked, in words, and what it will answer.
struct Asked
{
    std::vector<std::string> words;
    python::ToolResult result;
    List items; ///< of a generator
    std::optional<Error> failure;
};

class ListeningLine final : public python::Line
{
public:
    explicit ListeningLine(Asked &asked)
        : m_asked(asked)
    {}

    Task<void> setSlot(std::string slot, Value value) override
    {
        m_asked.words.push_back("set " + slot + " = " + py::repr(value));
        co_return;
    }
    Task<python::ToolResult> call(python::ToolCall call, python::CallObserver) override
    {
        std::string words = (call.aggregation ? "aggregate " : "call ") + call.toolId + '(';
        for (const auto &[name, argument] : call.arguments)
            words += (words.back() == '(' ? "" : ", ") + name + '=' + wordsOf(argument);
        m_asked.words.push_back(words + ')');
        if (m_asked.failure)
            throw Error(*m_asked.failure);
        co_return m_asked.result;
    }
    Task<std::optional<Value>> next(std::string) override
    {
        if (m_asked.items.empty())
            co_return std::nullopt;
        Value item = m_asked.items.front();
        m_asked.items.erase(m_asked.items.begin());
        co_return item;
    }
    Task<Value> resolve(python::SlotReference reference) override
    {
        m_asked.words.push_back("resolve " + reference.slot + " [" + reference.property + ']');
        co_return Value("resolved");
    }
    Task<Value> serialize(std::string slot) override { co_return Value("serialized " + slot); }
    Task<Value> view(python::SlotReference reference, std::string names) override
    {
        m_asked.words.push_back("view " + reference.slot + " for " + names);
        co_return Value("seen");
    }
    void retire() override {}

private:
    static std::string wordsOf(const python::Argument &argument)
    {
        if (const auto *slot = std::get_if<python::SlotReference>(&argument))
            return '<' + slot->slot + (slot->property.empty() ? "" : " [" + slot->property + ']')
                   + '>';
        if (const auto *literal = std::get_if<python::Literal>(&argument))
            return "literal " + py::repr(literal->value);
        return py::repr(std::get<Value>(argument));
    }

    Asked &m_asked;
};

Value handle(const std::string &slot)
{
    Handle made;
    made.slot = slot;
    made.typeName = "Thing";
    made.repr = "<Thing>";
    return Value(std::move(made));
}

class LineRunnerTest : public FlowFolder
{
protected:
    LineRunnerTest()
        : m_workingFolder(
              test::run(m_loop,
                        flow::WorkingFolder::make(flow::Flow(), {m_root, flow::Trust::Trusted})))
    {
        m_spec.simulate = true;
    }

    static PlannedNode python(const std::string &name)
    {
        PlannedNode planned;
        planned.node.name = name;
        planned.node.type = flow::NodeType::Python;
        return planned;
    }
    PlannedNode prompt(const std::string &name, const std::string &text)
    {
        write(name + ".jinja2", text);
        PlannedNode planned;
        planned.node.name = name;
        planned.node.type = flow::NodeType::Prompt;
        planned.node.source.type = "code";
        planned.node.source.path = name + ".jinja2";
        return planned;
    }
    Value run(const PlannedNode &planned, const ResolvedInputs &inputs)
    {
        NodeReport node = m_report.nodeQueued(planned.node.name);
        node.started({});
        return test::run(m_loop, m_runner.run(planned, inputs, m_values, node));
    }
    /// A reference to an input of the flow.
    ResolvedValue input(const std::string &name, const std::string &property = "") const
    {
        return {*m_values.inputs.find(std::string_view(name)), "inputs." + name, property, {}};
    }

    RunSpec m_spec;
    std::unique_ptr<flow::WorkingFolder> m_workingFolder;
    connection::ConnectionSet m_connections;
    ToolInfos m_tools;
    tool::ToolRegistry m_registry{m_engine.templates(), tool::Answers::Simulator};
    flow::SourceFolder m_sources = m_workingFolder->sources();
    LineRunner::Shared m_shared{*m_workingFolder,
                                m_sources,
                                m_connections,
                                m_tools,
                                m_registry,
                                m_engine.channels(m_spec),
                                m_spec.stream,
                                {}};
    Asked m_asked;
    LineRunner m_runner{m_shared, std::make_unique<ListeningLine>(m_asked)};
    LineValues m_values;
    RunReport m_report{{}};
};

} // namespace

TEST_F(LineRunnerTest, handsOverWhatCannotChangeAndNamesWhatCan)
{
    m_values.inputs = Dict{{"word", "hello"}, {"list", List{1}}, {"dict", Dict{{"k", 2}}}};
    run(python("a"),
        {{"w", input("word")},
         {"l", input("list")},
         {"d", input("dict", ".k")},
         {"n", {Value(7), {}, {}, {}}}});
    EXPECT_THAT(m_asked.words,
                ElementsAre("set inputs.list = [1]",
                            "set inputs.dict = {'k': 2}",
                            "call a(w='hello', l=<inputs.list>, d=<inputs.dict [.k]>, n=7)"));
    m_asked.words.clear();
    run(python("b"), {{"l", input("list")}});
    EXPECT_THAT(m_asked.words, ElementsAre("call b(l=<inputs.list>)")) << "the worker has it";
}

TEST_F(LineRunnerTest, namesEvenATextThatTheWorkerMade)
{
    m_asked.result.value = "of a class of its own, perhaps";
    m_values.outputs["a"] = run(python("a"), {});
    m_asked.words.clear();
    run(python("b"), {{"x", {m_values.outputs["a"], "nodes.a", "", {}}}});
    EXPECT_THAT(m_asked.words, ElementsAre("call b(x=<nodes.a>)"));
    m_runner.valueReplaced("a"); // by a gate: the worker's object isn't it
    m_values.outputs["a"] = List{"other"};
    m_asked.words.clear();
    run(python("c"), {{"x", {m_values.outputs["a"], "nodes.a", "", {}}}});
    EXPECT_THAT(m_asked.words, ElementsAre("set nodes.a = ['other']", "call c(x=<nodes.a>)"));
}

TEST_F(LineRunnerTest, keepsWhatAToolChangedInPlace)
{
    m_values.inputs = Dict{{"list", List{1}}};
    m_values.outputs["before"] = Value(Dict());
    m_asked.result.changed = {{"inputs.list", List{1, 2}}, {"nodes.before", Dict{{"k", 1}}}};
    run(python("a"), {{"l", input("list")}});
    EXPECT_EQ(*m_values.inputs.find(std::string_view("list")), Value(List{1, 2}));
    EXPECT_EQ(m_values.outputs["before"], Value(Dict{{"k", 1}}));
}

TEST_F(LineRunnerTest, handsOverALiteralWithItsClasses)
{
    run(python("a"), {{"l", {Value(List{1}), {}, {}, Value("CommentedSeq")}}});
    EXPECT_THAT(m_asked.words, ElementsAre("call a(l=literal [1])"));
}

TEST_F(LineRunnerTest, keepsTheLastValueOfAMetricInTheOrderOfTheFirst)
{
    m_runner.beginAggregation();
    m_asked.result.metrics = {{"b", Value(1)}, {"a", Value(2)}};
    run(python("one"), {});
    m_asked.result.metrics = {{"b", Value(3)}};
    run(python("two"), {});
    EXPECT_THAT(m_asked.words, ElementsAre("aggregate one()", "aggregate two()"));
    const std::vector<std::pair<std::string, Value>> expected{{"b", Value(3)}, {"a", Value(2)}};
    EXPECT_EQ(m_runner.metrics(), expected);
}

TEST_F(LineRunnerTest, givesTheInputsOfAllLinesToAnAggregation)
{
    m_values.inputs = Dict{{"list", List{1}}};
    run(python("a"), {{"l", input("list")}});
    m_runner.beginAggregation();
    m_values.inputs = Dict{{"list", List{List{1}, List{2}}}};
    m_asked.words.clear();
    run(python("b"), {{"l", input("list")}});
    EXPECT_THAT(m_asked.words,
                ElementsAre("set inputs.list = [[1], [2]]", "aggregate b(l=<inputs.list>)"));
}

TEST_F(LineRunnerTest, lookAtObjectsForTheTemplatesThatNameTheirParts)
{
    m_asked.result.value = handle("nodes.a");
    m_values.outputs["a"] = run(python("a"), {});
    m_asked.words.clear();
    const Value text = run(prompt("p", "{{ x.name }}: {{ y }}"),
                           {{"x", {m_values.outputs["a"], "nodes.a", "", {}}},
                            {"y", {Value("plain"), "nodes.b", "", {}}}});
    EXPECT_THAT(m_asked.words, ElementsAre("view nodes.a for x name y"));
    EXPECT_EQ(text, Value(": plain")) << "what is seen is a text without that part";
}

TEST_F(LineRunnerTest, asksTheWorkerForAPropertyOfAnObjectThatItHas)
{
    m_asked.result.value = handle("nodes.a");
    m_values.outputs["a"] = run(python("a"), {});
    const ResolvedValue known{m_values.outputs["a"], "nodes.a", ".k", {}};
    EXPECT_EQ(test::run(m_loop, m_runner.property(known, "b")), Value("resolved"));
    const ResolvedValue unknown{Value(1), "nodes.z", ".k", {}};
    try {
        test::run(m_loop, m_runner.property(unknown, "b"));
        FAIL();
    } catch (const Error &error) {
        EXPECT_EQ(error.promptflow()->codes.back(), "InvalidReferenceProperty");
    }
}

TEST_F(LineRunnerTest, readsAGeneratorToItsEnd)
{
    m_asked.items = List{"a", 1, nullptr};
    Handle generator;
    generator.slot = "nodes.a";
    EXPECT_EQ(Value(test::run(m_loop, m_runner.itemsOf(generator))), Value(List{"a", 1, nullptr}));
}

TEST_F(LineRunnerTest, serializesWhatARecordCannotHoldAtAnyDepth)
{
    DateTime time;
    time.iso = "2026-01-31 23:59:58";
    DateTime date;
    date.iso = "2026-01-31";
    date.dateOnly = true;
    const Value value(List{handle("nodes.a"), Dict{{"t", Value(time)}}, Value(date), 1});
    const Value serialized = test::run(m_loop, m_runner.serialized(value));
    EXPECT_EQ(serialized,
              Value(
                  List{"serialized nodes.a", Dict{{"t", "2026-01-31T23:59:58Z"}}, Value(date), 1}));
}

TEST_F(LineRunnerTest, knowsWhichInputsMayBeLeftOut)
{
    python::ToolInfo info;
    info.parameters.resize(2);
    info.parameters[0].name = "needed";
    info.parameters[1].name = "free";
    info.parameters[1].hasDefault = true;
    m_tools["a"] = info;
    const flow::Node node = python("a").node;
    EXPECT_FALSE(m_runner.hasDefault(node, "needed"));
    EXPECT_TRUE(m_runner.hasDefault(node, "free"));
    EXPECT_FALSE(m_runner.hasDefault(node, "unknown"));
    EXPECT_FALSE(m_runner.hasDefault(python("other").node, "free"));
}

TEST_F(LineRunnerTest, knowsNothingOfANodeThatFailed)
{
    m_asked.failure = Error(ErrorCode::NodeFailed, "broken", "");
    EXPECT_THROW(run(python("a"), {}), Error);
    m_values.outputs["a"] = List{1}; // a gate's value
    m_asked.failure.reset();
    m_asked.words.clear();
    run(python("b"), {{"x", {m_values.outputs["a"], "nodes.a", "", {}}}});
    EXPECT_THAT(m_asked.words, ElementsAre("set nodes.a = [1]", "call b(x=<nodes.a>)"));
}
