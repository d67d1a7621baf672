// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

// What a run's records say, as prompt flow writes them.

#include "engine/base/json.h"
#include "engine/base/log.h"
#include "engine/run/record.h"
#include "tests/support/failure.h"
#include "tests/support/temporaryfolder.h"

#include <gmock/gmock.h>

namespace fs = std::filesystem;
using namespace postern;
using namespace postern::run;

namespace {

std::string text(const Value &value)
{
    return json::write(value);
}

Value object(const std::string &repr)
{
    Handle handle;
    handle.slot = "nodes.a";
    handle.typeName = "Thing";
    handle.repr = repr;
    return Value(std::move(handle));
}

const Value &at(const Value &value, std::string_view key)
{
    const Value *found = value.find(key);
    if (!found)
        throw std::runtime_error("nothing is at " + std::string(key));
    return *found;
}

FlowRunResult someResult()
{
    FlowRunResult result;
    result.inputs = Dict{{"question", "why"}, {"thing", object("<Thing 1>")}};
    result.outputs = Dict{{"answer", "because"}};
    result.usage = {3, 4, 7};
    result.elapsed = std::chrono::milliseconds(1500);
    NodeRecord node;
    node.node = "ask";
    node.state = NodeState::Done;
    node.inputs = Dict{{"q", "why"}, {"by", object("<Thing 2>")}};
    node.output = "because";
    node.outputLog = "[stamp] printed";
    node.logs = "[stamp] printed\n";
    result.nodes.push_back(node);
    return result;
}

} // namespace

TEST(Record, namesStatesAsPromptFlowDoes)
{
    EXPECT_EQ(statusText(NodeState::Done), "Completed");
    EXPECT_EQ(statusText(NodeState::Cached), "Completed");
    EXPECT_EQ(statusText(NodeState::Bypassed), "Bypassed");
    EXPECT_EQ(statusText(NodeState::Failed), "Failed");
    EXPECT_EQ(statusText(NodeState::Cancelled), "Canceled");
    EXPECT_EQ(statusText(NodeState::Streaming), "Running");
}

TEST(Record, nestsTheClassesOfAnError)
{
    Error error(ErrorCode::NodeFailed, "our sentence", "our hint");
    error.setDetails("Traceback: x");
    const Error told = std::move(error).as({"UserError", "ToolExecutionError", "KeyError"},
                                           "their sentence");
    EXPECT_EQ(text(toRecord(told)),
              R"({"message": "their sentence", "code": "UserError", "innerError": )"
              R"({"code": "ToolExecutionError", "innerError": {"code": "KeyError", "innerError": null}}, )"
              R"("debugInfo": {"stackTrace": "Traceback: x"}})");
}

TEST(Record, givesAnErrorOfOursItsOwnClass)
{
    const Error error(ErrorCode::ConnectionFailed, "no way", "try again");
    const Value record = toRecord(error);
    EXPECT_EQ(at(record, "message"), Value("no way"));
    EXPECT_EQ(at(record, "code"), Value("SystemError"));
    EXPECT_EQ(at(at(record, "innerError"), "code"), Value(toString(ErrorCode::ConnectionFailed)));
    EXPECT_EQ(record.find("debugInfo"), nullptr);
    Error silent(ErrorCode::NodeFailed, "ours", "");
    EXPECT_EQ(at(toRecord(std::move(silent).as({"UserError"}, "")), "message"), Value("ours"));
}

TEST(Record, keepsJsonAsItIsAndAnythingElseByItsRepr)
{
    const image::ImagePlace nowhere;
    for (const Value &plain :
         {Value(), Value(1.5), Value("x"), Value(List{1, Dict{{"k", nullptr}}})})
        EXPECT_EQ(text(recordedValue(plain, nowhere)), text(plain));
    EXPECT_EQ(recordedValue(object("<Thing>"), nowhere), Value("<Thing>"));
    EXPECT_EQ(recordedValue(Value(List{1, object("<Thing>")}), nowhere), Value("[1, <Thing>]"));
    EXPECT_EQ(recordedValue(Value(Dict{{"k", object("<Thing>")}}), nowhere),
              Value("{'k': <Thing>}"));
}

