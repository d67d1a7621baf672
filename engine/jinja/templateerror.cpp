// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/jinja/templateerror.h"

namespace postern::jinja {

static bool isSyntaxError(const PyError &error)
{
    return error.is("TemplateSyntaxError") || error.is("TemplateAssertionError")
           || error.is("SyntaxError");
}

Error templateError(const PyError &error, int line, const std::string &file)
{
    const bool isSyntax = isSyntaxError(error);
    const ErrorCode code = isSyntax ? ErrorCode::InvalidFlow : ErrorCode::InvalidInput;
    Place place;
    place.file = error.file().empty() ? file : error.file();
    place.line = error.line() != 0 ? error.line() : line;
    return Error(error.isLimit() ? ErrorCode::LimitExceeded : code,
                 error.type() + ": " + error.message(),
                 isSyntax ? tr("Correct the template at that line.")
                          : tr("Check the template and the values it is given."),
                 place)
        .as({error.type()}, error.message());
}

} // namespace postern::jinja
