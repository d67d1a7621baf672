// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/base/error.h"

#include <utility>

namespace postern {

std::string_view toString(ErrorCode code)
{
    switch (code) {
    case ErrorCode::Usage:
        return "Usage";
    case ErrorCode::InvalidFlow:
        return "InvalidFlow";
    case ErrorCode::InvalidInput:
        return "InvalidInput";
    case ErrorCode::FileUnreadable:
        return "FileUnreadable";
    case ErrorCode::FileUnwritable:
        return "FileUnwritable";
    case ErrorCode::NodeFailed:
        return "NodeFailed";
    case ErrorCode::ConnectionMissing:
        return "ConnectionMissing";
    case ErrorCode::ConnectionFailed:
        return "ConnectionFailed";
    case ErrorCode::EnvironmentFailed:
        return "EnvironmentFailed";
    case ErrorCode::Refused:
        return "Refused";
    case ErrorCode::LimitExceeded:
        return "LimitExceeded";
    case ErrorCode::Cancelled:
        return "Cancelled";
    case ErrorCode::Internal:
        return "Internal";
    }
    return "Internal";
}

std::string toString(const Place &place)
{
    std::string text = place.file;
    if (place.line > 0) {
        text += ':' + std::to_string(place.line);
        if (place.column > 0)
            text += ':' + std::to_string(place.column);
    }
    return text;
}

std::string PromptflowError::path() const
{
    std::string text;
    for (const std::string &code : codes) {
        if (!text.empty())
            text += '/';
        text += code;
    }
    return text;
}

Error::Error(ErrorCode code, Message message, Message hint, std::optional<Place> place)
    : m_code(code)
    , m_message(std::move(message))
    , m_hint(std::move(hint))
    , m_place(std::move(place))
{}

Error &&Error::as(std::vector<std::string> codes, std::string promptflowMessage) &&
{
    if (promptflowMessage.empty())
        promptflowMessage = message();
    m_promptflow = PromptflowError{std::move(codes), std::move(promptflowMessage)};
    return std::move(*this);
}

Error &&Error::at(Place place) &&
{
    if (!m_place)
        m_place = std::move(place);
    return std::move(*this);
}

} // namespace postern
