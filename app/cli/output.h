// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/cli/exitcode.h"
#include "engine/base/value.h"

#include <string>
#include <string_view>

namespace postern::cli {

/// How a result is printed; those after JSON by the commands that say so.
enum class Format { Text, Json, Sarif, Csv, Html, Png };

/// Opens what of standard input, output and error was closed, so that no file takes its number and
/// gets what is printed. A result can't be printed then, messages go nowhere.
void openStandardStreams();
/// Writes a result to standard output, with a final newline. A terminal gets it in plain text (see
/// toPlainText()). Throws Error FileUnwritable.
void printResult(std::string_view text);
/// The same as JSON, as prettyJson() has it.
void printJson(const Value &value);
/// JSON for people: indented by 4, beyond ASCII as it is.
std::string prettyJson(const Value &value);
/// Writes a piece of a result as it comes, without an end of line.
void printPiece(std::string_view text);
/// Writes a progress or log line to standard error; secrets are replaced, and what a terminal would
/// obey is written out.
void printNote(std::string_view text);
/// Whether messages go to a terminal.
bool isErrorTerminal();
/// Takes back what the last printNotePiece() wrote in the line, on a terminal.
void printErase();
/// As printNote(), without an end of line: what a program writes, in pieces.
void printNotePiece(std::string_view text);
/// Tells an error: two lines on standard error, or as JSON on standard output.
/// `verbose` adds its details, such as a traceback. Returns the exit code it means.
ExitCode printError(const Error &error, Format format, bool verbose);

/// {"code", "message", "hint", "place", "promptflow_code", "promptflow_message"}
Value toJson(const Error &error);

} // namespace postern::cli
