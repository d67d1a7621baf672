// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/prompty/promptycall.h"

#include "engine/azure/openaiclient.h"
#include "engine/base/json.h"
#include "engine/base/pyrepr.h"
#include "engine/prompty/promptyimages.h"
#include "engine/simulator/simulatedservice.h"
#include "engine/tool/chatprompt.h"
#include "engine/tool/escape.h"
#include "engine/tool/functioncheck.h"
#include "engine/tool/llmanswer.h"
#include "engine/tool/promptimages.h"
#include "engine/tool/prompttemplate.h"
#include "engine/tool/streamedanswer.h"

namespace postern::prompty {

namespace {

/// The answer with every member that the openai package's model has, null where it is absent.
Value withMembers(const Value &value, std::initializer_list<const char *> names)
{
    Dict dict = value.isDict() ? value.asDict() : Dict();
    for (const char *name : names) {
        if (!dict.contains(name))
            dict.append(name, Value());
    }
    return dict;
}

Value wholeAnswer(const Value &answer)
{
    Dict whole = withMembers(answer,
                             {"metadata", "moderation", "service_tier", "system_fingerprint"})
                     .asDict();
    List choices;
    const Value *given = answer.find("choices");
    for (const Value &choice : given && given->isList() ? given->asList() : List()) {
        Dict filled = withMembers(choice, {"logprobs"}).asDict();
        if (const Value *message = choice.find("message"))
            filled
                .set("message",
                     withMembers(*message,
                                 {"refusal", "annotations", "audio", "function_call", "tool_calls"}));
        choices.emplace_back(std::move(filled));
    }
    whole.set("choices", std::move(choices));
    if (const Value *usage = answer.find("usage"))
        whole.set("usage",
                  withMembers(*usage, {"completion_tokens_details", "prompt_tokens_details"}));
    return whole;
}

} // namespace

Task<Dict> PromptyCall::withImages(Dict inputs) const
{
    co_return co_await withPromptyImages(std::move(inputs),
                                         m_prompty.folder,
                                         m_access.channels.client());
}

Value PromptyCall::render(const Dict &inputs, const PromptyObserver &observer) const
{
    const std::string prepared = tool::withImagesOnLines(m_prompty.templateText);
    if (m_prompty.api == "completion") {
        const auto compiled = m_access.templates.get(prepared,
                                                     tool::ListStyle::Python,
                                                     m_prompty.name);
        const RenderedText text = compiled->compiled.renderMarked(inputs);
        if (observer.onPrompt)
            observer.onPrompt(text);
        return {text.text};
    }
    tool::EscapeMap roles;
    tool::collectRoles(Value(inputs), roles);
    const Value escaped = tool::escapeRoles(Value(inputs), roles);
    const auto compiled = tool::PromptTemplate::compile(prepared,
                                                        tool::ListStyle::Python,
                                                        m_access.templates);
    const RenderedText text = compiled.renderMarked(escaped.asDict(), roles);
    if (observer.onPrompt)
        observer.onPrompt(tool::unescapeRoles(text, roles));
    return {tool::messagesOf(text.text, roles, tool::imagesIn(inputs))};
}

/// prompt flow's LLMError for what Python itself would raise inside a call.
static Error callError(const Error &error)
{
    const auto &python = error.promptflow();
    if (!python || python->codes.size() != 2 || python->codes.front() != "SystemError")
        return error;
    return Error(error).as({"UserError", "LLMError"},
                           "OpenAI API hits exception: " + python->codes.back() + ": "
                               + python->message);
}

Task<Dict> PromptyCall::requestBody(Dict inputs, const PromptyObserver &observer) const
{
    Value prompt;
    try {
        inputs = co_await withImages(std::move(inputs));
        prompt = render(inputs, observer);
    } catch (const Error &error) {
        throw callError(error);
    }
    if (observer.atPrompt)
        co_await observer.atPrompt();
    Dict body = m_prompty.parameters;
    body.set("model", m_prompty.deployment);
    body.set(m_prompty.api == "completion" ? "prompt" : "messages", std::move(prompt));
    if (const Value *tools = body.find(std::string_view("tools"))) {
        tool::checkTools(*tools);
        const Value *choice = body.find(std::string_view("tool_choice"));
        body.set("tool_choice", tool::toolChoiceOf(choice ? *choice : Value()));
    } else if (const Value *functions = body.find(std::string_view("functions"))) {
        tool::checkFunctions(*functions);
        const Value *functionCall = body.find(std::string_view("function_call"));
        body.set("function_call", tool::functionCallOf(functionCall ? *functionCall : Value()));
    }
    co_return body;
}

connection::Connection PromptyCall::connection() const
{
    if (!m_access.simulate)
        return connectionOf(m_prompty, m_access.connections, m_access.environment);
    const bool isAzure = m_prompty.configuration.contains("azure_deployment");
    const auto *service = simulator::findSimulatedService(isAzure ? "azure_open_ai" : "open_ai");
    return simulator::simulatedConnection(m_prompty.name,
                                          *service,
                                          simulator::kAddress,
                                          simulator::kKey);
}

AnswerStream::AnswerStream(std::unique_ptr<azure::OpenAiClient> client,
                           std::unique_ptr<azure::OpenAiStream> chunks,
                           Form form)
    : m_client(std::move(client))
    , m_chunks(std::move(chunks))
    , m_form(form)
{}

AnswerStream::~AnswerStream() = default;

Task<std::optional<Value>> AnswerStream::next()
{
    if (!m_hasBegun) {
        m_hasBegun = true;
        if (const std::optional<Value> whole = co_await m_chunks->whole()) {
            m_usage = azure::usageOf(*whole);
            const Value text = m_form == Form::Raw    ? *whole
                               : m_form == Form::Chat ? tool::chatResult(*whole, false)
                                                      : tool::completionResult(*whole);
            if (!text.isNull())
                co_return text;
        }
    }
    while (std::optional<Value> chunk = co_await m_chunks->next()) {
        if (const std::optional<TokenUsage> usage = azure::usageOf(*chunk))
            m_usage = usage;
        if (m_form == Form::Raw)
            co_return chunk;
        const std::string piece = tool::chunkText(*chunk, m_form == Form::Chat);
        if (!piece.empty())
            co_return Value(piece);
    }
    co_return std::nullopt;
}

std::unique_ptr<azure::OpenAiClient> PromptyCall::client() const
{
    const connection::Connection target = connection();
    auto client = std::make_unique<azure::OpenAiClient>(m_access.channels.of(target), target);
    client->setRetryPolicy(http::RetryPolicy::promptflow(10));
    if (target.kind() == connection::ConnectionKind::AzureOpenAi)
        client->addHeader("ms-azure-ai-promptflow-called-from", "promptflow-core");
    return client;
}

static azure::OpenAiOperation operationOf(const Prompty &prompty)
{
    return prompty.api == "completion" ? azure::OpenAiOperation::Completion
                                       : azure::OpenAiOperation::Chat;
}

static AnswerStream::Form formOf(const Prompty &prompty)
{
    return prompty.api == "completion" ? AnswerStream::Form::Completion : AnswerStream::Form::Chat;
}

bool PromptyCall::streams() const
{
    const Value *stream = m_prompty.parameters.find(std::string_view("stream"));
    return stream && stream->truthy();
}

Task<std::shared_ptr<AnswerStream>> PromptyCall::stream(Dict inputs, const PromptyObserver &observer)
{
    Dict body = co_await requestBody(std::move(inputs), observer);
    const auto form = m_prompty.wantsFirst ? formOf(m_prompty) : AnswerStream::Form::Raw;
    co_return co_await open(std::move(body), form, observer);
}

Task<std::shared_ptr<AnswerStream>> PromptyCall::open(Dict body,
                                                      AnswerStream::Form form,
                                                      const PromptyObserver &observer) const
{
    std::unique_ptr<azure::OpenAiClient> asked = client();
    asked->setWatch(observer.watch);
    std::unique_ptr<azure::OpenAiStream> chunks;
    try {
        chunks = co_await asked->open(operationOf(m_prompty), std::move(body));
    } catch (const Error &error) {
        throw inTermsOf(m_prompty, error);
    }
    co_return std::make_shared<AnswerStream>(std::move(asked), std::move(chunks), form);
}

Task<Value> PromptyCall::ask(Dict body, const PromptyObserver &observer) const
{
    const std::unique_ptr<azure::OpenAiClient> asked = client();
    asked->setWatch(observer.watch);
    std::optional<Value> answer;
    try {
        if (observer.show && m_prompty.wantsFirst && tool::isOneText(body))
            answer = co_await tool::streamedAnswer(*asked,
                                                   operationOf(m_prompty),
                                                   body,
                                                   observer.onChunk);
        if (!answer)
            answer = co_await asked->send(operationOf(m_prompty), std::move(body));
    } catch (const Error &error) {
        throw inTermsOf(m_prompty, error);
    }
    co_return *std::move(answer);
}

Task<Value> PromptyCall::call(Dict inputs, PromptyObserver observer)
{
    Dict body = co_await requestBody(std::move(inputs), observer);
    if (!streams()) {
        const Value answer = co_await ask(std::move(body), observer);
        const std::optional<TokenUsage> usage = azure::usageOf(answer);
        if (usage && observer.onUsage)
            observer.onUsage(*usage);
        co_return answerOf(answer);
    }
    const std::shared_ptr<AnswerStream> pieces = co_await open(std::move(body),
                                                               formOf(m_prompty),
                                                               observer);
    std::string text;
    while (const std::optional<Value> piece = co_await pieces->next()) {
        if (observer.onChunk)
            observer.onChunk(piece->asString());
        text += piece->asString();
    }
    if (const std::optional<TokenUsage> usage = pieces->takeUsage(); usage && observer.onUsage)
        observer.onUsage(*usage);
    co_return textResult(Value(text));
}

bool PromptyCall::isJson() const
{
    const Value *format = m_prompty.parameters.find(std::string_view("response_format"));
    const Value *type = format ? format->find("type") : nullptr;
    return type && *type == Value("json_object");
}

Value PromptyCall::answerOf(const Value &answer) const
{
    if (!m_prompty.wantsFirst)
        return wholeAnswer(answer);
    if (m_prompty.api == "completion")
        return textResult(tool::completionResult(answer));
    const Value *choices = answer.find("choices");
    const bool hasChoice = choices && choices->isList() && !choices->asList().empty();
    const Value *reason = hasChoice ? choices->asList().front().find("finish_reason") : nullptr;
    const bool wantsMessage = reason
                              && (*reason == Value("tool_calls")
                                  || *reason == Value("function_calls"));
    const Value result = tool::chatResult(answer, wantsMessage);
    return wantsMessage ? result : textResult(result);
}

/// The text itself, or what it holds when the model was asked for JSON.
Value PromptyCall::textResult(const Value &content) const
{
    if (!isJson() || !content.isString())
        return content;
    Value parsed = json::parse(content.asString());
    if (m_prompty.outputs.empty())
        return parsed;
    Dict chosen;
    for (const std::string &key : m_prompty.outputs) {
        const Value *member = parsed.find(key);
        if (!member) {
            List keys;
            if (parsed.isDict()) {
                for (const auto &[name, value] : parsed.asDict())
                    keys.push_back(name);
            }
            Error error(ErrorCode::NodeFailed,
                        tr("The model's answer has no '%1'.", key),
                        tr("Ask for it in the prompt, or correct the prompty's outputs."));
            throw std::move(error).as({"UserError", "CoreError", "InvalidOutputKeyError"},
                                      "Cannot find " + key + " in response "
                                          + py::repr(Value(std::move(keys))));
        }
        chosen.append(Value(key), *member);
    }
    return chosen;
}

} // namespace postern::prompty
