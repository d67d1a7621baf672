// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/http/sse.h"

#include <cstdint>
#include <cstdlib>

// Wherever the bytes are split, the events are the same. The first byte says where.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    if (size < 2)
        return 0;
    const std::string_view bytes(reinterpret_cast<const char *>(data + 1), size - 1);
    postern::http::SseParser whole;
    const auto expected = whole.feed(bytes);

    postern::http::SseParser parts;
    std::vector<postern::http::SseEvent> events;
    const std::size_t step = 1 + data[0] % 7;
    for (std::size_t at = 0; at < bytes.size(); at += step) {
        for (auto &event : parts.feed(bytes.substr(at, step)))
            events.push_back(std::move(event));
    }
    if (events != expected)
        std::abort();
    return 0;
}
