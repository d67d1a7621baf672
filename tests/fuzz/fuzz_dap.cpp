// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/base/error.h"
#include "engine/dap/message.h"

#include <cstdint>
#include <cstdlib>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace {

// As text, in which nan is equal to itself.
std::string written(const std::vector<postern::Value> &messages)
{
    std::string text;
    for (const postern::Value &message : messages)
        text += postern::dap::framed(message);
    return text;
}

} // namespace

// Wherever the bytes are split, the messages up to what is wrong are the same. The first byte says where.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    using postern::Value;
    if (size < 2)
        return 0;
    const std::string_view bytes(reinterpret_cast<const char *>(data + 1), size - 1);
    std::optional<std::vector<Value>> expected;
    try {
        expected = postern::dap::MessageReader().feed(bytes);
    } catch (const postern::Error &) {
    }
    postern::dap::MessageReader parts;
    std::vector<Value> messages;
    bool isRefused = false;
    const std::size_t step = 1 + data[0] % 7;
    try {
        for (std::size_t at = 0; at < bytes.size(); at += step) {
            for (Value &message : parts.feed(bytes.substr(at, step)))
                messages.push_back(std::move(message));
        }
    } catch (const postern::Error &) {
        isRefused = true;
    }
    if (isRefused == expected.has_value())
        std::abort();
    if (expected && written(messages) != written(*expected))
        std::abort();
    if (written(postern::dap::MessageReader().feed(written(messages))) != written(messages))
        std::abort();
    return 0;
}
