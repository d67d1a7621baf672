// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/store/privatefile.h"

#include "engine/process/descriptor.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <sys/vfs.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <system_error>

namespace postern::store {

void makePrivateFile(const std::filesystem::path &file)
{
    const std::filesystem::path folder = file.parent_path();
    std::error_code ignored;
    std::filesystem::create_directories(folder.parent_path(), ignored);
    ::mkdir(folder.c_str(), 0700);
    const process::Descriptor made(
        ::open(file.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600));
}

bool isOnNetwork(const std::filesystem::path &folder)
{
    // NFS, SMB, SMB2, CIFS, AFS, CODA, 9P (WSL), FUSE (sshfs and the like)
    constexpr std::array<std::uint32_t, 8> kKinds{0x6969,
                                                  0x517B,
                                                  0xFE534D42,
                                                  0xFF534D42,
                                                  0x5346414F,
                                                  0x73757245,
                                                  0x01021997,
                                                  0x65735546};
    struct statfs status = {};
    return ::statfs(folder.c_str(), &status) == 0
           && std::ranges::find(kKinds, static_cast<std::uint32_t>(status.f_type)) != kKinds.end();
}

} // namespace postern::store
