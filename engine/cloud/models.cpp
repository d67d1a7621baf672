// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/cloud/models.h"

#include "engine/base/error.h"
#include "engine/base/json.h"
#include "engine/cloud/contentsafety.h"
#include "engine/simulator/wire.h"
#include "engine/simulator/words.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace postern::cloud {

namespace {

/// An error in the form of OpenAI's API.
Answer modelFailure(int status,
                    const std::string &code,
                    const std::string &message,
                    const std::string &parameter = {})
{
    const Dict error{{"message", message},
                     {"type", "invalid_request_error"},
                     {"param", parameter.empty() ? Value() : Value(parameter)},
                     {"code", code}};
    return json(status, Dict{{"error", error}});
}

/// All that the user says in a prompt, and what every text together is.
struct PromptText
{
    std::string lastUser;
    std::size_t characters = 0;
};

void addText(const Value &content, std::string &text)
{
    if (content.isString()) {
        text += content.asString();
    } else if (content.isList()) {
        for (const Value &part : content.asList())
            text += part.isString() ? part.asString() : textOf(part, "text");
    }
}

PromptText promptText(const Value &body)
{
    PromptText prompt;
    if (const Value *messages = body.find("messages"); messages && messages->isList()) {
        for (const Value &message : messages->asList()) {
            std::string text;
            if (const Value *content = message.find("content"))
                addText(*content, text);
            prompt.characters += text.size();
            if (textOf(message, "role") == "user")
                prompt.lastUser = std::move(text);
        }
    }
    for (const char *name : {"prompt", "input"}) {
        if (const Value *given = body.find(name)) {
            std::string text;
            addText(*given, text);
            prompt.characters += text.size();
            prompt.lastUser += text;
        }
    }
    return prompt;
}

std::int64_t estimatedTokens(const Value &body, const PromptText &prompt)
{
    constexpr std::int64_t kCharactersOfToken = 4;
    constexpr std::int64_t kUnset = 16;
    const auto text = static_cast<std::int64_t>(prompt.characters + kCharactersOfToken - 1)
                      / kCharactersOfToken;
    const bool isEmbedding = body.find("input") != nullptr;
    const std::int64_t most = numberOf(body,
                                       "max_completion_tokens",
                                       numberOf(body, "max_tokens", isEmbedding ? 0 : kUnset));
    const std::int64_t answers = std::max(numberOf(body, "n", 1), numberOf(body, "best_of", 1));
    return text + most * std::max<std::int64_t>(1, answers);
}

Dict severityValue(int severity)
{
    static constexpr std::array<const char *, 4> kNames{"safe", "low", "medium", "high"};
    return Dict{{"filtered", severity >= 4},
                {"severity", kNames.at(static_cast<std::size_t>(std::clamp(severity / 2, 0, 3)))}};
}

bool isPromptFiltered(const PromptText &prompt)
{
    constexpr int kMedium = 4;
    return prompt.lastUser.find("[content_filter]") != std::string::npos
           || isJailbreak(prompt.lastUser) || severitiesOf(prompt.lastUser).highest() >= kMedium;
}

Answer filteredPrompt(const PromptText &prompt)
{
    const Severities found = severitiesOf(prompt.lastUser);
    const bool isAsked = prompt.lastUser.find("[content_filter]") != std::string::npos;
    constexpr int kHigh = 6;
    const bool isAttack = isJailbreak(prompt.lastUser);
    const Dict results{{"hate", severityValue(isAsked ? kHigh : found.hate)},
                       {"jailbreak", Dict{{"filtered", isAttack}, {"detected", isAttack}}},
                       {"self_harm", severityValue(found.selfHarm)},
                       {"sexual", severityValue(found.sexual)},
                       {"violence", severityValue(found.violence)}};
    const Dict inner{{"code", "ResponsibleAIPolicyViolation"}, {"content_filter_result", results}};
    const Dict error{{"message",
                      "The response was filtered due to the prompt triggering Azure OpenAI's "
                      "content management policy. Please modify your prompt and retry. To learn "
                      "more about our content filtering policies please read our documentation: "
                      "https://go.microsoft.com/fwlink/?linkid=2198766"},
                     {"type", nullptr},
                     {"param", "prompt"},
                     {"code", "content_filter"},
                     {"status", 400},
                     {"innererror", inner}};
    return json(400, Dict{{"error", error}});
}

/// Ends the answer as the filter of completions does, where the prompt asks for it.
void filterCompletion(Answer &answer)
{
    for (std::string &piece : answer.pieces) {
        for (const std::string_view finish :
             {R"("finish_reason":"stop")", R"("finish_reason":"length")"}) {
            const std::size_t at = piece.find(finish);
            if (at != std::string::npos)
                piece.replace(at, finish.size(), R"("finish_reason":"content_filter")");
        }
    }
}

bool isReasoningModel(std::string_view model)
{
    return model.starts_with("o1") || model.starts_with("o3") || model.starts_with("o4")
           || (model.starts_with("gpt-5") && model.find("chat") == std::string_view::npos);
}

void setHeader(http::Headers &headers, const std::string &name, std::string value)
{
    std::erase_if(headers, [&](const auto &header) { return header.first == name; });
    headers.emplace_back(name, std::move(value));
}

void addQuotaHeaders(http::Headers &headers, const Quota &quota, const QuotaVerdict &verdict)
{
    if (quota.requests > 0) {
        setHeader(headers, "x-ratelimit-limit-requests", std::to_string(quota.requests));
        setHeader(headers,
                  "x-ratelimit-remaining-requests",
                  std::to_string(verdict.remainingRequests));
    }
    if (quota.tokens > 0) {
        setHeader(headers, "x-ratelimit-limit-tokens", std::to_string(quota.tokens));
        setHeader(headers, "x-ratelimit-remaining-tokens", std::to_string(verdict.remainingTokens));
    }
}

std::string_view operationName(const Question &question)
{
    if (question.path.ends_with("/embeddings"))
        return "Embeddings_Create";
    return question.path.ends_with("/chat/completions") ? "ChatCompletions_Create"
                                                        : "Completions_Create";
}

Answer quotaUsedUp(const Question &question, const Quota &quota, const QuotaVerdict &verdict)
{
    constexpr std::int64_t kOfSecond = 1000;
    const std::int64_t seconds = (verdict.waitMilliseconds + kOfSecond - 1) / kOfSecond;
    const std::string message = fmt::format(
        "Requests to the {} Operation under Azure OpenAI API version {} have exceeded {} rate "
        "limit "
        "of your current OpenAI S0 pricing tier. Please retry after {} seconds. Please go here: "
        "https://aka.ms/oai/quotaincrease if you would like to further increase the default rate "
        "limit.",
        operationName(question),
        question.parameter("api-version"),
        verdict.isTokens ? "token" : "call",
        seconds);
    Answer answer = json(429, Dict{{"error", Dict{{"code", "429"}, {"message", message}}}});
    answer.head.headers.emplace_back("Retry-After", std::to_string(seconds));
    answer.head.headers.emplace_back("retry-after-ms", std::to_string(verdict.waitMilliseconds));
    answer.head.headers.emplace_back("x-ratelimit-reset-requests", std::to_string(seconds));
    answer.head.headers.emplace_back("x-ratelimit-reset-tokens", std::to_string(seconds));
    addQuotaHeaders(answer.head.headers, quota, verdict);
    return answer;
}

Value deploymentBody(const Question &question)
{
    try {
        return postern::json::parse(question.body);
    } catch (const Error &) {
        return {};
    }
}

} // namespace

