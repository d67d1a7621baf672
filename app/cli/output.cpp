// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "app/cli/output.h"

#include "engine/base/json.h"
#include "engine/base/log.h"

#include <cstdio>
#include <string>

namespace postern::cli {

namespace {

void write(std::FILE *stream, std::string_view text)
{
    std::fwrite(text.data(), 1, text.size(), stream);
    if (!text.ends_with('\n'))
        std::fputc('\n', stream);
    std::fflush(stream);
}

} // namespace

ExitCode exitCodeOf(const Error &error)
{
    switch (error.code()) {
    case ErrorCode::Usage:
        return ExitCode::Usage;
    case ErrorCode::InvalidFlow:
    case ErrorCode::InvalidInput:
    case ErrorCode::FileUnreadable:
    case ErrorCode::LimitExceeded:
        return ExitCode::Invalid;
    case ErrorCode::ConnectionMissing:
    case ErrorCode::ConnectionFailed:
        return ExitCode::Connection;
    case ErrorCode::Refused:
        return ExitCode::Refused;
    case ErrorCode::Cancelled:
        return ExitCode::Cancelled;
    case ErrorCode::FileUnwritable:
    case ErrorCode::NodeFailed:
    case ErrorCode::EnvironmentFailed:
    case ErrorCode::Internal:
        break;
    }
    return ExitCode::Failed;
}

void printResult(std::string_view text)
{
    write(stdout, text);
}

void printNote(std::string_view text)
{
    write(stderr, log::redact(text));
}

Value toJson(const Error &error)
{
    Dict dict;
    dict.append("code", toString(error.code()));
    dict.append("message", log::redact(error.message()));
    dict.append("hint", log::redact(error.hint()));
    dict.append("place", error.place() ? Value(toString(*error.place())) : Value());
    const std::optional<PromptflowError> &promptflow = error.promptflow();
    dict.append("promptflow_code", promptflow ? Value(promptflow->path()) : Value());
    dict.append("promptflow_message",
                promptflow ? Value(log::redact(promptflow->message)) : Value());
    return dict;
}

ExitCode printError(const Error &error, Format format, bool verbose)
{
    if (format == Format::Json) {
        Dict dict;
        dict.append("error", toJson(error));
        json::WriteOptions options;
        options.indent = 4;
        options.ensureAscii = false;
        printResult(json::write(dict, options));
        return exitCodeOf(error);
    }
    std::string text = "error: ";
    if (error.place() && !error.place()->file.empty())
        text += toString(*error.place()) + ": ";
    text += error.message();
    if (!error.hint().empty())
        text += "\n  " + error.hint();
    if (verbose && !error.details().empty())
        text += "\n\n" + error.details();
    printNote(text);
    return exitCodeOf(error);
}

} // namespace postern::cli
