// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/base/json.h"
#include "engine/base/pyrepr.h"
#include "engine/connection/connectionfields.h"
#include "engine/http/redirect.h"
#include "engine/tool/descriptors.h"
#include "engine/tool/packagetool.h"

#include <array>
#include <utility>

namespace postern::tool {

namespace {

struct Category
{
    std::string_view name;
    std::string_view input;
    std::string_view previewKey; ///< of its result before api version 2023-10-01
};

constexpr std::array kCategories{Category{"Hate", "hate_category", "hateResult"},
                                 Category{"SelfHarm", "self_harm_category", "selfHarmResult"},
                                 Category{"Sexual", "sexual_category", "sexualResult"},
                                 Category{"Violence", "violence_category", "violenceResult"}};

class ContentSafetyTool final : public PackageTool
{
public:
    ContentSafetyTool(const ToolDescriptor &descriptor, const ToolParts &)
        : PackageTool(descriptor)
    {}

    Task<Value> run(ToolContext context) override;
};

Error safetyError(const char *className, const std::string &sentence)
{
    const bool isInput = std::string_view(className) == "AzureContentSafetyInputValueError";
    return Error(ErrorCode::NodeFailed,
                 tr("The text could not be judged: %1", sentence),
                 tr("Check the connection and the node's categories."))
        .as({isInput ? "UserError" : "SystemError", className}, sentence);
}

/// The lowest severity that is rejected; none for "disable".
std::int64_t thresholdOf(const Value &sensitivity)
{
    constexpr std::array<std::pair<std::string_view, std::int64_t>, 4> kThresholds{
        {{"disable", -1},
         {"low_sensitivity", 6},
         {"medium_sensitivity", 4},
         {"high_sensitivity", 2}}};
    for (const auto &[name, threshold] : kThresholds) {
        if (sensitivity == Value(name))
            return threshold;
    }
    throw safetyError("AzureContentSafetyInputValueError",
                      "RejectThreshold can only be in (-1, 0, 2, 4, 6)");
}

std::int64_t severityOf(const Value &answer, const Category &category)
{
    const Value *result = answer.find(category.previewKey);
    const Value *all = answer.find("categoriesAnalysis");
    if (all && all->isList()) {
        for (const Value &item : all->asList()) {
            const Value *name = item.find("category");
            if (name && *name == Value(category.name))
                result = &item;
        }
    }
    const Value *severity = result ? result->find("severity") : nullptr;
    if (!severity || !severity->isInt())
        throw safetyError("AzureContentSafetySystemError",
                          "Can not find detection result for Category."
                              + std::string(category.name));
    return severity->asInt();
}

bool matchesBlocklist(const Value &answer)
{
    const Value *matches = answer.find("blocklistsMatch");
    if (!matches)
        matches = answer.find("blocklistsMatchResults");
    return matches && matches->truthy();
}

Error redirectError(const std::string &connection, int status, const std::string &target)
{
    return Error(ErrorCode::ConnectionFailed,
                 tr("The endpoint of the connection '%1' redirects the request (%2) to %3, where "
                    "the text isn't sent.",
                    connection,
                    status,
                    target.substr(0, target.find('?'))),
                 tr("Set endpoint of the connection to where the service really is."))
        .as({"SystemError", "AzureContentSafetySystemError"}, "Error in detecting content: ");
}

http::ServiceCall callFor(const ToolContext &context)
{
    const std::string version = connection::fieldsOf(*context.connection).apiVersion;
    http::ServiceCall call;
    call.path = "contentsafety/text:analyze";
    call.query = {{"api-version", version.empty() ? "2023-10-01" : version}};
    call.retries = http::RetryPolicy::standard();
    call.request.method = "POST";
    call.request.headers = {{"Content-Type", "application/json"},
                            {"ms-azure-ai-sender", "prompt_flow"}};
    Dict body;
    body.append("text", inputOf(context, "text", ""));
    body.append("blocklistNames", List());
    call.request.body = json::write(Value(std::move(body)));
    call.request.watch = context.watch;
    return call;
}

Task<Value> analyze(const ToolContext &context)
{
    const connection::Connection &connection = requireConnection(context);
    const http::ServiceAnswer given = co_await context.channel->open(callFor(context));
    const http::ResponseHead &head = given.exchange->head();
    if (const std::string target = http::redirectTarget(head, given.address); !target.empty())
        throw redirectError(connection.name, head.status, target);
    const std::string body = co_await http::readAll(*given.exchange);
    Value answer;
    try {
        answer = json::parse(body);
    } catch (const Error &) {
        throw safetyError("AzureContentSafetySystemError",
                          "the service answered with status " + std::to_string(head.status)
                              + " and no JSON");
    }
    if (head.status == 200)
        co_return answer;
    const Value *error = answer.find("error");
    const Value *message = error ? error->find("message") : nullptr;
    throw safetyError("AzureContentSafetySystemError",
                      "Error in detecting content: " + (message ? py::str(*message) : ""));
}

Task<Value> ContentSafetyTool::run(ToolContext context)
{
    if (const std::string sentence = misfit(context); !sentence.empty())
        throw toolExecutionError(context.node, sentence);
    const Value answer = co_await analyze(context);
    bool isRejected = matchesBlocklist(answer);
    Dict actions;
    for (const Category &category : kCategories) {
        const std::int64_t threshold = thresholdOf(
            inputOf(context, category.input, "medium_sensitivity"));
        const bool rejects = threshold >= 0 && severityOf(answer, category) >= threshold;
        isRejected = isRejected || rejects;
        actions.append(category.name, rejects ? "Reject" : "Accept");
    }
    Dict decision;
    decision.append("suggested_action", isRejected ? "Reject" : "Accept");
    decision.append("action_by_category", std::move(actions));
    co_return Value(std::move(decision));
}

} // namespace

ToolDescriptor contentSafetyTool()
{
    ToolDescriptor tool;
    tool.module = "promptflow.tools.azure_content_safety";
    tool.function = "analyze_text";
    tool.formerIds = {"content_safety_text.tools.content_safety_text_tool.analyze_text"};
    tool.listName = "Content Safety (text)";
    tool.name = "Content Safety (Text Analyze)";
    tool.connectionTypes = {"AzureContentSafetyConnection"};
    tool.parameters = {connectionParameter(tool.connectionTypes),
                       parameter("hate_category", "string"),
                       parameter("self_harm_category", "string"),
                       parameter("sexual_category", "string"),
                       parameter("text", "string", false),
                       parameter("violence_category", "string")};
    tool.make = makes<ContentSafetyTool>();
    return tool;
}

} // namespace postern::tool
