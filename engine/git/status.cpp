// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/git/status.h"

#include <algorithm>
#include <charconv>
#include <map>
#include <optional>

namespace postern::git {

namespace {

/// The part up to a sign; the rest begins after it.
std::string_view takePart(std::string_view &rest, char sign)
{
    const std::size_t end = std::min(rest.find(sign), rest.size());
    const std::string_view part = rest.substr(0, end);
    rest.remove_prefix(std::min(end + 1, rest.size()));
    return part;
}

void skipWords(std::string_view &rest, int count)
{
    for (int i = 0; i < count; ++i)
        takePart(rest, ' ');
}

template<typename Number>
Number numberOf(std::string_view text)
{
    Number number{};
    std::from_chars(text.data(), text.data() + text.size(), number);
    return number;
}

void readHead(std::string_view line, RepositoryStatus &status)
{
    const std::string_view key = takePart(line, ' ');
    if (key == "branch.oid" && line != "(initial)")
        status.commit = line;
    else if (key == "branch.head" && line != "(detached)")
        status.branch = line;
    else if (key == "branch.upstream")
        status.upstream = line;
    else if (key == "branch.ab") {
        std::string_view ahead = takePart(line, ' ');
        ahead.remove_prefix(std::min<std::size_t>(1, ahead.size()));
        line.remove_prefix(std::min<std::size_t>(1, line.size()));
        status.ahead = numberOf<int>(ahead);
        status.behind = numberOf<int>(line);
    }
}

std::optional<FileState> readTracked(char kind, std::string_view line)
{
    FileState file;
    const std::string_view states = takePart(line, ' ');
    if (states.size() != 2)
        return {};
    file.staged = states[0];
    file.unstaged = states[1];
    file.isSubmodule = takePart(line, ' ').starts_with('S');
    file.isConflict = kind == 'u';
    // Modes and objects: three and two, in conflict four and three, then of a rename how alike.
    skipWords(line, kind == 'u' ? 7 : kind == '2' ? 6 : 5);
    file.path = line;
    return file.path.empty() ? std::nullopt : std::optional(std::move(file));
}

} // namespace

bool RepositoryStatus::hasConflicts() const
{
    return std::ranges::any_of(files, &FileState::isConflict);
}

RepositoryStatus readStatus(std::string_view text)
{
    RepositoryStatus status;
    while (!text.empty()) {
        std::string_view line = takePart(text, '\0');
        if (line.size() < 3 || line[1] != ' ')
            continue;
        const char kind = line[0];
        line.remove_prefix(2);
        if (kind == '#') {
            readHead(line, status);
        } else if (kind == '?') {
            FileState file;
            file.path = line;
            file.isUntracked = true;
            status.files.push_back(std::move(file));
        } else if (kind == '1' || kind == '2' || kind == 'u') {
            auto file = readTracked(kind, line);
            std::string_view from = kind == '2' ? takePart(text, '\0') : std::string_view();
            if (!file)
                continue;
            file->movedFrom = from;
            status.files.push_back(std::move(*file));
        }
    }
    return status;
}

std::vector<Commit> readLog(std::string_view text)
{
    std::vector<Commit> commits;
    while (!text.empty()) {
        std::string_view record = takePart(text, '\0');
        while (record.starts_with('\n'))
            record.remove_prefix(1);
        if (record.empty())
            continue;
        Commit commit;
        commit.id = takePart(record, '\x1f');
        std::string_view parents = takePart(record, '\x1f');
        while (!parents.empty())
            commit.parents.emplace_back(takePart(parents, ' '));
        commit.author = takePart(record, '\x1f');
        commit.email = takePart(record, '\x1f');
        commit.date = takePart(record, '\x1f');
        commit.subject = takePart(record, '\x1f');
        while (record.ends_with('\n'))
            record.remove_suffix(1);
        commit.body = record;
        commits.push_back(std::move(commit));
    }
    return commits;
}

std::vector<BlamedLine> readBlame(std::string_view text)
{
    std::map<std::string, BlamedLine, std::less<>> known;
    std::vector<BlamedLine> lines;
    BlamedLine *now = nullptr;
    while (!text.empty()) {
        std::string_view line = takePart(text, '\n');
        if (line.starts_with('\t')) {
            if (now != nullptr)
                lines.push_back(*now);
            now = nullptr;
            continue;
        }
        const std::string_view key = takePart(line, ' ');
        if (now == nullptr) {
            now = &known.try_emplace(std::string(key)).first->second;
            now->commit = key;
        } else if (key == "author") {
            now->author = line;
        } else if (key == "summary") {
            now->subject = line;
        } else if (key == "author-time") {
            now->time = numberOf<std::int64_t>(line);
        }
    }
    return lines;
}

bool readLfsPointer(std::string_view text, LfsPointer &pointer)
{
    constexpr std::size_t kMost = 1024;
    pointer = {};
    if (text.size() > kMost || !text.starts_with("version https://git-lfs.github.com/spec/"))
        return false;
    while (!text.empty()) {
        std::string_view line = takePart(text, '\n');
        const std::string_view key = takePart(line, ' ');
        if (key == "oid")
            pointer.object = line;
        else if (key == "size")
            pointer.size = numberOf<std::uint64_t>(line);
    }
    return !pointer.object.empty();
}

} // namespace postern::git
