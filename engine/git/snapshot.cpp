// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/git/snapshot.h"

#include "engine/base/error.h"
#include "engine/base/offload.h"
#include "engine/base/pathtext.h"
#include "engine/flow/flowdocument.h"
#include "engine/git/program.h"
#include "engine/store/atomicfile.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <system_error>

namespace fs = std::filesystem;

namespace postern::git {

namespace {

constexpr std::size_t kMostFiles = 5000;
constexpr std::size_t kMostOfFile = 4UL * 1024 * 1024;

bool isLeftOut(std::string_view name)
{
    static constexpr std::array<std::string_view, 7>
        kNames{".git", ".postern", ".promptflow", ".runs", "__pycache__", ".venv", "node_modules"};
    return std::ranges::find(kNames, name) != kNames.end();
}

bool isLeftOutPath(std::string_view path)
{
    while (!path.empty()) {
        const std::size_t slash = std::min(path.find('/'), path.size());
        if (isLeftOut(path.substr(0, slash)))
            return true;
        path.remove_prefix(std::min(slash + 1, path.size()));
    }
    return false;
}

std::string sizeMark(std::uintmax_t size)
{
    return std::string(1, '\0') + std::to_string(size) + " bytes";
}

void chooseFlow(Snapshot &snapshot)
{
    for (const auto &[path, text] : snapshot.files) {
        if (path.find('/') == std::string::npos && flow::isFlowName(path)
            && !path.ends_with(".prompty") && snapshot.flowFile.empty())
            snapshot.flowFile = path;
    }
}

void readEntry(const fs::directory_entry &entry, const fs::path &folder, Snapshot &snapshot)
{
    const std::string path = pathText(entry.path().lexically_relative(folder));
    std::error_code failure;
    if (entry.is_symlink(failure)) {
        snapshot.files[path] = "link to " + pathText(fs::read_symlink(entry.path(), failure));
        return;
    }
    if (!entry.is_regular_file(failure))
        return;
    const std::uintmax_t size = entry.file_size(failure);
    if (size > kMostOfFile) {
        snapshot.files[path] = sizeMark(size);
        return;
    }
    try {
        snapshot.files[path] = store::readFile(entry.path(), kMostOfFile);
    } catch (const Error &error) {
        snapshot.skipped.push_back(path + ": " + error.message());
    }
}

Snapshot readFolder(const fs::path &folder)
{
    Snapshot snapshot;
    fs::recursive_directory_iterator it(folder);
    for (; it != fs::recursive_directory_iterator(); ++it) {
        if (isLeftOut(pathText(it->path().filename()))) {
            if (it->is_directory() && !it->is_symlink())
                it.disable_recursion_pending();
            continue;
        }
        if (snapshot.files.size() >= kMostFiles)
            throw Error(ErrorCode::LimitExceeded,
                        tr("'%1' holds more than %2 files.", pathText(folder), kMostFiles),
                        tr("Name a flow folder."));
        readEntry(*it, folder, snapshot);
    }
    chooseFlow(snapshot);
    return snapshot;
}

struct TreeEntry
{
    std::string path;
    std::string object;
    bool isLink = false;
    std::size_t size = 0;
};

/// What `ls-tree -r -z -l` says: "MODE TYPE OBJECT SIZE\tPATH\0".
std::vector<TreeEntry> readTree(std::string_view text)
{
    std::vector<TreeEntry> entries;
    while (!text.empty()) {
        const std::size_t end = std::min(text.find('\0'), text.size());
        std::string_view line = text.substr(0, end);
        text.remove_prefix(std::min(end + 1, text.size()));
        const std::size_t tab = line.find('\t');
        if (tab == std::string_view::npos)
            continue;
        std::vector<std::string_view> words;
        for (std::string_view head = line.substr(0, tab); !head.empty();) {
            const std::size_t blank = std::min(head.find(' '), head.size());
            if (blank > 0)
                words.push_back(head.substr(0, blank));
            head.remove_prefix(std::min(blank + 1, head.size()));
        }
        if (words.size() != 4 || words[1] != "blob")
            continue;
        TreeEntry entry{std::string(line.substr(tab + 1)), std::string(words[2]), false, 0};
        entry.isLink = words[0] == "120000";
        std::from_chars(words[3].data(), words[3].data() + words[3].size(), entry.size);
        entries.push_back(std::move(entry));
    }
    return entries;
}

/// What `cat-file --batch` says of one object after the other: "OBJECT TYPE SIZE\nDATA\n".
class BatchReader
{
public:
    explicit BatchReader(std::string_view text)
        : m_text(text)
    {}

