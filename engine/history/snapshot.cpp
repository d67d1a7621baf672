// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/history/snapshot.h"

#include "engine/base/log.h"
#include "engine/base/pathtext.h"
#include "engine/base/utf8.h"
#include "engine/flow/sourcefolder.h"

#include <algorithm>
#include <array>
#include <string_view>
#include <system_error>

namespace fs = std::filesystem;

namespace postern::history {

namespace {

constexpr std::size_t kMostFiles = 300;
constexpr std::size_t kMostSeen = 3'000; ///< entries of folders
constexpr std::size_t kMostOfFile = 1024 * 1024;
constexpr std::size_t kMostInAll = 8 * 1024 * 1024;
constexpr std::size_t kMostLeftOut = 100; ///< names that are told
constexpr int kDeepestFolder = 8;

bool isMade(const std::string &name)
{
    constexpr std::array<std::string_view, 9> kMade{".git",
                                                    ".venv",
                                                    "venv",
                                                    "__pycache__",
                                                    ".promptflow",
                                                    ".postern",
                                                    "node_modules",
                                                    ".runs",
                                                    ".pytest_cache"};
    return std::ranges::find(kMade, name) != kMade.end();
}

/// Whether a file is no business of a history: it is there to hold secrets.
bool isSecret(const fs::path &file)
{
    constexpr std::array<std::string_view, 6> kKeys{".pem", ".key", ".pfx", ".p12", ".kdbx", ".jks"};
    const std::string name = pathText(file.filename());
    const std::string suffix = pathText(file.extension());
    return name.starts_with(".env") || name.ends_with(".env") || name.starts_with("id_rsa")
           || std::ranges::find(kKeys, suffix) != kKeys.end();
}

class Taker
{
public:
    explicit Taker(const RunAbout &about)
        : m_sources(about.document.sources(about.trust))
        , m_location(about.document.location())
    {
        m_taken.file = pathText(m_location.file.lexically_relative(m_location.folder));
        // The flow's own text is the document's, whatever became of the file meanwhile.
        add(m_location.file, about.document.text());
    }

    FlowSnapshot take()
    {
        if (m_sources.unsaved) { // perhaps not on the disk yet
            for (const auto &[file, text] : m_sources.unsaved->files()) {
                if (flow::isInside(file, m_location.folder))
                    add(file, *text);
            }
        }
        walk(m_location.folder, 0);
        return std::move(m_taken);
    }

private:
    void walk(const fs::path &folder, int depth)
    {
        std::error_code failed;
        for (fs::directory_iterator at(folder, failed), end; !failed && at != end;
             at.increment(failed)) {
            if (++m_seen > kMostSeen)
                return;
            std::error_code unknown;
            const fs::file_status status = at->symlink_status(unknown);
            const std::string name = pathText(at->path().filename());
            if (fs::is_directory(status) && !isMade(name) && depth < kDeepestFolder)
                walk(at->path(), depth + 1);
            else if (fs::is_regular_file(status) || fs::is_symlink(status))
                read(at->path());
        }
    }

    void read(const fs::path &file)
    {
        const std::string name = nameOf(file);
        if (m_taken.files.contains(name))
            return;
        std::error_code failed;
        const std::uintmax_t size = fs::file_size(file, failed);
        if (failed)
            return; // a folder behind a link, or nothing
        if (size > kMostOfFile || isSecret(file) || !flow::isInside(file, m_location.folder))
            return leaveOut(name);
        try {
            add(file, flow::openInFolder(m_sources, file, kMostOfFile));
        } catch (const Error &) {
            leaveOut(name);
        }
    }

    void add(const fs::path &file, const std::string &bytes)
    {
        const std::string name = nameOf(file);
        if (m_taken.files.contains(name))
            return;
        if (m_taken.files.size() >= kMostFiles || m_bytes + bytes.size() > kMostInAll
            || isSecret(file))
            return leaveOut(name);
        m_bytes += bytes.size();
        m_taken.files.emplace(name, utf8::isValid(bytes) ? log::redact(bytes) : bytes);
    }

    void leaveOut(const std::string &name)
    {
        if (m_taken.leftOut.size() < kMostLeftOut)
            m_taken.leftOut.push_back(name);
    }

    std::string nameOf(const fs::path &file) const
    {
        return pathText(file.lexically_relative(m_location.folder).generic_string());
    }

    const flow::SourceFolder m_sources;
    const flow::FlowLocation &m_location;
    FlowSnapshot m_taken;
    std::size_t m_bytes = 0;
    std::size_t m_seen = 0;
};

} // namespace

FlowSnapshot takeSnapshot(const RunAbout &about)
{
    if (about.document.location().folder.empty())
        return {};
    return Taker(about).take();
}

} // namespace postern::history