Models::Models(const CloudOptions &options,
               const std::map<std::string, SimulatedDeployment> &deployments)
    : m_simulator([&] {
        simulator::SimulatorOptions models = options.models;
        models.apiKey.clear(); // looked at before
        models.deployments.clear();
        return models;
    }())
    , m_quota{options.tokensPerMinute, options.requestsPerMinute}
    , m_contextTokens(options.contextTokens)
    , m_deployments(deployments)
{}

std::string Models::modelOf(const Question &question)
{
    for (std::size_t i = 0; i + 1 < question.segments.size(); ++i) {
        if (question.segments[i] == "deployments")
            return question.segments[i + 1];
    }
    return textOf(deploymentBody(question), "model");
}

std::string Models::modelBehind(const std::string &deployment) const
{
    const auto found = m_deployments.find(deployment);
    return found == m_deployments.end() || found->second.model.empty() ? deployment
                                                                       : found->second.model;
}

Quota Models::quotaOf(const std::string &deployment) const
{
    Quota quota = m_quota;
    const auto found = m_deployments.find(deployment);
    if (found != m_deployments.end() && found->second.tokensPerMinute > 0)
        quota.tokens = found->second.tokensPerMinute;
    if (found != m_deployments.end() && found->second.requestsPerMinute > 0)
        quota.requests = found->second.requestsPerMinute;
    return quota;
}

