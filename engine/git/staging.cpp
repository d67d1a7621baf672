// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/base/error.h"
#include "engine/base/pathtext.h"
#include "engine/base/uniqueid.h"
#include "engine/git/repository.h"

#include <algorithm>
#include <optional>
#include <system_error>

namespace fs = std::filesystem;

namespace postern::git {

namespace {

fs::path nativePath(const std::string &text)
{
    return {std::u8string(text.begin(), text.end())};
}

std::string nulSeparated(const std::vector<std::string> &paths)
{
    std::string text;
    for (const std::string &path : paths)
        text += path + std::string(1, '\0');
    return text;
}

/// Throws for a path that leads out of the work tree, itself or by a link on its way.
void requireInside(const fs::path &root, const std::string &path)
{
    const fs::path relative = nativePath(path).lexically_normal();
    bool isInside = !relative.empty() && relative.is_relative() && *relative.begin() != "..";
    fs::path at = root;
    for (auto part = relative.begin(); isInside && part != relative.end(); ++part) {
        at /= *part;
        std::error_code ignored;
        const bool isLast = std::next(part) == relative.end();
        isInside = isLast || !fs::is_symlink(fs::symlink_status(at, ignored));
    }
    if (!isInside)
        throw Error(ErrorCode::Refused,
                    tr("'%1' lies outside of the repository.", path),
                    tr("Nothing was changed."));
}

/// Throws also where a folder stands in a file's place, or a file in that of its folder: git would
/// clear that away, with what is in it.
void requireDiscardable(const fs::path &root, const std::string &path)
{
    requireInside(root, path);
    std::error_code ignored;
    bool isClear = !fs::is_directory(fs::symlink_status(root / nativePath(path), ignored));
    fs::path folder = nativePath(path).parent_path();
    for (; isClear && !folder.empty(); folder = folder.parent_path()) {
        const fs::file_status status = fs::symlink_status(root / folder, ignored);
        isClear = !fs::exists(status) || fs::is_directory(status);
    }
    if (!isClear)
        throw Error(ErrorCode::Refused,
                    tr("'%1' is a folder here, or lies below a file.", path),
                    tr("Move that away first; nothing was changed."));
}

/// Whether there was something to keep.
bool keepCopy(const fs::path &root, const std::string &path, const fs::path &folder)
{
    std::error_code ignored;
    const fs::path file = root / nativePath(path);
    if (!fs::exists(fs::symlink_status(file, ignored)))
        return false;
    const fs::path kept = folder / nativePath(path);
    fs::create_directories(kept.parent_path());
    fs::copy(file, kept, fs::copy_options::copy_symlinks);
    return true;
}

void putBack(const fs::path &root, const std::string &path, const fs::path &folder)
{
    const fs::path file = root / nativePath(path);
    fs::create_directories(file.parent_path());
    fs::remove(file);
    fs::copy(folder / nativePath(path), file, fs::copy_options::copy_symlinks);
}

/// Whether git's listing has the path.
bool isListed(const std::string &listing, const std::string &path)
{
    const std::string entry = path + std::string(1, '\0');
    return listing.starts_with(entry)
           || listing.find(std::string(1, '\0') + entry) != std::string::npos;
}

std::string trimmed(std::string text)
{
    while (text.ends_with('\n') || text.ends_with('\r'))
        text.pop_back();
    return text;
}

} // namespace

Task<std::string> Repository::textOf(std::string object)
{
    Call ask;
    ask.arguments = {"cat-file", "blob", std::move(object)};
    Answer answer = co_await m_git.call(std::move(ask));
    co_return answer.ok() ? std::move(answer.output) : std::string();
}

Task<std::string> Repository::committedText(std::string path)
{
    co_return co_await textOf("HEAD:" + path);
}

Task<std::string> Repository::stagedText(std::string path)
{
    co_return co_await textOf(":" + path);
}

Task<std::string> Repository::workingText(std::string path)
{
    requireInside(m_root, path);
    std::error_code ignored;
    const fs::path file = m_root / nativePath(path);
    const fs::file_status status = fs::symlink_status(file, ignored);
    if (fs::is_symlink(status))
        co_return pathText(fs::read_symlink(file, ignored));
    if (!fs::is_regular_file(status))
        co_return std::string();
    // As git would store it: line ends and filters are its matter.
    std::vector<std::string> arguments{"hash-object", "-w", "--", std::move(path)};
    const std::string object = trimmed(co_await change(std::move(arguments)));
    co_return co_await textOf(object);
}

Task<void> Repository::stage(std::vector<std::string> paths)
{
    std::vector<std::string> arguments{"update-index", "--add", "--remove", "-z", "--stdin"};
    co_await change(std::move(arguments), nulSeparated(paths));
}

Task<void> Repository::unstage(std::vector<std::string> paths)
{
    const RepositoryStatus now = co_await status();
    if (now.commit.empty()) {
        std::vector<std::string> arguments{"update-index", "--force-remove", "-z", "--stdin"};
        co_await change(std::move(arguments), nulSeparated(paths));
        co_return;
    }
    constexpr std::size_t kAtOnce = 200;
    for (std::size_t at = 0; at < paths.size(); at += kAtOnce) {
        std::vector<std::string> arguments{"reset", "-q", "HEAD", "--"};
        const std::size_t end = std::min(at + kAtOnce, paths.size());
        arguments.insert(arguments.end(),
                         paths.begin() + static_cast<std::ptrdiff_t>(at),
                         paths.begin() + static_cast<std::ptrdiff_t>(end));
        co_await change(std::move(arguments));
    }
}

Task<void> Repository::stageText(std::string path, std::string text)
{
    requireInside(m_root, path);
    std::vector<std::string> ask{"ls-files", "-s", "-z", "--", path};
    const std::string known = co_await m_git.output(std::move(ask));
    std::error_code ignored;
    const fs::perms rights = fs::symlink_status(m_root / nativePath(path), ignored).permissions();
    const bool isProgram = (rights & fs::perms::owner_exec) != fs::perms::none;
    const std::string mode = !known.empty() ? known.substr(0, known.find(' '))
                             : isProgram    ? "100755"
                                            : "100644";
    // An empty input would be none.
    Call store;
    store.arguments = {"hash-object", "-w", "--stdin"};
    store.input = std::move(text);
    store.isReading = false;
    const std::string object = trimmed(co_await m_git.output(std::move(store)));
    std::vector<std::string> arguments{"update-index", "-z", "--index-info"};
    co_await change(std::move(arguments), mode + " " + object + "\t" + path + std::string(1, '\0'));
}

Task<std::vector<Hunk>> Repository::unstagedHunks(std::string path)
{
    const std::string staged = co_await stagedText(path);
    const std::string working = co_await workingText(path);
    co_return hunksBetween(staged, working);
}

Task<std::vector<Hunk>> Repository::stagedHunks(std::string path)
{
    const std::string committed = co_await committedText(path);
    const std::string staged = co_await stagedText(path);
    co_return hunksBetween(committed, staged);
}

Task<void> Repository::stageHunks(std::string path, std::vector<std::size_t> hunks)
{
    const std::string staged = co_await stagedText(path);
    const std::string working = co_await workingText(path);
    co_await stageText(path, withHunks(staged, working, hunks));
}

Task<void> Repository::unstageHunks(std::string path, std::vector<std::size_t> hunks)
{
    const std::string committed = co_await committedText(path);
    const std::string staged = co_await stagedText(path);
    std::vector<std::size_t> kept;
    for (std::size_t i = 0; i < hunksBetween(committed, staged).size(); ++i) {
        if (std::ranges::find(hunks, i) == hunks.end())
            kept.push_back(i);
    }
    co_await stageText(path, withHunks(committed, staged, kept));
}

Task<void> Repository::stageNode(std::string path, std::string node)
{
    const std::string staged = co_await stagedText(path);
    const std::string working = co_await workingText(path);
    co_await stageText(path, withNode(staged, working, node));
}

Task<void> Repository::unstageNode(std::string path, std::string node)
{
    const std::string committed = co_await committedText(path);
    const std::string staged = co_await stagedText(path);
    co_await stageText(path, withNode(staged, committed, node));
}

Task<DiscardBackup> Repository::discard(std::vector<std::string> paths)
{
    for (const std::string &path : paths)
        requireDiscardable(m_root, path);
    DiscardBackup backup;
    backup.folder = m_gitFolder / "postern" / "discarded" / uniqueId();
    std::vector<std::string> ask{"ls-files", "-z"};
    const std::string listing = co_await m_git.output(std::move(ask));
    std::vector<std::string> tracked;
    std::vector<std::string> others;
    for (const std::string &path : paths) {
        if (keepCopy(m_root, path, backup.folder))
            backup.paths.push_back(path);
        (isListed(listing, path) ? tracked : others).push_back(path);
    }
    std::optional<Error> failed;
    try {
        if (!tracked.empty()) {
            std::vector<std::string> arguments{"checkout-index", "-f", "-q", "-u", "-z", "--stdin"};
            co_await change(std::move(arguments), nulSeparated(tracked));
        }
    } catch (const Error &error) {
        failed = error;
    }
    if (failed) { // some may be overwritten already, and nobody would know of their copies
        for (const std::string &path : backup.paths)
            putBack(m_root, path, backup.folder);
        throw Error(*failed);
    }
    for (const std::string &path : others) {
        std::error_code ignored;
        fs::remove(m_root / nativePath(path), ignored);
    }
    co_return backup;
}

Task<void> Repository::restore(DiscardBackup backup)
{
    for (const std::string &path : backup.paths) {
        requireInside(m_root, path);
        putBack(m_root, path, backup.folder);
    }
    co_return;
}

} // namespace postern::git
