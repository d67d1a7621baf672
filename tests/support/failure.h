// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/base/error.h"

#include <optional>
#include <string>

namespace postern::test {

/// The Error that the call throws; nothing when it throws none.
template<typename Call>
std::optional<Error> failureOf(const Call &call)
{
    try {
        call();
    } catch (const Error &error) {
        return error;
    }
    return std::nullopt;
}

/// Its message; "no error" when the call throws none.
template<typename Call>
std::string messageOf(const Call &call)
{
    const std::optional<Error> error = failureOf(call);
    return error ? error->message() : "no error";
}

/// The sentence with which prompt flow would have failed; "no error" when the call throws none.
template<typename Call>
std::string promptflowMessageOf(const Call &call)
{
    const std::optional<Error> error = failureOf(call);
    if (!error)
        return "no error";
    return error->promptflow() ? error->promptflow()->message : "not told";
}

} // namespace postern::test
