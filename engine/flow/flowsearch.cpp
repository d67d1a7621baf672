// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/flow/flowsearch.h"

#include <algorithm>
#include <array>
#include <fstream>
#include <string>

namespace postern::flow {

namespace fs = std::filesystem;

namespace {

constexpr int kDepth = 3;
constexpr std::size_t kMostFlows = 200;
constexpr std::size_t kMostEntries = 20'000;
constexpr std::uintmax_t kLargestFlow = 4UL * 1024 * 1024;
constexpr std::uintmax_t kMostBytes = 16UL * 1024 * 1024;

bool isHidden(const std::string &name)
{
    static constexpr std::array kHidden = {"__pycache__", "node_modules", "venv"};
    return name.starts_with('.') || std::ranges::find(kHidden, name) != kHidden.end();
}

/// Breadth first, so that what a large folder costs is the far flows and not the near ones.
class Search
{
public:
    std::vector<FlowLocation> run(const fs::path &folder)
    {
        std::vector<fs::path> level{folder};
        for (int depth = 0; depth <= kDepth && !level.empty(); ++depth) {
            std::vector<fs::path> next;
            for (const fs::path &here : level) {
                if (isOver())
                    return std::move(m_found);
                lookInto(here, next);
            }
            level = std::move(next);
        }
        return std::move(m_found);
    }

private:
    bool isOver() const { return m_seen >= kMostEntries || m_found.size() >= kMostFlows; }

    void lookInto(const fs::path &folder, std::vector<fs::path> &folders)
    {
        std::error_code unreadable;
        std::vector<fs::path> files;
        const auto begin = folders.size();
        fs::directory_iterator it(folder, unreadable);
        for (; !unreadable && it != fs::directory_iterator() && m_seen < kMostEntries;
             it.increment(unreadable)) {
            ++m_seen;
            std::error_code ignored;
            if (isHidden(it->path().filename().string()) || it->is_symlink(ignored))
                continue;
            if (it->is_directory(ignored))
                folders.push_back(it->path());
            else if (it->is_regular_file(ignored) && isFlow(it->path()))
                files.push_back(it->path());
        }
        std::sort(files.begin(), files.end());
        std::sort(folders.begin() + static_cast<std::ptrdiff_t>(begin), folders.end());
        for (const fs::path &file : files) {
            if (m_found.size() >= kMostFlows)
                return;
            try {
                m_found.push_back(locateFlow(file));
            } catch (const Error &) {
                continue; // it has gone meanwhile
            }
        }
    }

    bool isFlow(const fs::path &file)
    {
        const std::string suffix = file.extension().string();
        if (isFlowName(file.filename().string()) || suffix == ".prompty")
            return true;
        return (suffix == ".yaml" || suffix == ".yml") && readsLikeFlow(file);
    }

    /// Whether a YAML file of another name has what makes a flow, at its top level in block style.
    bool readsLikeFlow(const fs::path &file)
    {
        std::error_code unknown;
        const std::uintmax_t size = fs::file_size(file, unknown);
        if (unknown || size > kLargestFlow || size > m_bytesLeft)
            return false;
        std::ifstream stream(file, std::ios::binary);
        bool hasPorts = false;
        bool hasNodes = false;
        std::string line;
        while (std::getline(stream, line)) {
            m_bytesLeft -= std::min<std::uintmax_t>(line.size() + 1, m_bytesLeft);
            if (line.starts_with("entry:") && line.find(':', 6) != std::string::npos)
                return true;
            hasPorts = hasPorts || line.starts_with("inputs:") || line.starts_with("outputs:");
            hasNodes = hasNodes || line.starts_with("nodes:");
            if (hasPorts && hasNodes)
                return true;
        }
        return false;
    }

    std::vector<FlowLocation> m_found;
    std::size_t m_seen = 0;
    std::uintmax_t m_bytesLeft = kMostBytes; ///< of files of other names, which have to be read
};

} // namespace

std::vector<FlowLocation> findFlows(const fs::path &folder)
{
    return Search().run(folder);
}

} // namespace postern::flow
