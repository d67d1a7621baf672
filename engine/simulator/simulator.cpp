// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/simulator/simulator.h"

#include "engine/base/error.h"
#include "engine/base/json.h"
#include "engine/simulator/chat.h"
#include "engine/simulator/completion.h"
#include "engine/simulator/embedding.h"
#include "engine/simulator/services.h"
#include "engine/simulator/wire.h"
#include "engine/simulator/words.h"

#include <boost/url/parse.hpp>
#include <boost/url/url_view.hpp>
#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace postern::simulator {
namespace {

enum class Operation { None, Chat, Completions, Embeddings, Models };

struct Target
{
    Operation operation = Operation::None;
    std::string deployment; // empty: the model is in the body
    bool azure = false;
};

Operation operationOf(std::string_view path)
{
    constexpr std::array<std::pair<std::string_view, Operation>, 4> kOperations{{
        {"/chat/completions", Operation::Chat},
        {"/completions", Operation::Completions},
        {"/embeddings", Operation::Embeddings},
        {"/models", Operation::Models},
    }};
    const auto found = std::ranges::find_if(kOperations, [&](const auto &operation) {
        return path.ends_with(operation.first);
    });
    return found == kOperations.end() ? Operation::None : found->second;
}

/// Azure: .../openai/deployments/{name}/{operation}?api-version=, .../openai/v1/{operation};
/// OpenAI and serverless: any other path that ends in an operation.
Target parseTarget(const std::string &url)
{
    Target target;
    const auto parsed = boost::urls::parse_uri_reference(url);
    if (!parsed)
        return target;
    std::string path = parsed->path();
    while (path.ends_with('/'))
        path.pop_back();
    target.operation = operationOf(path);
    const std::size_t openai = path.find("/openai/");
    target.azure = openai != path.npos;
    constexpr std::string_view kDeployments = "/openai/deployments/";
    if (target.azure && path.compare(openai, kDeployments.size(), kDeployments) == 0) {
        const std::size_t begin = openai + kDeployments.size();
        target.deployment = path.substr(begin, path.find('/', begin) - begin);
        const auto parameters = parsed->params();
        const bool complete = std::ranges::any_of(parameters, [](const auto &parameter) {
            return parameter.key == "api-version" && !parameter.value.empty();
        });
        if (!complete)
            target.operation = Operation::None;
    }
    return target;
}

/// The key of either dialect; empty when there is none.
std::string_view keyOf(const http::Headers &headers)
{
    std::string_view key = http::header(headers, "api-key");
    if (!key.empty())
        return key;
    key = http::header(headers, "authorization");
    constexpr std::string_view kBearer = "Bearer ";
    return key.starts_with(kBearer) ? key.substr(kBearer.size()) : key;
}

std::string requestIdOf(const http::Request &request)
{
    const std::uint64_t high = hashOf(request.url);
    const std::uint64_t low = hashOf(request.body);
    return fmt::format("{:08x}-{:04x}-4{:03x}-8{:03x}-{:012x}",
                       high >> 32,
                       (high >> 16) & 0xFFFF,
                       high & 0xFFF,
                       low >> 52,
                       low & 0xFFFFFFFFFFFF);
}

Value errorBody(const Refusal &refusal, bool azure)
{
    const auto orNull = [](const std::string &text) { return text.empty() ? Value() : Value(text); };
    Dict error;
    if (azure && refusal.type.empty()) { // the gateway's own form
        error.append("code", refusal.code);
        error.append("message", refusal.message);
    } else {
        error.append("message", refusal.message);
        error.append("type", orNull(refusal.type));
        error.append("param", orNull(refusal.parameter));
        error.append("code", orNull(refusal.code));
    }
    return Dict{{"error", std::move(error)}};
}

Refusal resourceNotFound()
{
    return {404, "404", "Resource not found", ""};
}

Refusal keyRefusal(bool azure)
{
    if (!azure)
        return {401, "invalid_api_key", "Incorrect API key provided."};
    return {401,
            "401",
            "Access denied due to invalid subscription key or wrong API endpoint. Make sure to "
            "provide a valid key for an active subscription and use a correct regional API "
            "endpoint for your resource.",
            ""};
}

Refusal unknownModel(const std::string &model, bool azure)
{
    if (!azure) {
        return {404,
                "model_not_found",
                "The model `" + model + "` does not exist or you do not have access to it."};
    }
    return {404,
            "DeploymentNotFound",
            "The API deployment for this resource does not exist. If you created the deployment "
            "within the last 5 minutes, please wait a moment and try again.",
            ""};
}

Refusal faultRefusal(const Fault &fault)
{
    const std::string code = std::to_string(fault.status);
    if (fault.status == 429) {
        return {429,
                "429",
                "Requests to the simulated deployment have exceeded the call rate limit of its "
                "pricing tier. Please retry after "
                    + std::to_string(fault.retryAfter) + " seconds.",
                ""};
    }
    if (fault.status >= 500)
        return {fault.status,
                "",
                "The server had an error while processing your request.",
                "server_error"};
    return {fault.status, code, "The simulator was told to answer with this status.", ""};
}

Value readBody(const std::string &body)
{
    try {
        Value value = json::parse(body);
        if (value.isDict())
            return value;
    } catch (const Error &) { // said below, as the service says it
    }
    throw Refusal{400,
                  "",
                  "We could not parse the JSON body of your request. The API expects a JSON "
                  "object as the request body."};
}

SimulatedAnswer modelList(const std::set<std::string> &deployments)
{
    List models;
    const auto add = [&](std::string_view name) {
        models.emplace_back(Dict{{"id", name},
                                 {"object", "model"},
                                 {"created", kCreated},
                                 {"owned_by", "simulator"}});
    };
    if (deployments.empty()) {
        for (const char *name : {"gpt-4o", "gpt-4o-mini", "text-embedding-3-small"})
            add(name);
    }
    for (const std::string &name : deployments)
        add(name);
    return jsonAnswer(200, Dict{{"object", "list"}, {"data", std::move(models)}});
}

/// Takes the model from the body where the URL names none, and checks that it is known.
void resolveModel(Call &call, const std::set<std::string> &known)
{
    const Value *model = call.body.find("model");
    if (call.model.empty() && model && model->isString())
        call.model = model->asString();
    if (call.model.empty())
        throw Refusal{400, "", "you must provide a model parameter"};
    if (!known.empty() && !known.contains(call.model))
        throw unknownModel(call.model, call.azure);
}

void addServiceHeaders(http::Headers &headers, const Call &call, int retryAfter)
{
    headers.emplace_back(call.azure ? "apim-request-id" : "x-request-id", call.requestId);
    if (call.azure)
        headers.emplace_back("x-ms-region", "Simulator");
    headers.emplace_back("x-ratelimit-remaining-requests", retryAfter > 0 ? "0" : "999");
    headers.emplace_back("x-ratelimit-remaining-tokens", retryAfter > 0 ? "0" : "999000");
    if (retryAfter > 0) {
        headers.emplace_back("Retry-After", std::to_string(retryAfter));
        headers.emplace_back("retry-after-ms", std::to_string(retryAfter * 1000));
    }
}

SimulatedAnswer run(Operation operation, const Call &call)
{
    switch (operation) {
    case Operation::Chat:
        return chatAnswer(call);
    case Operation::Completions:
        return completionAnswer(call);
    case Operation::Embeddings:
        return embeddingAnswer(call);
    default:
        throw resourceNotFound();
    }
}

} // namespace

