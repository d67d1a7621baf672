// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/history/gitcommit.h"

#include "engine/base/error.h"
#include "engine/base/pathtext.h"
#include "engine/store/atomicfile.h"
#include "engine/store/filetimes.h"

#include <algorithm>
#include <cstdint>
#include <optional>
#include <string_view>
#include <system_error>

namespace fs = std::filesystem;

namespace postern::history {

namespace {

constexpr std::size_t kMostOfReference = 4'096;
constexpr std::size_t kMostOfPacked = 8 * 1024 * 1024;
constexpr std::size_t kMostOfIndex = 32 * 1024 * 1024;

std::string readOr(const fs::path &file, std::size_t limit)
{
    try {
        return store::readFile(file, limit);
    } catch (const Error &) {
        return {};
    }
}

std::string firstLine(const std::string &text)
{
    std::string line = text.substr(0, text.find('\n'));
    while (!line.empty() && (line.back() == '\r' || line.back() == ' '))
        line.pop_back();
    return line;
}

bool isCommitId(std::string_view text)
{
    constexpr std::size_t kSha1 = 40;
    constexpr std::size_t kSha256 = 64;
    return (text.size() == kSha1 || text.size() == kSha256)
           && text.find_first_not_of("0123456789abcdef") == std::string_view::npos;
}

/// Where a repository keeps what is this working tree's, and what all of its trees share.
struct Repository
{
    fs::path root; ///< the working tree
    fs::path own;
    fs::path shared;
};

std::optional<Repository> repositoryOf(fs::path folder)
{
    std::error_code unknown;
    for (;; folder = folder.parent_path()) {
        const fs::path git = folder / ".git";
        if (fs::is_directory(git, unknown))
            return Repository{folder, git, git};
        constexpr std::string_view kMark = "gitdir: ";
        const std::string line = firstLine(readOr(git, kMostOfReference));
        if (line.starts_with(kMark)) { // of a linked working tree, or a submodule
            const fs::path own = (folder / line.substr(kMark.size())).lexically_normal();
            const std::string shared = firstLine(readOr(own / "commondir", kMostOfReference));
            return Repository{folder, own, shared.empty() ? own : (own / shared).lexically_normal()};
        }
        if (folder == folder.parent_path())
            return std::nullopt;
    }
}

std::string packedReference(const fs::path &file, const std::string &name)
{
    const std::string text = readOr(file, kMostOfPacked);
    const std::string wanted = " " + name + "\n";
    const std::size_t found = text.find(wanted);
    if (found == std::string::npos)
        return {};
    const std::size_t start = text.rfind('\n', found) + 1; // npos + 1 is 0
    return text.substr(start, found - start);
}

std::string headOf(const Repository &repository)
{
    constexpr std::string_view kReference = "ref: ";
    std::string line = firstLine(readOr(repository.own / "HEAD", kMostOfReference));
    constexpr int kMostSteps = 5; // references that name references
    for (int step = 0; step < kMostSteps && line.starts_with(kReference); ++step) {
        const std::string name = line.substr(kReference.size());
        if (name.find("..") != std::string::npos || !name.starts_with("refs/"))
            return {};
        line = firstLine(readOr(repository.shared / name, kMostOfReference));
        if (line.empty())
            line = packedReference(repository.shared / "packed-refs", name);
    }
    return isCommitId(line) ? line : std::string();
}

/// Reads git's index, versions 2 and 3: what it knew of each file when it last looked.
class IndexReader
{
public:
    explicit IndexReader(std::string bytes)
        : m_bytes(std::move(bytes))
    {}

    /// Whether a file below the folder (relative to the working tree, "" for all of it) isn't as the
    /// index says. What can't be read is taken for unchanged.
    bool differs(const fs::path &root, const std::string &folder, std::size_t hashBytes)
    {
        constexpr std::size_t kHeader = 12;
        if (m_bytes.size() < kHeader || !m_bytes.starts_with("DIRC"))
            return false;
        m_at = 4;
        const std::uint32_t version = number();
        const std::uint32_t count = number();
        if (version != 2 && version != 3)
            return false;
        constexpr std::uint32_t kMostFiles = 100'000;
        for (std::uint32_t entry = 0; entry < std::min(count, kMostFiles) && isInside(); ++entry) {
            if (entryDiffers(root, folder, hashBytes))
                return true;
        }
        return false;
    }

private:
    bool isInside() const { return m_at < m_bytes.size(); }

    std::uint32_t number(std::size_t bytes = 4)
    {
        constexpr unsigned kByte = 8;
        std::uint32_t value = 0;
        for (std::size_t i = 0; i < bytes; ++i, ++m_at)
            value = value << kByte
                    | (isInside() ? static_cast<unsigned char>(m_bytes[m_at]) : std::uint32_t(0));
        return value;
    }

    bool entryDiffers(const fs::path &root, const std::string &folder, std::size_t hashBytes)
    {
        const std::size_t start = m_at;
        m_at += 8; // when its metadata changed
        const std::uint32_t seconds = number();
        const std::uint32_t nanoseconds = number();
        m_at += 20; // device, inode, mode, owner, group
        const std::uint32_t size = number();
        m_at += hashBytes;
        const std::uint32_t flags = number(2);
        constexpr std::uint32_t kExtended = 0x4000;
        if ((flags & kExtended) != 0)
            m_at += 2;
        const std::size_t end = m_bytes.find('\0', m_at);
        if (end == std::string::npos) {
            m_at = m_bytes.size();
            return false;
        }
        const std::string name = m_bytes.substr(m_at, end - m_at);
        constexpr std::size_t kAlignment = 8;
        m_at = start + ((end - start) / kAlignment + 1) * kAlignment;
        if (!name.starts_with(folder) || name.find("..") != std::string::npos)
            return false;
        const std::optional<store::FileTimes> now = store::fileTimes(root / name);
        if (!now)
            return true;
        return static_cast<std::uint32_t>(now->size) != size
               || static_cast<std::uint32_t>(now->seconds) != seconds
               || (nanoseconds != 0 && static_cast<std::uint32_t>(now->nanoseconds) != nanoseconds);
    }

    const std::string m_bytes;
    std::size_t m_at = 0;
};

} // namespace

GitCommit gitCommitOf(const fs::path &folder)
{
    const std::optional<Repository> repository = repositoryOf(folder);
    if (!repository)
        return {};
    GitCommit commit;
    commit.id = headOf(*repository);
    std::string below = pathText(folder.lexically_relative(repository->root).generic_string());
    below = below == "." ? std::string() : below + "/";
    commit.isDirty = IndexReader(readOr(repository->own / "index", kMostOfIndex))
                         .differs(repository->root,
                                  below,
                                  std::max<std::size_t>(commit.id.size(), 40) / 2);
    return commit;
}

} // namespace postern::history
