// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/base/message.h"

#include <exception>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace postern {

/// What kind of thing went wrong; decides the exit code of the CLI and the icon in the IDE.
enum class ErrorCode {
    Usage,             ///< the caller's words are off
    InvalidFlow,       ///< a document of the flow is wrong
    InvalidInput,      ///< inputs or data are wrong
    FileUnreadable,    ///< missing, no permission, not the expected encoding
    FileUnwritable,    ///< no permission, disk full
    NodeFailed,        ///< a node of the flow failed while it ran
    ConnectionMissing, ///< a connection that the flow names isn't known
    ConnectionFailed,  ///< an endpoint could not be reached or refused the credential
    EnvironmentFailed, ///< no usable Python, or a package is missing
    Refused,           ///< restricted folder, allow-list, secret found
    LimitExceeded,     ///< too deep, too large, too long
    Cancelled,         ///< the user stopped it
    Internal           ///< a bug of ours
};

/// The enumerator's name ("InvalidFlow"), as JSON output and logs show it.
std::string_view toString(ErrorCode code);

/// A place in a user's file. Lines and columns count from 1; 0 means unknown.
/// Columns count Unicode code points.
struct Place
{
    std::string file; ///< UTF-8, relative to the flow folder where it lies in it
    int line = 0;
    int column = 0;

    bool operator==(const Place &) const = default;
};

/// "file:line:column", leaving out what is unknown.
std::string toString(const Place &place);

/// How prompt flow itself would have reported an error, for scripts that look for it.
struct PromptflowError
{
    std::vector<std::string> codes; ///< outermost first: {"UserError", "ToolExecutionError"}
    std::string message;            ///< its own sentence

    /// "UserError/ToolExecutionError"
    std::string path() const;
};

/// An operation that can't be done. Never holds a secret.
class Error : public std::exception
{
public:
    Error(ErrorCode code, Message message, Message hint = {}, std::optional<Place> place = {});

    /// Adds how prompt flow would have named this error.
    Error &&as(std::vector<std::string> codes, std::string promptflowMessage = {}) &&;
    /// Says where, unless a place is already known.
    Error &&at(Place place) &&;

    const char *what() const noexcept override { return message().c_str(); }

    ErrorCode code() const { return m_code; }
    /// One sentence: what happened. In English.
    const std::string &message() const { return m_message.english(); }
    /// One sentence: what to do about it. May be empty. In English.
    const std::string &hint() const { return m_hint.english(); }
    /// The same for whoever can show them in another language, or makes another sentence of them.
    const Message &translatableMessage() const { return m_message; }
    const Message &translatableHint() const { return m_hint; }
    const std::optional<Place> &place() const { return m_place; }
    const std::optional<PromptflowError> &promptflow() const { return m_promptflow; }
    /// Long evidence such as a Python traceback. May be empty.
    const std::string &details() const { return m_details; }
    void setDetails(std::string details) { m_details = std::move(details); }

private:
    ErrorCode m_code;
    Message m_message;
    Message m_hint;
    std::optional<Place> m_place;
    std::optional<PromptflowError> m_promptflow;
    std::string m_details;
};

} // namespace postern
