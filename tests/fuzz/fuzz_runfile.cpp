// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/base/error.h"
#include "engine/history/box.h"
#include "engine/history/runfile.h"

#include <cstdint>
#include <string>

// A file from anybody is refused with a sentence, or is a run that can be written again. The bytes are
// those that are packed: what is packed wrongly is refused before.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const std::string plain(reinterpret_cast<const char *>(data), size);
    try {
        const postern::history::LooseRun run = postern::history::readRunFile(
            "postern-run-1\n" + postern::history::pack(plain));
        postern::history::readRunFile(postern::history::writeRunFile(run));
    } catch (const postern::Error &) {
        return -1;
    }
    return 0;
}
