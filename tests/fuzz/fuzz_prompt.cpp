// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/base/error.h"
#include "engine/tool/chatprompt.h"

#include <cstdint>
#include <cstdlib>

// Any rendered text splits into messages that each have a role, or is refused with a sentence;
// no message has more text than the prompt.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const std::string_view text(reinterpret_cast<const char *>(data), size);
    try {
        for (const postern::Value &message : postern::tool::messagesOf(text)) {
            const postern::Value *role = message.find("role");
            const postern::Value *content = message.find("content");
            if (!role || !role->isString())
                std::abort();
            if (content && content->isString() && content->asString().size() > size)
                std::abort();
        }
    } catch (const postern::Error &) {
        return -1;
    }
    return 0;
}
