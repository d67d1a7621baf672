// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/check/foldertree.h"

#include "engine/base/pathtext.h"

#include <algorithm>
#include <array>
#include <string_view>
#include <system_error>
#include <utility>

namespace postern::check {

namespace {

namespace fs = std::filesystem;

constexpr std::size_t kMostEntries = 1'000'000; ///< of all folders
constexpr std::size_t kMostFiles = 2'000;       ///< of one flow
constexpr int kDeepest = 64;

/// Folders that hold no one's flows: environments, caches, what tools keep. Hidden ones are another.
bool isOthers(const fs::path &folder, std::string_view name)
{
    constexpr std::array<std::string_view, 4> kNames{"__pycache__",
                                                     "node_modules",
                                                     "site-packages",
                                                     "__pypackages__"};
    std::error_code ignored;
    return name.starts_with('.') || std::ranges::find(kNames, name) != kNames.end()
           || fs::exists(folder / "pyvenv.cfg", ignored);
}

flow::FlowKind kindOfName(std::string_view name)
{
    if (name.ends_with(".prompty"))
        return flow::FlowKind::Prompty;
    return name.starts_with("flow.flex.") ? flow::FlowKind::Flex : flow::FlowKind::Dag;
}

class TreeWalk
{
public:
    explicit TreeWalk(fs::path root)
        : m_root(std::move(root))
    {}

    FolderTree walk()
    {
        walkFolder(m_root, {}, 0);
        std::ranges::sort(m_tree.flows, {}, [](const FoundFlow &flow) {
            return std::pair(pathText(flow.location.folder), pathText(flow.location.file));
        });
        for (FoundFlow &flow : m_tree.flows) {
            if (flow.location.kind != flow::FlowKind::Prompty)
                flow.files = m_filesOf[flow.location.folder];
            std::ranges::sort(flow.files);
        }
        std::ranges::stable_sort(m_tree.skipped, {}, &SkippedPath::path);
        return std::move(m_tree);
    }

private:
    void skip(const fs::path &path, Message reason)
    {
        m_tree.skipped.push_back({pathText(path.lexically_relative(m_root)), std::move(reason)});
    }

    /// The entries of a folder by name.
    std::vector<fs::directory_entry> entriesOf(const fs::path &folder)
    {
        std::vector<fs::directory_entry> entries;
        std::error_code failure;
        fs::directory_iterator at(folder, failure);
        while (!failure && at != fs::directory_iterator()) {
            if (++m_entries > kMostEntries) {
                skip(folder, tr("there are too many files; nothing more was read"));
                break;
            }
            entries.push_back(*at);
            at.increment(failure);
        }
        if (failure)
            skip(folder, tr("it can't be read: %1", failure.message()));
        std::ranges::sort(entries, {}, [](const fs::directory_entry &entry) {
            return pathText(entry.path().filename());
        });
        return entries;
    }

    /// `owner`: the flow's folder that what lies here belongs to; empty: none's.
    void walkFolder(const fs::path &folder, fs::path owner, int depth)
    {
        const std::vector<fs::directory_entry> entries = entriesOf(folder);
        std::vector<fs::path> folders;
        std::vector<fs::path> files;
        for (const fs::directory_entry &entry : entries)
            sortIn(entry, folders, files);
        for (const fs::path &file : files) {
            const std::string name = pathText(file.filename());
            const bool isPrompty = name.ends_with(".prompty");
            if (!isPrompty && !flow::isFlowName(name))
                continue;
            m_tree.flows.push_back({{folder, file, kindOfName(name)}, {}});
            if (!isPrompty)
                owner = folder;
        }
        if (!owner.empty()) {
            std::vector<fs::path> &own = m_filesOf[owner];
            const std::size_t room = kMostFiles - std::min(own.size(), kMostFiles);
            own.insert(own.end(),
                       files.begin(),
                       files.begin() + static_cast<std::ptrdiff_t>(std::min(room, files.size())));
        }
        for (const fs::path &below : folders) {
            if (m_entries > kMostEntries)
                return;
            if (depth >= kDeepest)
                skip(below, tr("it lies too deep"));
            else
                walkFolder(below, owner, depth + 1);
        }
    }

    void sortIn(const fs::directory_entry &entry,
                std::vector<fs::path> &folders,
                std::vector<fs::path> &files)
    {
        std::error_code failure;
        const std::string name = pathText(entry.path().filename());
        const fs::file_type type = entry.symlink_status(failure).type();
        if (failure) {
            skip(entry.path(), tr("it can't be read: %1", failure.message()));
        } else if (type == fs::file_type::directory) {
            if (!isOthers(entry.path(), name))
                folders.push_back(entry.path());
        } else if (type == fs::file_type::symlink) {
            sortLinkIn(entry.path(), name, files);
        } else if (type == fs::file_type::regular) {
            files.push_back(entry.path());
        } else {
            skip(entry.path(), tr("it is neither a file nor a folder"));
        }
    }

    /// A link to a file counts as the file where that lies in the tree.
    void sortLinkIn(const fs::path &link, std::string_view name, std::vector<fs::path> &files)
    {
        std::error_code failure;
        const fs::path target = fs::canonical(link, failure);
        if (failure == std::errc::too_many_symbolic_link_levels) {
            skip(link, tr("it is a link in a circle"));
        } else if (failure) {
            skip(link, tr("it is a link to nothing"));
        } else if (!flow::isInside(target, m_root)) {
            skip(link, tr("it is a link that leads out of the folder"));
        } else if (fs::is_directory(target, failure)) {
            if (!name.starts_with('.'))
                skip(link, tr("it is a link to a folder that is looked at in its own place"));
        } else if (fs::is_regular_file(target, failure)) {
            files.push_back(link);
        } else {
            skip(link, tr("it is neither a file nor a folder"));
        }
    }

    const fs::path m_root;
    FolderTree m_tree;
    std::map<fs::path, std::vector<fs::path>> m_filesOf; ///< by the flow's folder
    std::size_t m_entries = 0;
};

} // namespace

FolderTree findFlows(const fs::path &root)
{
    std::error_code failure;
    const fs::path folder = fs::canonical(root, failure);
    if (!failure && fs::is_directory(folder, failure))
        fs::directory_iterator(folder, failure);
    else if (!failure)
        failure = std::make_error_code(std::errc::not_a_directory);
    if (failure)
        throw Error(ErrorCode::FileUnreadable,
                    tr("The folder '%1' can't be read: %2.", pathText(root), failure.message()),
                    tr("Name a folder with flows in it or below."));
    return TreeWalk(folder).walk();
}

} // namespace postern::check
