// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/base/error.h"
#include "engine/base/pyrepr.h"
#include "engine/base/valuebytes.h"

#include <cstdint>
#include <cstdlib>

// Bytes are refused with a sentence, or are the very bytes of the value that they give.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const std::string_view bytes(reinterpret_cast<const char *>(data), size);
    try {
        const postern::Value value = postern::valueFromBytes(bytes);
        if (postern::toBytes(value) != bytes)
            std::abort();
        postern::py::repr(value);
    } catch (const postern::Error &) {
        return -1;
    }
    return 0;
}
