// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "app/cli/output.h"

#include "engine/base/json.h"
#include "engine/base/log.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <string>
#include <system_error>

namespace postern::cli {

namespace {

/// Whether all of it was written.
bool write(std::FILE *stream, std::string_view text)
{
    std::fwrite(text.data(), 1, text.size(), stream);
    if (!text.ends_with('\n'))
        std::fputc('\n', stream);
    return std::fflush(stream) == 0 && std::ferror(stream) == 0;
}

} // namespace

void openStandardStreams()
{
    // Read only is right for the output too: writing a result then fails, as it did when closed.
    for (const int descriptor : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO}) {
        if (::fcntl(descriptor, F_GETFD) < 0)
            ::open("/dev/null", descriptor == STDERR_FILENO ? O_WRONLY : O_RDONLY);
    }
}

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
    if (!write(stdout, text))
        throw Error(ErrorCode::FileUnwritable,
                    "The result can't be written to standard output: "
                        + std::generic_category().message(errno) + ".",
                    "Check where it leads: a full disk, or a descriptor that is closed.");
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
        write(stdout, json::write(dict, options)); // the exit code tells when it can't be
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