TEST(Record, holdsAnImageAsAReference)
{
    const Value image(Image{"image/png", "bytes", ""});
    EXPECT_EQ(recordedValue(Value(List{image}), {}),
              Value(List{Dict{{"data:image/png;base64", "Ynl0ZXM="}}}));
}

TEST(Record, ofARunHasEveryInputForItself)
{
    const Value detail = toDetail(someResult());
    const Value &run = at(detail, "flow_runs").asList().at(0);
    EXPECT_EQ(at(run, "inputs"), Value(Dict{{"question", "why"}, {"thing", "<Thing 1>"}}));
    EXPECT_EQ(at(run, "status"), Value("Completed"));
    EXPECT_EQ(text(at(run, "system_metrics")),
              R"({"duration": 1.5, "prompt_tokens": 3, "completion_tokens": 4, "total_tokens": 7})");
    EXPECT_EQ(run.find("logs"), nullptr) << "nothing was written outside of nodes";
    const Value &node = at(detail, "node_runs").asList().at(0);
    EXPECT_EQ(at(node, "inputs"), Value(Dict{{"q", "why"}, {"by", "<Thing 2>"}}));
    EXPECT_EQ(at(at(node, "logs"), "stdout"), Value("[stamp] printed"));
    EXPECT_TRUE(at(node, "error").isNull());
}

TEST(Record, ofABypassedNodeHasNoInputs)
{
    FlowRunResult result = someResult();
    result.nodes[0].state = NodeState::Bypassed;
    const Value detail = toDetail(result);
    EXPECT_TRUE(at(at(detail, "node_runs").asList().at(0), "inputs").isNull());
}

TEST(Record, showsNoSecretAnywhere)
{
    log::registerSecret("sesame-open-1234");
    FlowRunResult result = someResult();
    result.inputs = Dict{{"k", "sesame-open-1234"}};
    result.outputs = Dict{{"o", List{"is sesame-open-1234"}}};
    result.metrics = {{"m", Value("sesame-open-1234")}};
    result.logs = "sesame-open-1234";
    result.errorLog = "sesame-open-1234";
    result.nodes[0].output = "sesame-open-1234";
    result.nodes[0].outputLog = "sesame-open-1234";
    Error error(ErrorCode::NodeFailed, "sesame-open-1234 failed", "");
    error.setDetails("at sesame-open-1234");
    result.error = error;
    result.nodes[0].error = error;
    EXPECT_THAT(text(toDetail(result)), testing::Not(testing::HasSubstr("sesame")));
}

TEST(Record, isOneFileOrThoseOfPromptFlow)
{
    const test::TemporaryFolder folder;
    FlowRunResult result = someResult();
    writeDetail(result, folder.path() / "one.json", "");
    EXPECT_EQ(json::parse(folder.read("one.json")), toDetail(result));
    fs::create_directory(folder.path() / "many");
    writeDetail(result, folder.path() / "many", "");
    EXPECT_EQ(json::parse(folder.read("many/flow.output.json")), result.outputs);
    EXPECT_EQ(folder.read("many/flow.log"), "[stamp] printed\n");
    EXPECT_FALSE(fs::exists(folder.path() / "many/flow.metrics.json")) << "there are none";
    result.metrics = {{"m", Value(1)}, {"n", Value(2)}, {"m", Value(3)}};
    writeDetail(result, (folder.path() / "new").string() + '/', "a/b");
    EXPECT_EQ(json::parse(folder.read("new/flow-a_b.node.metrics.json")),
              Value(Dict{{"m", 3}, {"n", 2}}));
}

TEST(Record, isNotWrittenThroughALink)
{
    const test::TemporaryFolder folder;
    folder.write("precious", "kept");
    fs::create_symlink(folder.path() / "precious", folder.path() / "detail.json");
    writeDetail(someResult(), folder.path() / "detail.json", "");
    EXPECT_EQ(folder.read("precious"), "kept");
    EXPECT_FALSE(fs::is_symlink(folder.path() / "detail.json"));
}

TEST(Record, saysWhereItCannotBeWritten)
{
    const test::TemporaryFolder folder;
    folder.write("file", "");
    const auto error = test::failureOf(
        [&] { writeDetail(someResult(), folder.path() / "file/detail.json", ""); });
    ASSERT_TRUE(error);
    EXPECT_EQ(error->code(), ErrorCode::FileUnwritable);
}
