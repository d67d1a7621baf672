// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/base/error.h"
#include "engine/http/message.h"
#include "engine/http/transfererror.h"

#include <string>

namespace postern::azure {

/// What a request was about, for the words of an error.
struct OpenAiTarget
{
    std::string connection; ///< name
    std::string model;      ///< deployment or model
    bool isAzure = false;   ///< the model is a deployment
};

/// "connection 'name'", a part of the sentences below: who asks in another way puts his words in its place.
Message connectionText(const std::string &name);

/// The error for an answer with a status from 400: ours as message and hint, and prompt flow's
/// WrappedOpenAIError with the class of the openai package ("BadRequestError" ...).
/// `retriesUsedUp`: prompt flow's ExceedMaxRetryTimes.
Error openAiError(const http::Response &response, const OpenAiTarget &target, bool retriesUsedUp);

/// The error for no answer at all: APITimeoutError or APIConnectionError.
Error openAiError(const http::TransferError &error, const OpenAiTarget &target, bool retriesUsedUp);

/// The error for an address that no request can be sent to: APIConnectionError.
Error openAiError(const Error &badAddress, const OpenAiTarget &target);

/// The error for an answer from the address `from` that sends the request on where it isn't sent:
/// to another host, to where nobody says, or, having been followed long enough, in a circle.
Error redirectError(const OpenAiTarget &target,
                    const http::ResponseHead &head,
                    const std::string &from);

} // namespace postern::azure
