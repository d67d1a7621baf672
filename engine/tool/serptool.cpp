// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/base/json.h"
#include "engine/base/pyrepr.h"
#include "engine/flow/inputtypes.h"
#include "engine/http/client.h"
#include "engine/http/url.h"
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
    SerpTool(const ToolDescriptor &descriptor, const ToolParts &parts)
        : PackageTool(descriptor)
        , m_client(parts.http)
    {}

    Task<Value> run(ToolContext context) override;

private:
    http::Client &m_client;
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

http::Query queryOf(const ToolContext &context, const connection::Connection &connection)
{
    const std::string engine = py::str(inputOf(context, "engine", "google"));
    const bool isGoogle = pyobject::asciiLower(engine) == "google";
    http::Query query{{"q", py::str(inputOf(context, "query", ""))}};
    if (const Value location = inputOf(context, "location"); !location.isNull())
        query.emplace_back("location", py::str(location));
    query.emplace_back("api_key", std::string(connection.get("api_key")));
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
    const connection::Connection &connection = requireConnection(context);
    const std::string_view base = connection.get("api_base");
    http::Request request;
    request.url = http::joinUrl(base.empty() ? "https://serpapi.com" : base,
                                "search",
                                queryOf(context, connection));
    request.watch = context.watch;
    http::Response response;
    try {
        response = co_await m_client.send(std::move(request));
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
    connection::Connection &simulated = tool.simulated.emplace();
    simulated.type = "serp";
    simulated.configs["api_base"] = simulator::kAddress; // which is no field of the type
    simulated.secrets["api_key"] = simulator::kKey;
    tool.make = makes<SerpTool>();
    return tool;
}

} // namespace postern::tool
