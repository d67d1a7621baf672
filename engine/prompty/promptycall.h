// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/azure/channels.h"
#include "engine/base/renderedtext.h"
#include "engine/base/task.h"
#include "engine/base/tokenusage.h"
#include "engine/prompty/prompty.h"
#include "engine/tool/templates.h"

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace postern::azure {
class OpenAiClient;
class OpenAiStream;
} // namespace postern::azure

namespace postern::prompty {

/// What a call of a model needs beside the prompt.
struct ModelAccess
{
    const connection::ConnectionSet &connections;
    const connection::Environment &environment;
    azure::Channels &channels;
    tool::Templates &templates;
    bool simulate = false; ///< connections don't matter: channels lead to the simulator
};

/// Told while a prompty is called; any may be empty.
struct PromptyObserver
{
    std::function<void(const RenderedText &)> onPrompt; ///< the rendered template
    std::function<Task<void>()> atPrompt;               ///< waited for before the model is asked
    std::function<void(std::string_view)> onChunk;
    std::function<void(const TokenUsage &)> onUsage;
    std::shared_ptr<const http::Watch> watch; ///< of the requests; null: nobody
    bool show = false; ///< tell onChunk of the text also where the prompty doesn't stream
};

/// The pieces of an answer as they come.
class AnswerStream
{
public:
    enum class Form { Chat, Completion, Raw };

    AnswerStream(std::unique_ptr<azure::OpenAiClient> client,
                 std::unique_ptr<azure::OpenAiStream> chunks,
                 Form form);
    ~AnswerStream();
    AnswerStream(const AnswerStream &) = delete;
    AnswerStream &operator=(const AnswerStream &) = delete;

    /// The next piece of text that isn't empty, or the next chunk as the service sent it; empty
    /// optional at the end.
    Task<std::optional<Value>> next();
    /// The tokens that the service has told of since it was asked last.
    std::optional<TokenUsage> takeUsage() { return std::exchange(m_usage, std::nullopt); }

private:
    std::unique_ptr<azure::OpenAiClient> m_client;
    std::unique_ptr<azure::OpenAiStream> m_chunks;
    const Form m_form;
    std::optional<TokenUsage> m_usage;
    bool m_hasBegun = false;
};

/// One prompty, ready to be rendered and called.
class PromptyCall
{
public:
    PromptyCall(Prompty prompty, const ModelAccess &access)
        : m_prompty(std::move(prompty))
        , m_access(access)
    {}

    const Prompty &prompty() const { return m_prompty; }
    /// The inputs with the images that their texts name. Throws Error.
    Task<Dict> withImages(Dict inputs) const;
    /// The messages of a chat prompt, or the text of a completion's. No role line of the inputs
    /// opens a message.
    Value render(const Dict &inputs, const PromptyObserver &observer) const;
    /// The model's answer as prompt flow hands it on: text, parsed JSON, a message with tool calls,
    /// or, with `response: all`, everything.
    Task<Value> call(Dict inputs, PromptyObserver observer);
    /// As call(), for a prompty whose parameters ask for a stream.
    /// With `response: all` it gives chunks.
    /// The observer is told of the prompt; pieces and tokens are the stream's to tell.
    Task<std::shared_ptr<AnswerStream>> stream(Dict inputs, const PromptyObserver &observer);
    bool streams() const;

private:
    Task<std::shared_ptr<AnswerStream>> open(Dict body,
                                             AnswerStream::Form form,
                                             const PromptyObserver &observer) const;
    Task<Value> ask(Dict body, const PromptyObserver &observer) const;
    std::unique_ptr<azure::OpenAiClient> client() const;
    Task<Dict> requestBody(Dict inputs, const PromptyObserver &observer) const;
    connection::Connection connection() const;
    Value answerOf(const Value &answer) const;
    Value textResult(const Value &content) const;
    bool isJson() const;

    const Prompty m_prompty;
    const ModelAccess m_access;
};

} // namespace postern::prompty