    std::string next()
    {
        const std::size_t end = m_text.find('\n');
        if (end == std::string_view::npos)
            return {};
        const std::string_view head = m_text.substr(0, end);
        m_text.remove_prefix(end + 1);
        const std::size_t blank = head.rfind(' ');
        std::size_t size = 0;
        if (blank == std::string_view::npos || head.ends_with(" missing"))
            return {};
        std::from_chars(head.data() + blank + 1, head.data() + head.size(), size);
        size = std::min(size, m_text.size());
        std::string data(m_text.substr(0, size));
        m_text.remove_prefix(std::min(size + 1, m_text.size()));
        return data;
    }

private:
    std::string_view m_text;
};

Task<Snapshot> readRevisionFolder(Program &git, std::string tree)
{
    Snapshot snapshot;
    std::vector<std::string> ask{"ls-tree", "-r", "-z", "-l", tree};
    const std::string listing = co_await git.output(std::move(ask));
    std::vector<TreeEntry> wanted;
    Call batch;
    for (TreeEntry &entry : readTree(listing)) {
        if (isLeftOutPath(entry.path))
            continue;
        if (entry.size > kMostOfFile) {
            snapshot.files[entry.path] = sizeMark(entry.size);
            continue;
        }
        batch.input += entry.object + "\n";
        wanted.push_back(std::move(entry));
    }
    if (wanted.size() > kMostFiles)
        throw Error(ErrorCode::LimitExceeded,
                    tr("'%1' holds more than %2 files.", tree, kMostFiles),
                    tr("Name a flow folder."));
    batch.arguments = {"cat-file", "--batch"};
    batch.limit = 512UL << 20U;
    const std::string contents = co_await git.output(std::move(batch));
    BatchReader reader(contents);
    for (const TreeEntry &entry : wanted) {
        std::string text = reader.next();
        snapshot.files[entry.path] = entry.isLink ? "link to " + text : std::move(text);
    }
    chooseFlow(snapshot);
    co_return snapshot;
}

Error namesNothing(const std::string &word)
{
    return Error(ErrorCode::InvalidInput,
                 tr("'%1' is no file, no folder and nothing in a commit of this repository.", word),
                 tr("A file of a commit is REV:PATH, as in HEAD:flows/chat/flow.dag.yaml."));
}

/// REV alone means the folder itself.
std::string objectOf(const std::string &word)
{
    return word.find(':') == std::string::npos ? word + ":./" : word;
}

Task<Snapshot> readRevision(std::string word, fs::path folder, flow::Trust trust)
{
    if (word.starts_with('-'))
        throw namesNothing(word);
    Program git(std::move(folder), trust);
    const std::string object = objectOf(word);
    Call ask;
    ask.arguments = {"cat-file", "-t", object};
    const Answer type = co_await git.call(std::move(ask));
    if (!type.ok())
        throw namesNothing(word);
    if (type.output.starts_with("tree"))
        co_return co_await readRevisionFolder(git, object);
    Snapshot snapshot;
    const std::string path = object.substr(object.find(':') + 1);
    const std::string name = pathText(fs::path(path).filename());
    Call read;
    read.arguments = {"cat-file", "blob", object};
    snapshot.files[name] = co_await git.output(std::move(read));
    if (name.ends_with(".yaml") || name.ends_with(".yml"))
        snapshot.flowFile = name;
    co_return snapshot;
}

} // namespace

Task<Snapshot> readSnapshot(std::string word, fs::path folder, flow::Trust trust)
{
    const fs::path path = folder / fs::path(std::u8string(word.begin(), word.end()));
    std::error_code failure;
    Snapshot snapshot;
    if (fs::is_directory(path, failure)) {
        auto read = [path] { return readFolder(path); };
        snapshot = co_await offload(std::move(read));
    } else if (fs::exists(path, failure)) {
        snapshot = fileSnapshot(path, pathText(path.filename()));
    } else {
        snapshot = co_await readRevision(word, std::move(folder), trust);
    }
    snapshot.label = std::move(word);
    co_return snapshot;
}

Snapshot fileSnapshot(const fs::path &file, const std::string &name)
{
    Snapshot snapshot;
    snapshot.label = name;
    if (file == "/dev/null")
        return snapshot;
    snapshot.files[name] = store::readFile(file);
    if (name.ends_with(".yaml") || name.ends_with(".yml"))
        snapshot.flowFile = name;
    return snapshot;
}

} // namespace postern::git
