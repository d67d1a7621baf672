// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/http/message.h"
#include "engine/run/preparedflow.h"

#include <string>
#include <string_view>
#include <vector>

namespace postern::serve {

/// What the body of a request gives a flow: the members of its JSON object; or, where it is no JSON
/// and the flow takes one input, its text as that one. Throws Error InvalidInput in the words of
/// prompt flow's server, also for an input that is missing.
Dict inputsOf(std::string_view body, const std::vector<run::LineInput> &inputs);

/// What a client takes, by its Accept header.
struct Accepted
{
    bool events = false; ///< text/event-stream, said literally
    bool json = true;    ///< application/json, application/* or */*; also without a header
    std::vector<std::string> types; ///< as it names them
};
Accepted acceptedBy(const http::Headers &headers);

/// The answer (406) to who takes neither; `hasEvents`: the flow's answer could be streamed.
http::Response notAcceptable(const Accepted &accepted, bool hasEvents);

} // namespace postern::serve
