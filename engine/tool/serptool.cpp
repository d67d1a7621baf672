// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/base/json.h"
#include "engine/base/pyrepr.h"
#include "engine/connection/connectionfields.h"
#include "engine/flow/inputtypes.h"
#include "engine/pyobject/text.h"
#include "engine/simulator/simulatedservice.h"
#include "engine/tool/descriptors.h"
#include "engine/tool/packagetool.h"

#include <utility>

namespace postern::tool {

namespace {

class SerpTool final : public PackageTool
{
public:
    SerpTool(const ToolDescriptor &descriptor, const ToolParts &)
        : PackageTool(descriptor)
    {}

    Task<Value> run(ToolContext context) override;
};

Error serpError(bool isSystem, const std::string &sentence)
{
    return Error(isSystem ? ErrorCode::ConnectionFailed : ErrorCode::NodeFailed,
                 tr("The search failed: %1", sentence),
                 tr("Check the connection's api_key and the node's query."))
        .as({isSystem ? "SystemError" : "UserError",
             isSystem ? "SerpAPISystemError" : "SerpAPIUserError"},
            sentence);
}

http::Query queryOf(const ToolContext &context)
{
    const std::string engine = py::str(inputOf(context, "engine", "google"));
    const bool isGoogle = pyobject::asciiLower(engine) == "google";
    http::Query query{{"q", py::str(inputOf(context, "query", ""))}};
    if (const Value location = inputOf(context, "location"); !location.isNull())
        query.emplace_back("location", py::str(location));
    query.emplace_back("engine", engine);
    if (py::str(inputOf(context, "safe", "off")) == "active")
        query.emplace_back(isGoogle ? "safe" : "safeSearch", isGoogle ? "Active" : "Strict");
    const Value count = flow::parseAs(flow::valueType("int").value(), inputOf(context, "num", 10));
    if (count.isInt() && count.asInt() > 0)
        query.emplace_back(isGoogle ? "num" : "count", py::str(count));
    query.emplace_back("source", "python");
    return query;
}

/// What the service says, else its answer as it is.
std::string sentenceOf(const http::Response &response)
{
    try {
        const Value answer = json::parse(response.body);
        const Value *error = answer.find("error");
        if (error && error->truthy())
            return py::str(*error);
    } catch (const Error &) { // no JSON
    }
    return "SerpAPI search request failed: " + response.body;
}

Task<Value> SerpTool::run(ToolContext context)
{
    if (const std::string sentence = misfit(context); !sentence.empty())
        throw toolExecutionError(context.node, sentence);
    requireConnection(context);
    http::ServiceCall call;
    call.path = "search";
    call.query = queryOf(context);
    call.request.watch = context.watch;
    http::Response response;
    try {
        response = co_await context.channel->send(std::move(call));
    } catch (const http::TransferError &error) {
        throw serpError(true,
                        std::string("SerpAPI search request failed: ConnectionError: ")
                            + error.message());
    }
    if (response.head.status != 200)
        throw serpError(response.head.status >= 500, sentenceOf(response));
    try {
        co_return json::parse(response.body);
    } catch (const Error &error) {
        throw serpError(true, "SerpAPI search request failed: JSONDecodeError: " + error.message());
    }
}

} // namespace

ToolDescriptor serpTool()
{
    ToolDescriptor tool;
    tool.kind = ToolKind::Search;
    tool.module = "promptflow.tools.serpapi";
    tool.className = "SerpAPI";
    tool.function = "search";
    tool.listName = "Serp search";
    tool.name = "Serp API";
    tool.connectionTypes = {"SerpConnection"};
    tool.parameters = {connectionParameter(tool.connectionTypes),
                       parameter("engine", "string"),
                       parameter("location", "string"),
                       parameter("num", "int"),
                       parameter("query", "string", false),
                       parameter("safe", "string")};
    connection::ConnectionFields simulated;
    simulated.endpoint = simulator::kAddress; // which is no field of the type
    simulated.key = simulator::kKey;
    tool.simulated = connection::makeConnection({}, connection::ConnectionKind::Serp, simulated);
    tool.make = makes<SerpTool>();
    return tool;
}

} // namespace postern::tool
