// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/base/error.h"
#include "engine/base/json.h"
#include "engine/base/pyrepr.h"

#include <cstdint>
#include <cstdlib>

// What can be read is written so that it reads back the same.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    try {
        const postern::Value value = postern::json::parse(
            std::string_view(reinterpret_cast<const char *>(data), size));
        const std::string once = postern::json::write(value);
        if (postern::json::write(postern::json::parse(once)) != once)
            std::abort();
        postern::py::repr(value);
    } catch (const postern::Error &) {
        return -1; // refused with a sentence: nothing to keep in the corpus
    }
    return 0;
}
