// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/base/json.h"
#include "engine/http/sse.h"
#include "engine/simulator/simulator.h"

#include <string>

namespace postern::simulator {

inline http::Request azureRequest(const std::string &operation,
                                  std::string body,
                                  const std::string &deployment = "gpt-4o")
{
    http::Request request;
    request.method = "POST";
    request.url = "https://any.openai.azure.com/openai/deployments/" + deployment + "/" + operation
                  + "?api-version=2024-02-01";
    request.body = std::move(body);
    return request;
}

inline http::Request openAiRequest(const std::string &operation, std::string body)
{
    http::Request request;
    request.method = "POST";
    request.url = "https://api.openai.com/v1/" + operation;
    request.body = std::move(body);
    return request;
}

/// A chat body of a system and a user message; `more` is further members, each with a comma
/// before it.
inline std::string chatBody(const std::string &system,
                            const std::string &user,
                            const std::string &more = "")
{
    return R"({"messages": [{"role": "system", "content": )" + json::write(system)
           + R"(}, {"role": "user", "content": )" + json::write(user) + "}]" + more + "}";
}

inline Value choiceOf(const SimulatedAnswer &answer)
{
    return json::parse(answer.body()).find("choices")->asList().at(0);
}

/// What the model says to a system and a user message.
inline std::string say(const std::string &system,
                       const std::string &user,
                       const std::string &more = "")
{
    Simulator simulator;
    const auto answer = simulator.answer(
        azureRequest("chat/completions", chatBody(system, user, more)));
    return choiceOf(answer).find("message")->find("content")->asString();
}

/// The chunks of a stream; the last is checked to be [DONE] and left out.
inline List chunksOf(const SimulatedAnswer &answer)
{
    List chunks;
    http::SseParser parser;
    bool done = false;
    for (const http::SseEvent &event : parser.feed(answer.body())) {
        if (event.data == "[DONE]")
            done = true;
        else
            chunks.push_back(json::parse(event.data));
    }
    if (!done)
        throw std::runtime_error("the stream has no [DONE]");
    return chunks;
}

} // namespace postern::simulator
