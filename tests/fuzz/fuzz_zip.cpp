// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/base/error.h"
#include "engine/store/ziparchive.h"

#include <sys/mman.h>
#include <unistd.h>

#include <cstdint>
#include <cstdlib>

// Whatever the bytes are, what may be unpacked lies in the folder and is as small as was asked.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    static const int file = ::memfd_create("zip", 0);
    if (::ftruncate(file, 0) != 0 || ::pwrite(file, data, size, 0) != static_cast<ssize_t>(size))
        std::abort();
    try {
        const postern::store::ZipLimits limits{50, 1'000'000};
        const postern::store::ZipArchive archive("/proc/self/fd/" + std::to_string(file), limits);
        for (const auto &member : archive.files()) {
            const std::string path = '/' + member.path + '/';
            const bool isInside = path.find("/../") == std::string::npos
                                  && path.find("//") == std::string::npos;
            if (!isInside || member.size > limits.bytes)
                std::abort();
        }
    } catch (const postern::Error &) {
        return 0;
    }
    return 0;
}
