// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/base/error.h"
#include "engine/replay/cassette.h"

#include <cstdint>
#include <cstdlib>

using namespace postern;

// What is read as a cassette is written and read again as the same.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const std::string_view text(reinterpret_cast<const char *>(data), size);
    try {
        const replay::Cassette read = replay::Cassette::parse(text, "fuzz");
        std::string written = cassetteLine(read.head);
        for (const replay::Recording &recording : read.recordings)
            written += cassetteLine(recording);
        for (const replay::GivenByNode &node : read.nodes)
            written += cassetteLine(node);
        const replay::Cassette again = replay::Cassette::parse(written, "again");
        if (again.recordings.size() != read.recordings.size()
            || again.nodes.size() != read.nodes.size() || again.isBroken)
            std::abort();
    } catch (const Error &) { // no cassette
    }
    return 0;
}