Answer Models::list(const Question &question) const
{
    const bool isDeployments = question.segments.back() == "deployments";
    std::vector<std::string> names{"gpt-4o", "gpt-4o-mini", "text-embedding-3-small"};
    if (!m_deployments.empty()) {
        names.clear();
        for (const auto &[name, deployment] : m_deployments)
            names.push_back(name);
    }
    List items;
    for (const std::string &name : names) {
        if (isDeployments) {
            items.emplace_back(Dict{{"id", name},
                                    {"model", modelBehind(name)},
                                    {"owner", "organization-owner"},
                                    {"object", "deployment"},
                                    {"status", "succeeded"},
                                    {"created_at", simulator::kCreated},
                                    {"updated_at", simulator::kCreated},
                                    {"scale_settings", Dict{{"scale_type", "standard"}}}});
            continue;
        }
        items.emplace_back(Dict{{"id", name},
                                {"object", "model"},
                                {"created", simulator::kCreated},
                                {"owned_by", "simulator"},
                                {"status", "succeeded"},
                                {"lifecycle_status", "generally-available"}});
    }
    return json(200, Dict{{"object", "list"}, {"data", std::move(items)}});
}

Answer Models::lookUp(const Question &question, const std::string &name) const
{
    Question all = question;
    all.segments.pop_back();
    all.body = list(all).body();
    const Value listed = readBody(all);
    for (const Value &item : listed.find("data")->asList()) {
        if (textOf(item, "id") == name)
            return json(200, item);
    }
    return modelFailure(404, "model_not_found", "The model '" + name + "' does not exist", "model");
}

void Models::check(const Question &question, const std::string &name, const Value &body) const
{
    const bool isAzure = question.path.find("/openai/") != std::string::npos;
    if (!name.empty() && !m_deployments.empty() && !m_deployments.contains(name)) {
        if (!isAzure)
            throw Failure{404,
                          "model_not_found",
                          "The model `" + name
                              + "` does not exist or you do not have access to it."};
        throw Failure{404,
                      "DeploymentNotFound",
                      "The API deployment for this resource does not exist. If you created the "
                      "deployment within the last 5 minutes, please wait a moment and try again."};
    }
    static_cast<void>(body);
}

Answer Models::chat(const Question &question, std::int64_t now)
{
    const std::string name = modelOf(question);
    const Value body = deploymentBody(question);
    check(question, name, body);
    const PromptText prompt = promptText(body);
    const Quota quota = quotaOf(name);
    const QuotaVerdict verdict = m_limiter.take(name, quota, estimatedTokens(body, prompt), now);
    if (!verdict.isGranted)
        return quotaUsedUp(question, quota, verdict);
    if (isReasoningModel(modelBehind(name)) && body.find("max_tokens")) {
        return modelFailure(400,
                            "unsupported_parameter",
                            "Unsupported parameter: 'max_tokens' is not supported with this model. "
                            "Use 'max_completion_tokens' instead.",
                            "max_tokens");
    }
    constexpr std::size_t kCharactersOfToken = 4;
    if (prompt.characters / kCharactersOfToken > m_contextTokens) {
        return modelFailure(
            400,
            "context_length_exceeded",
            fmt::format("This model's maximum context length is {} tokens. However, "
                        "your messages resulted in {} tokens. Please reduce the "
                        "length of the messages.",
                        m_contextTokens,
                        prompt.characters / kCharactersOfToken),
            "messages");
    }
    const bool isAzure = question.path.find("/openai/") != std::string::npos;
    if (isAzure && isPromptFiltered(prompt))
        return filteredPrompt(prompt);
    http::Request request;
    request.method = question.method;
    request.url = question.target;
    request.body = question.body;
    Answer answer;
    static_cast<simulator::SimulatedAnswer &>(answer) = m_simulator.answer(request);
    if (prompt.lastUser.find("[filter_completion]") != std::string::npos)
        filterCompletion(answer);
    addQuotaHeaders(answer.head.headers, quota, verdict);
    return answer;
}

Answer Models::answer(const Question &question, std::int64_t now)
{
    const std::string &last = question.segments.back();
    const std::size_t count = question.segments.size();
    const bool isGet = question.method == "GET";
    if (isGet && (last == "models" || last == "deployments"))
        return list(question);
    if (isGet && count > 1
        && (question.segments[count - 2] == "models"
            || question.segments[count - 2] == "deployments"))
        return lookUp(question, last);
    const bool isResponses = last == "responses"
                             || (count > 1 && question.segments[count - 2] == "responses");
    if (!isResponses)
        return chat(question, now);
    const auto ask = [&](const Value &body) {
        Question asked = question;
        const bool isAzure = question.path.find("/openai/") != std::string::npos;
        asked.method = "POST";
        asked.path = isAzure ? "/openai/v1/chat/completions" : "/v1/chat/completions";
        asked.target = asked.path;
        asked.body = simulator::toJson(body);
        asked.segments = {"v1", "chat", "completions"};
        return chat(asked, now);
    };
    constexpr std::int64_t kOfSecond = 1000;
    return m_responses.answer(question, ask, now / kOfSecond);
}

} // namespace postern::cloud
