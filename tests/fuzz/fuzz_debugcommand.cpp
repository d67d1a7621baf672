// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/debug/command.h"

#include <cstdint>
#include <cstdlib>

// Any line is a command, or is refused with a sentence and its place.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const std::string_view line(reinterpret_cast<const char *>(data), size);
    try {
        const postern::debug::Command command
            = postern::debug::parseCommand(line, postern::Place{"script", 1, 0});
        using Kind = postern::debug::Command::Kind;
        if ((command.kind == Kind::SetInput || command.kind == Kind::SetOutput) && !command.value)
            std::abort();
        if (command.kind == Kind::Print && command.text.empty())
            std::abort();
    } catch (const postern::Error &error) {
        if (error.message().empty() || !error.place())
            std::abort();
    }
    return 0;
}
