// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/http/message.h"

#include <chrono>
#include <map>
#include <set>
#include <string>
#include <vector>

namespace postern::simulator {

/// A deployment that misbehaves on purpose.
struct Fault
{
    int status = 429;
    int times = -1;     ///< so many requests fail, the later ones are answered; negative: all
    int retryAfter = 1; ///< seconds, sent with 429 and 503
};

struct SimulatorOptions
{
    std::string apiKey;                  ///< the only key accepted; empty: any, and none
    std::set<std::string> deployments;   ///< the only ones known; empty: any name
    std::map<std::string, Fault> faults; ///< by deployment (Azure) or model (OpenAI)
    std::chrono::milliseconds firstToken{0};
    std::chrono::milliseconds perToken{0};
};

/// An answer, in the pieces in which it would arrive. How the body is framed (Content-Length,
/// chunks) is left to who sends it.
struct SimulatedAnswer
{
    http::ResponseHead head;
    std::vector<std::string> pieces;          ///< of the body; a plain answer has one
    std::chrono::milliseconds beforeFirst{0}; ///< how long to wait before the first piece
    std::chrono::milliseconds between{0};     ///< and before each later one

    std::string body() const;
};

/// Azure OpenAI and OpenAI without a model: the wire format of the real service, answers made
/// from the words of the prompt. The same request gets the same answer, on any machine, at any
/// time; only faults that end after some times remember anything. Never throws for a bad
/// request: it answers 400 or 404 as the service does.
class Simulator
{
public:
    explicit Simulator(SimulatorOptions options = {});

    SimulatedAnswer answer(const http::Request &request);

private:
    /// The fault that hits this request, or null.
    const Fault *takeFault(const std::string &model);

    SimulatorOptions m_options;
    std::map<std::string, int> m_faultsLeft;
};

} // namespace postern::simulator
