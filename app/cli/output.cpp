// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "app/cli/output.h"

#include "engine/base/json.h"
#include "engine/base/log.h"
#include "engine/base/plaintext.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <string>
#include <system_error>

namespace postern::cli {

namespace {

/// Whether all of it was written.
bool writePiece(std::FILE *stream, std::string_view text)
{
    std::fwrite(text.data(), 1, text.size(), stream);
    return std::fflush(stream) == 0 && std::ferror(stream) == 0;
}

bool write(std::FILE *stream, std::string text)
{
    if (!text.ends_with('\n'))
        text += '\n';
    return writePiece(stream, text);
}

/// A result for whoever reads standard output: a terminal would obey what is in it.
std::string shownResult(std::string_view text)
{
    return ::isatty(STDOUT_FILENO) == 1 ? toPlainText(text) : toValidUtf8(text);
}

/// A tool may raise megabytes: what of a message helps nobody is left out.
std::string bounded(std::string_view text)
{
    constexpr std::size_t kMost = 64 * 1024;
    constexpr std::size_t kEnd = 8 * 1024;
    if (text.size() <= kMost)
        return std::string(text);
    const auto isInside = [&text](std::size_t at) {
        return (static_cast<unsigned char>(text[at]) & 0xC0U) == 0x80U;
    };
    std::size_t head = kMost - kEnd;
    while (head > 0 && isInside(head))
        --head;
    std::size_t tail = text.size() - kEnd;
    while (tail < text.size() && isInside(tail))
        ++tail;
    return std::string(text.substr(0, head)) + " [... " + std::to_string(tail - head)
           + " more bytes ...] " + std::string(text.substr(tail));
}

/// So that no line of a message looks like another message.
std::string indented(std::string_view text)
{
    std::string result;
    for (const char c : text) {
        result += c;
        if (c == '\n')
            result += "  ";
    }
    return result;
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

bool isErrorTerminal()
{
    return ::isatty(STDERR_FILENO) == 1;
}

void printErase()
{
    writePiece(stderr, "\r\033[K");
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
    if (!write(stdout, shownResult(text)))
        throw Error(ErrorCode::FileUnwritable,
                    tr("The result can't be written to standard output: %1.",
                       std::generic_category().message(errno)),
                    tr("Check where it leads: a full disk, or a descriptor that is closed."));
}

void printJson(const Value &value)
{
    printResult(prettyJson(value));
}

std::string prettyJson(const Value &value)
{
    json::WriteOptions options;
    options.indent = 4;
    options.ensureAscii = false;
    return json::write(value, options);
}

void printPiece(std::string_view text)
{
    writePiece(stdout, shownResult(text));
}

void printNote(std::string_view text)
{
    write(stderr, toPlainText(log::redact(text)));
}

void printNotePiece(std::string_view text)
{
    writePiece(stderr, toPlainText(log::redact(text)));
}

Value toJson(const Error &error)
{
    Dict dict;
    dict.append("code", toString(error.code()));
    dict.append("message", log::redact(bounded(error.message())));
    dict.append("hint", log::redact(bounded(error.hint())));
    dict.append("place", error.place() ? Value(toString(*error.place())) : Value());
    const std::optional<PromptflowError> &promptflow = error.promptflow();
    dict.append("promptflow_code", promptflow ? Value(promptflow->path()) : Value());
    dict.append("promptflow_message",
                promptflow ? Value(log::redact(bounded(promptflow->message))) : Value());
    return dict;
}

ExitCode printError(const Error &error, Format format, bool verbose)
{
    if (format == Format::Json) {
        write(stdout, // the exit code tells when it can't be
              shownResult(prettyJson(Dict{{"error", toJson(error)}})));
        return exitCodeOf(error);
    }
    std::string text = "error: ";
    if (error.place() && !error.place()->file.empty())
        text += toPlainText(toString(*error.place()), Breaks::Escape) + ": ";
    text += indented(bounded(error.message()));
    if (!error.hint().empty())
        text += "\n  " + indented(bounded(error.hint()));
    if (verbose && !error.details().empty())
        text += "\n\n" + bounded(error.details());
    printNote(text);
    return exitCodeOf(error);
}

} // namespace postern::cli
