// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/base/error.h"
#include "engine/git/program.h"
#include "engine/git/secretscan.h"
#include "engine/git/setup.h"
#include "engine/git/status.h"

#include <cstdint>
#include <cstdlib>

namespace {

/// What is refused is refused in words.
template<typename Read>
void readOrRefuse(Read read)
{
    try {
        read();
    } catch (const postern::Error &error) {
        if (error.message().empty())
            std::abort();
    }
}

} // namespace

// What git prints, lists of allowed secrets and files to look through: all of it ends, and what is found
// lies within the text.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const std::string text(reinterpret_cast<const char *>(data), size);
    postern::git::readStatus(text);
    postern::git::readLog(text);
    postern::git::readBlame(text);
    postern::git::LfsPointer pointer;
    postern::git::readLfsPointer(text, pointer);
    readOrRefuse([&] { postern::git::overruling(text); });
    postern::git::withoutCredentials(text);
    if (postern::git::withoutFlowAttributes(postern::git::withFlowAttributes(text)).size()
        > text.size() + 2)
        std::abort();
    readOrRefuse([&] { postern::git::AllowedSecrets::parse(text); });
    std::size_t end = 0;
    for (const postern::git::SecretMatch &match : postern::git::findSecrets(text)) {
        if (match.begin < end || match.end > text.size() || match.begin >= match.end)
            std::abort();
        end = match.end;
    }
    return 0;
}
