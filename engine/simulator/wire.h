// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/base/value.h"
#include "engine/simulator/simulator.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace postern::simulator {

/// What a route was asked, common to all operations.
struct Call
{
    bool azure = false;    ///< a deployment in the URL: Azure's dialect of errors and filters
    std::string model;     ///< deployment or model
    Value body;            ///< a dict
    std::string requestId; ///< a UUID made of the request
};

/// A request the service would refuse. Thrown and caught inside the simulator.
struct Refusal
{
    int status = 400;
    std::string code; ///< empty: null
    std::string message;
    std::string type = "invalid_request_error"; ///< empty: left out
    std::string parameter = {};                 ///< empty: null
};

/// A parameter of the body with its checks; throws Refusal naming it.
std::int64_t integerParameter(const Call &call,
                              std::string_view name,
                              std::int64_t fallback,
                              std::int64_t low,
                              std::int64_t high);
bool flagParameter(const Call &call, std::string_view name);
std::vector<std::string> stopSequences(const Call &call);

/// The text up to the first stop sequence, and its first `limit` tokens.
struct CutText
{
    std::vector<std::string_view> tokens;
    bool tooLong = false;

    std::string text() const;
};
CutText cut(std::string_view text, const std::vector<std::string> &stops, std::int64_t limit);

std::string toJson(const Value &value);
/// A plain JSON answer.
SimulatedAnswer jsonAnswer(int status, const Value &body);
/// Server-sent events, one a chunk, and [DONE].
SimulatedAnswer streamAnswer(const std::vector<Value> &chunks);

Value usageOf(std::int64_t prompt, std::int64_t completion);
/// Azure's verdict on a harmless prompt or answer.
Value harmless();
Value promptFilterResults();
/// "chatcmpl-" and the like, then letters made of the request.
std::string identifier(std::string_view prefix, const Call &call);

/// When every answer was created: the simulator has no clock.
inline constexpr std::int64_t kCreated = 1'700'000'000;

} // namespace postern::simulator
