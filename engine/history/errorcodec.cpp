// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/history/eventcodec.h"
#include "engine/history/eventfields.h"

#include <memory>
#include <utility>

namespace postern::history {

namespace {

Value encodePlace(const std::optional<Place> &place)
{
    return place ? Value(List{place->file, place->line, place->column}) : Value();
}

std::optional<Place> decodePlace(const Value &value)
{
    if (value.isNull())
        return std::nullopt;
    constexpr int kMost = 1'000'000'000;
    Fields fields(value);
    Place place;
    place.file = fields.text();
    place.line = static_cast<int>(fields.number(0, kMost));
    place.column = static_cast<int>(fields.number(0, kMost));
    return place;
}

Value encodePromptflow(const std::optional<PromptflowError> &error, Keeper &keeper)
{
    if (!error)
        return {};
    return List{List(error->codes.begin(), error->codes.end()), keeper.text(error->message)};
}

Error withPromptflow(Error error, const Value &promptflow)
{
    if (promptflow.isNull())
        return error;
    Fields parts(promptflow);
    std::vector<std::string> codes = parts.texts();
    return std::move(error).as(std::move(codes), parts.text());
}

/// Of a newer Postern's codes: Internal.
ErrorCode codeNamed(const std::string &name)
{
    for (int code = 0; code <= static_cast<int>(ErrorCode::Internal); ++code) {
        if (toString(static_cast<ErrorCode>(code)) == name)
            return static_cast<ErrorCode>(code);
    }
    return ErrorCode::Internal;
}

} // namespace

Value encodeError(const std::optional<Error> &error, Keeper &keeper)
{
    if (!error)
        return {};
    return List{std::string(toString(error->code())),
                keeper.text(error->message()),
                keeper.text(error->hint()),
                encodePlace(error->place()),
                encodePromptflow(error->promptflow(), keeper),
                keeper.text(error->details())};
}

std::optional<Error> decodeError(const Value &value)
{
    if (value.isNull())
        return std::nullopt;
    Fields fields(value);
    const ErrorCode code = codeNamed(fields.text());
    std::string message = fields.text();
    std::string hint = fields.text();
    std::optional<Place> place = decodePlace(fields.any());
    const Value &promptflow = fields.any();
    Error error = withPromptflow({code, std::move(message), std::move(hint), std::move(place)},
                                 promptflow);
    error.setDetails(fields.text());
    return error;
}

} // namespace postern::history
