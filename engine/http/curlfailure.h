// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/http/transfererror.h"
#include "engine/http/url.h"

#include <curl/curl.h>

#include <chrono>

namespace postern::http {

/// What a failed transfer means, in words. `text` is what curl wrote into its error buffer.
TransferError curlFailure(
    CURL *easy, CURLcode result, const char *text, const Endpoint &endpoint, bool answerBegan);

TransferError silentFor(std::chrono::milliseconds duration, const Endpoint &endpoint);
/// An answer that comes steadily and never ends.
TransferError endlessFor(std::chrono::milliseconds duration, const Endpoint &endpoint);

} // namespace postern::http
