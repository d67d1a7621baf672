// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/base/error.h"
#include "engine/base/pyrepr.h"
#include "engine/python/pickle.h"

#include <cstdint>
#include <cstdlib>
#include <string>

// What a worker sends is read, or refused with a sentence; what was read and holds only plain data
// is written so that it reads back the same.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    using namespace postern;
    try {
        const Value value = python::readPickle({reinterpret_cast<const char *>(data), size}, 1, 2);
        const std::string shown = py::repr(value);
        std::string bytes;
        python::PickleWriter writer(bytes);
        writer.value(value, 1);
        writer.end();
        if (!writer.hasHandles() && value.isJson()
            && py::repr(python::readPickle(bytes, 1, 2)) != shown)
            std::abort();
    } catch (const Error &) {
        return -1;
    }
    return 0;
}
