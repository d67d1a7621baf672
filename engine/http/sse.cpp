// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/http/sse.h"

#include "engine/base/error.h"

#include <algorithm>
#include <charconv>

namespace postern::http {

std::vector<SseEvent> SseParser::feed(std::string_view bytes)
{
    std::vector<SseEvent> events;
    while (!bytes.empty()) {
        if (m_afterCr) {
            m_afterCr = false;
            if (bytes.front() == '\n') {
                bytes.remove_prefix(1);
                continue;
            }
        }
        const std::size_t end = bytes.find_first_of("\r\n");
        const std::string_view part = bytes.substr(0, end);
        if (m_line.size() + m_event.data.size() + part.size() > m_limit) {
            throw Error(ErrorCode::LimitExceeded,
                        tr("An event of the stream is longer than %1 bytes.", m_limit),
                        tr("Check that the endpoint really sends server-sent events."));
        }
        m_line += part;
        if (end == std::string_view::npos)
            break;
        m_afterCr = bytes[end] == '\r';
        bytes.remove_prefix(end + 1);
        endLine(events);
    }
    return events;
}

void SseParser::endLine(std::vector<SseEvent> &events)
{
    std::string_view line = m_line;
    if (m_atStart && line.starts_with("\xEF\xBB\xBF"))
        line.remove_prefix(3);
    m_atStart = false;

    if (line.empty()) {
        dispatch(events);
    } else if (!line.starts_with(':')) {
        const std::size_t colon = line.find(':');
        std::string_view value = colon == line.npos ? std::string_view() : line.substr(colon + 1);
        if (value.starts_with(' '))
            value.remove_prefix(1);
        field(line.substr(0, colon), value);
    }
    m_line.clear();
}

void SseParser::field(std::string_view name, std::string_view value)
{
    if (name == "data") {
        if (m_hasData)
            m_event.data += '\n';
        m_event.data += value;
        m_hasData = true;
    } else if (name == "event") {
        m_event.type = value;
    } else if (name == "id") {
        if (value.find('\0') == value.npos)
            m_event.id = value;
    } else if (name == "retry") {
        int milliseconds = 0;
        const char *end = value.data() + value.size();
        const bool digitsOnly = std::ranges::all_of(value,
                                                    [](char c) { return c >= '0' && c <= '9'; });
        const auto [stop, error] = std::from_chars(value.data(), end, milliseconds);
        if (digitsOnly && error == std::errc() && stop == end)
            m_event.retry = milliseconds;
    }
}

void SseParser::dispatch(std::vector<SseEvent> &events)
{
    if (m_hasData) {
        events.push_back(m_event);
        if (events.back().type.empty())
            events.back().type = "message";
    }
    m_event.type = "message";
    m_event.data.clear();
    m_event.retry.reset();
    m_hasData = false;
}

} // namespace postern::http