std::string SimulatedAnswer::body() const
{
    std::string body;
    for (const std::string &piece : pieces)
        body += piece;
    return body;
}

Simulator::Simulator(SimulatorOptions options)
    : m_options(std::move(options))
{
    for (const auto &[name, fault] : m_options.faults)
        m_faultsLeft[name] = fault.times;
}

const Fault *Simulator::takeFault(const std::string &model)
{
    const auto fault = m_options.faults.find(model);
    if (fault == m_options.faults.end())
        return nullptr;
    int &left = m_faultsLeft[model];
    if (left == 0)
        return nullptr;
    if (left > 0)
        --left;
    return &fault->second;
}

SimulatedAnswer Simulator::answer(const http::Request &request)
{
    if (std::optional<SimulatedAnswer> service = serviceAnswer(request, m_options.apiKey))
        return std::move(*service);
    const Target target = parseTarget(request.url);
    Call call;
    call.azure = target.azure;
    call.model = target.deployment;
    call.requestId = requestIdOf(request);
    int retryAfter = 0;
    SimulatedAnswer answer;
    try {
        if (!m_options.apiKey.empty() && keyOf(request.headers) != m_options.apiKey)
            throw keyRefusal(call.azure);
        if (target.operation == Operation::Models && request.method == "GET") {
            answer = modelList(m_options.deployments);
        } else {
            if (target.operation == Operation::None || request.method != "POST")
                throw resourceNotFound();
            call.body = readBody(request.body);
            resolveModel(call, m_options.deployments);
            if (const Fault *fault = takeFault(call.model)) {
                retryAfter = fault->status == 429 || fault->status == 503 ? fault->retryAfter : 0;
                throw faultRefusal(*fault);
            }
            answer = run(target.operation, call);
            answer.beforeFirst = m_options.firstToken;
            answer.between = m_options.perToken;
        }
    } catch (const Refusal &refusal) {
        answer = jsonAnswer(refusal.status, errorBody(refusal, call.azure));
    }
    addServiceHeaders(answer.head.headers, call, retryAfter);
    return answer;
}

} // namespace postern::simulator
