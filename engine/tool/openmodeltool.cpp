// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/base/json.h"
#include "engine/base/pyrepr.h"
#include "engine/connection/connectionfields.h"
#include "engine/pyobject/text.h"
#include "engine/simulator/simulatedservice.h"
#include "engine/tool/descriptors.h"
#include "engine/tool/packagetool.h"
#include "engine/tool/promptguard.h"
#include "engine/tool/prompttemplate.h"

#include <algorithm>
#include <array>
#include <utility>

namespace postern::tool {

namespace {

/// A model of the Azure model catalog behind an endpoint, which a custom connection describes.
class OpenModelTool final : public PackageTool
{
public:
    OpenModelTool(const ToolDescriptor &descriptor, const ToolParts &parts)
        : PackageTool(descriptor)
        , m_templates(parts.templates)
    {}

    flow::Node prepare(const flow::Node &node,
                       const flow::SourceFolder &folder,
                       const connection::Connection *connection) override;
    Task<Value> run(ToolContext context) override;
    std::string connectionNameOf(const flow::Node &node) const override;

private:
    struct Prompt
    {
        std::string text;
        EscapeMap roles;
    };
    Prompt render(const ToolContext &context);

    PromptTemplates m_templates;
};

Error modelError(const char *className, const std::string &sentence, Message hint)
{
    return Error(ErrorCode::NodeFailed,
                 tr("The open model can't be asked: %1", sentence),
                 std::move(hint))
        .as({"UserError", className}, sentence);
}

Error answerError(const std::string &sentence)
{
    return modelError("OpenModelLLMOnlineEndpointError",
                      "Exception hit calling Online Endpoint: OpenModelLLMOnlineEndpointError: "
                          + sentence,
                      tr("Check the endpoint, its key and the deployment."));
}

/// How the model wants to be asked.
struct Endpoint
{
    std::string path;   ///< below the connection's address
    std::string family; ///< in lower case: "llama", "dolly", "gpt-2", "falcon"
    bool isServerless = false;
    bool isChat = false;
};

void require(const connection::Connection &connection, const char *key, const std::string &value)
{
    if (value.empty())
        throw Error(ErrorCode::ConnectionFailed,
                    tr("Connection '%1' has no %2.", connection.name, key),
                    tr("Give it endpoint_url, model_family and the secret endpoint_api_key."))
            .as({"UserError", "ToolValidationError", "OpenModelLLMKeyValidationError"},
                std::string("Required key `") + key
                    + "` not found in given custom connection.\nRequired keys are: "
                      "endpoint_url,model_family.");
}

connection::ConnectionFields fieldsOf(const ToolContext &context)
{
    const std::string name = py::str(inputOf(context, "endpoint_name", ""));
    if (!context.connection)
        throw modelError(
            "OpenModelLLMUserError",
            "Invalid endpoint connection type: " + name.substr(0, name.find('/')),
            tr("Describe the endpoint in a custom connection with endpoint_url, model_family and "
               "endpoint_api_key, and name it localConnection/NAME."));
    connection::ConnectionFields fields = connection::fieldsOf(*context.connection);
    require(*context.connection, "endpoint_url", fields.endpoint);
    require(*context.connection, "model_family", fields.modelFamily);
    require(*context.connection, "endpoint_api_key", fields.key);
    return fields;
}

Endpoint endpointOf(const ToolContext &context, const connection::ConnectionFields &fields)
{
    Endpoint endpoint;
    endpoint.family = pyobject::asciiLower(fields.modelFamily);
    endpoint.isChat = pyobject::asciiLower(py::str(inputOf(context, "api", "chat"))) == "chat";
    constexpr std::array<std::string_view, 4> kFamilies{"llama", "dolly", "gpt-2", "falcon"};
    if (std::ranges::find(kFamilies, endpoint.family) == kFamilies.end())
        throw modelError("OpenModelLLMKeyValidationError",
                         "Given model_family '" + endpoint.family
                             + "' not recognized.\nSupported models are: LLAMA,DOLLY,GPT2,FALCON.",
                         tr("Set model_family to LLaMa, Dolly, GPT-2 or Falcon."));
    const std::string &url = fields.endpoint;
    endpoint.isServerless = url.find("serverless.ml.azure.com") != std::string::npos
                            || url.find("inference.ai.azure.com") != std::string::npos;
    const std::string path = endpoint.isChat ? "v1/chat/completions" : "v1/completions";
    if (endpoint.isServerless && !url.ends_with("/" + path))
        endpoint.path = path;
    return endpoint;
}

constexpr std::array<std::string_view, 3> kLlamaRoles{"system", "user", "assistant"};

struct RoleMark
{
    std::size_t begin = 0;
    std::size_t end = 0;
    std::string role;
};

/// The next "user:" with a line end after it, wherever it stands: such a model's prompt has looser
/// headers than a chat node's.
std::optional<RoleMark> nextRole(std::string_view text, std::string_view lower, std::size_t from)
{
    std::optional<RoleMark> found;
    for (const std::string_view role : kLlamaRoles) {
        for (std::size_t at = lower.find(role, from); at != std::string_view::npos;
             at = lower.find(role, at + 1)) {
            const std::size_t colon = pyobject::skipSpace(text, at + role.size());
            if (colon >= text.size() || text[colon] != ':')
                continue;
            const std::size_t end = pyobject::skipSpace(text, colon + 1);
            const std::size_t lineEnd = text.substr(0, end).rfind('\n');
            if (lineEnd == std::string_view::npos || lineEnd <= colon)
                continue;
            if (!found || at < found->begin)
                found = RoleMark{at, lineEnd + 1, std::string(role)};
            break;
        }
    }
    return found;
}

List messagesOf(const std::string &text, const EscapeMap &roles)
{
    const std::string lower = pyobject::asciiLower(text);
    List messages;
    std::optional<RoleMark> role = nextRole(text, lower, 0);
    const auto refuse = [] {
        return modelError(
            "OpenModelLLMUserError",
            "Unexpected chat format. Please ensure the query matches the chat format "
            "of the model used.",
            tr("Begin the prompt with a line such as \"user:\", with text below it."));
    };
    if (!pyobject::strip(std::string_view(text).substr(0, role ? role->begin : text.size())).empty())
        throw refuse();
    while (role) {
        const std::optional<RoleMark> next = nextRole(text, lower, role->end);
        const std::size_t end = next ? next->begin : text.size();
        const std::string_view content = pyobject::strip(
            std::string_view(text).substr(role->end, end - role->end));
        if (content.empty())
            throw refuse();
        messages.emplace_back(
            Dict{{"role", role->role}, {"content", unescapeRoles(std::string(content), roles)}});
        role = next;
    }
    return messages;
}

std::string bodyFor(const ToolContext &context,
                    const Endpoint &endpoint,
                    const std::string &prompt,
                    const EscapeMap &roles)
{
    const Value given = inputOf(context, "model_kwargs");
    Dict parameters = given.isDict() ? given.asDict() : Dict();
    parameters.set("top_p", inputOf(context, "top_p", 1.0));
    parameters.set("temperature", inputOf(context, "temperature", 1.0));
    const Value maxTokens = inputOf(context, "max_new_tokens", 500);
    parameters.set("max_new_tokens", maxTokens);
    const std::string plain = unescapeRoles(prompt, roles);
    if (endpoint.family != "llama") {
        const Dict data{{"input_string", List{plain}}};
        return json::write(Dict{{"input_data", data}, {"parameters", parameters}});
    }
    const Value messages = endpoint.isChat ? Value(messagesOf(prompt, roles)) : Value();
    if (!endpoint.isServerless) {
        if (!parameters.contains("do_sample"))
            parameters.append("do_sample", true);
        const Value text = endpoint.isChat ? messages : Value(List{plain});
        const Dict data{{"input_string", text}, {"parameters", parameters}};
        return json::write(Dict{{"input_data", data}});
    }
    Dict body;
    if (endpoint.isChat)
        body = Dict{{"model", "llama-2-7b-hf"}, {"messages", messages}};
    else
        body.append("prompt", plain);
    body.append("n", 1);
    parameters.set("max_tokens", maxTokens);
    for (const auto &[name, value] : parameters)
        body.set(name, value);
    return json::write(body);
}

/// The answer's text in any of the forms in which such endpoints give it; null for another one.
Value textOf(const Value &answer)
{
    if (answer.isList() && !answer.asList().empty()) {
        const Value *text = answer.asList().front().find("0");
        return text ? *text : Value();
    }
    if (const Value *output = answer.find("output"))
        return *output;
    const Value *choices = answer.find("choices");
    if (!choices || !choices->isList() || choices->asList().empty())
        return {};
    const Value &choice = choices->asList().front();
    const Value *message = choice.find("message");
    const Value *text = message ? message->find("content") : choice.find("text");
    return text ? *text : Value();
}

http::RetryPolicy retryPolicy()
{
    http::RetryPolicy policy;
    policy.attempts = 5;
    policy.retriable = [](const http::Failure &failure) { return failure.status >= 400; };
    policy.wait = [](const http::Failure &failure, std::chrono::system_clock::time_point) {
        std::chrono::seconds wait(6);
        for (int i = 0; i < failure.attempt; ++i)
            wait *= 3;
        return std::chrono::milliseconds(wait);
    };
    return policy;
}

flow::Node OpenModelTool::prepare(const flow::Node &node,
                                  const flow::SourceFolder &folder,
                                  const connection::Connection *connection)
{
    static_cast<void>(connection);
    tool::checkVariables(node,
                         m_templates.reload(node, folder, ListStyle::Python).variables(),
                         parameters());
    return node;
}

std::string OpenModelTool::connectionNameOf(const flow::Node &node) const
{
    const flow::Binding *binding = node.input("endpoint_name");
    if (!binding || !binding->literal.isString())
        return {};
    const std::string &name = binding->literal.asString();
    const std::size_t slash = name.find('/');
    return slash == std::string::npos ? std::string() : name.substr(slash + 1);
}

OpenModelTool::Prompt OpenModelTool::render(const ToolContext &context)
{
    const PromptTemplate compiled = m_templates.get(context, ListStyle::Python);
    GuardedInputs guarded = guardInputs(context.node,
                                        variablesOf(context.inputs),
                                        context.escapedPrompts);
    RenderedText text = compiled.renderMarked(guarded.variables, guarded.roles);
    if (context.onPrompt)
        context.onPrompt(unescapeRoles(text, guarded.roles));
    return {std::move(text.text), std::move(guarded.roles)};
}

Task<Value> OpenModelTool::run(ToolContext context)
{
    const connection::ConnectionFields fields = fieldsOf(context);
    const Endpoint endpoint = endpointOf(context, fields);
    const Prompt prompt = render(context);
    if (context.atPrompt)
        co_await context.atPrompt();
    http::ServiceCall call;
    call.path = endpoint.path;
    call.retries = retryPolicy();
    http::Request &request = call.request;
    request.method = "POST";
    request.headers = {{"Content-Type", "application/json"},
                       {"x-ms-user-agent", "PromptFlow/OpenModelLLM/" + fields.modelFamily}};
    const std::string deployment(pyobject::strip(py::str(inputOf(context, "deployment_name", ""))));
    if (!deployment.empty() && deployment != "default")
        request.headers.emplace_back("azureml-model-deployment", deployment);
    request.body = bodyFor(context, endpoint, prompt.text, prompt.roles);
    request.watch = context.watch;
    const http::Response response = co_await context.channel->send(std::move(call));
    if (response.head.status != 200)
        throw answerError("Request failure while calling Online Endpoint Status:"
                          + std::to_string(response.head.status) + "\nError:" + response.body);
    Value text;
    try {
        text = textOf(json::parse(response.body));
    } catch (const Error &) { // no JSON: said below
    }
    if (text.isNull())
        throw answerError("Unexpected response format. Response: " + response.body);
    co_return text;
}

} // namespace

ToolDescriptor openModelTool()
{
    ToolDescriptor tool;
    tool.nodeType = flow::NodeType::CustomLlm;
    tool.kind = ToolKind::Llm;
    tool.module = "promptflow.tools.open_model_llm";
    tool.className = "OpenModelLLM";
    tool.function = "call";
    tool.listName = "Open model LLM";
    tool.name = "Open Model LLM";
    tool.parameters = {parameter("endpoint_name", "string", false),
                       parameter("deployment_name", "string"),
                       parameter("api", "string", false),
                       parameter("temperature", "double"),
                       parameter("max_new_tokens", "int"),
                       parameter("top_p", "double"),
                       parameter("model_kwargs", "object")};
    tool.connectionTypes = {"CustomConnection"};
    connection::ConnectionFields simulated;
    simulated.endpoint = std::string(simulator::kAddress) + "/score";
    simulated.modelFamily = "LLaMa";
    simulated.key = simulator::kKey;
    tool.simulated = connection::makeConnection({}, connection::ConnectionKind::Custom, simulated);
    tool.make = makes<OpenModelTool>();
    return tool;
}

} // namespace postern::tool
