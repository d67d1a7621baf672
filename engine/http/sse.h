// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace postern::http {

struct SseEvent
{
    std::string type = "message"; ///< the last `event:` field
    std::string data;             ///< the `data:` lines, joined by newlines
    std::string id;               ///< the last `id:` seen so far in the stream
    std::optional<int> retry;     ///< milliseconds, when this block had a `retry:`

    bool operator==(const SseEvent &) const = default;
};

/// Reads a text/event-stream as its bytes arrive, by the rules of the HTML standard: any line end,
/// split anywhere, a BOM at the start, comments. An event that the stream's end cuts off is lost.
class SseParser
{
public:
    explicit SseParser(std::size_t eventLimit = 16 * 1024 * 1024)
        : m_limit(eventLimit)
    {}

    /// The events that these bytes complete. Throws Error LimitExceeded for an event beyond the
    /// limit; the parser is of no use then.
    std::vector<SseEvent> feed(std::string_view bytes);

private:
    void endLine(std::vector<SseEvent> &events);
    void field(std::string_view name, std::string_view value);
    void dispatch(std::vector<SseEvent> &events);

    std::size_t m_limit;
    std::string m_line;
    SseEvent m_event;
    bool m_hasData = false;
    bool m_afterCr = false;
    bool m_atStart = true;
};

} // namespace postern::http
