// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/replay/pythoncode.h"

#include <cstdint>
#include <cstdlib>

using namespace postern;

// A comment at the end changes nothing of what is read, unless a string is open there.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const std::string text(reinterpret_cast<const char *>(data), size);
    const replay::PythonCode code = replay::readPythonCode(text);
    const bool isOpen = text.find_first_of("'\"\\([{") != std::string::npos;
    const replay::PythonCode again = replay::readPythonCode(text + "\n# import nothing\n");
    if (!isOpen
        && (again.imports.size() != code.imports.size()
            || again.doubts.size() != code.doubts.size()))
        std::abort();
    return 0;
}
