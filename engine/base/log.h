// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <string>
#include <string_view>

namespace postern {
class Value;
} // namespace postern

namespace postern::log {

enum class Level { Debug, Info, Warning, Error };

/// Makes every writer of logs, spans, cassettes and histories replace this text by "******", in
/// whatever way it is escaped (see SecretFinder), and each of its lines from eight bytes on.
/// Texts shorter than four bytes are ignored. Thread-safe.
void registerSecret(std::string_view secret);
/// The text with every registered secret, and what looks like one (Authorization and api-key
/// headers, SharedAccessSignature, sig= and code= of a URL), replaced by "******". Takes a time that
/// grows with the text's length alone.
std::string redact(std::string_view text);
inline std::string redact(const std::string &text)
{
    return redact(std::string_view(text));
}
inline std::string redact(const char *text)
{
    return redact(std::string_view(text));
}
/// The value with every text in it so, before it is written as JSON: a secret that is "null" or
/// "true" must not spoil what stands around it. Keys keep their names unless they hold a secret of
/// eight bytes or more; so does a number that is one.
Value redact(const Value &value);

/// The lowest level that is written; Warning until set.
void setLevel(Level level);
/// Writes one redacted line to standard error. Thread-safe.
void write(Level level, std::string_view category, std::string_view text);

inline void debug(std::string_view category, std::string_view text)
{
    write(Level::Debug, category, text);
}
inline void info(std::string_view category, std::string_view text)
{
    write(Level::Info, category, text);
}
inline void warning(std::string_view category, std::string_view text)
{
    write(Level::Warning, category, text);
}
inline void error(std::string_view category, std::string_view text)
{
    write(Level::Error, category, text);
}

} // namespace postern::log
