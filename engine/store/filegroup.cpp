// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/store/filegroup.h"

#include "engine/base/base64.h"
#include "engine/base/error.h"
#include "engine/base/json.h"
#include "engine/base/log.h"
#include "engine/base/value.h"
#include "engine/store/atomicfile.h"
#include "engine/store/home.h"

#include <algorithm>
#include <optional>
#include <system_error>
#include <vector>

namespace postern::store {

namespace fs = std::filesystem;

namespace {

using Rewrites = std::map<fs::path, Rewrite>;

/// One note at a time: whoever holds the lock has the file.
fs::path notePath()
{
    return homeFolder() / "edits" / "under-way.json";
}

fs::path noteLock()
{
    return homeFolder() / "edits" / "lock";
}

std::string noteOf(const Rewrites &files)
{
    List list;
    for (const auto &[path, texts] : files)
        list.emplace_back(List{Value(toBase64(path.string())),
                               Value(toBase64(texts.before)),
                               Value(toBase64(texts.after))});
    return json::write(Value(std::move(list)));
}

/// Nothing where it can't be read: then it wasn't written whole, and nothing else was.
std::optional<Rewrites> readNote(const fs::path &note)
{
    try {
        Rewrites files;
        const Value list = json::parse(readFile(note));
        for (const Value &item : list.asList()) {
            const List &parts = item.asList();
            const auto path = fromBase64(parts.at(0).asString());
            const auto before = fromBase64(parts.at(1).asString());
            const auto after = fromBase64(parts.at(2).asString());
            if (!path || !before || !after)
                return std::nullopt;
            files[*path] = {*before, *after};
        }
        return files;
    } catch (const std::exception &) {
        return std::nullopt;
    }
}

bool areUntouched(const Rewrites &files)
{
    return std::ranges::all_of(files, [](const auto &each) {
        const std::string now = readFile(each.first);
        return now == each.second.before || now == each.second.after;
    });
}

/// The caller has the lock.
void finish(const fs::path &note)
{
    std::error_code failed;
    if (!fs::exists(note, failed))
        return;
    if (const std::optional<Rewrites> files = readNote(note)) {
        std::string names;
        for (const auto &[path, texts] : *files)
            names += (names.empty() ? "" : ", ") + path.string();
        if (areUntouched(*files)) {
            for (const auto &[path, texts] : *files)
                writeFile(path, texts.after);
            log::write(log::Level::Info, "store", "Finished an interrupted edit of " + names + ".");
        } else {
            log::warning("store",
                         "An edit of " + names
                             + " was interrupted, and the files have changed since: look whether "
                               "they still belong together.");
        }
    }
    fs::remove(note, failed);
}

void writeNoted(const Rewrites &files)
{
    std::vector<fs::path> written;
    try {
        for (const auto &[path, texts] : files) {
            writeFile(path, texts.after);
            written.push_back(path);
        }
    } catch (const Error &) {
        for (const fs::path &path : written)
            writeFile(path, files.at(path).before);
        throw;
    }
}

} // namespace

void writeTogether(const Rewrites &files)
{
    if (files.size() < 2) {
        for (const auto &[path, texts] : files)
            writeFile(path, texts.after);
        return;
    }
    securePrivateFolder(homeFolder());
    const FileLock lock(noteLock());
    const fs::path note = notePath();
    finish(note);
    writeFile(note, noteOf(files), 0600);
    std::error_code ignored;
    try {
        writeNoted(files);
    } catch (...) {
        fs::remove(note, ignored);
        throw;
    }
    fs::remove(note, ignored);
}

void finishInterruptedWrites()
{
    try {
        std::error_code failed;
        if (!fs::exists(notePath(), failed))
            return;
        const FileLock lock(noteLock());
        finish(notePath());
    } catch (const std::exception &failure) {
        log::warning("store",
                     std::string("An interrupted edit can't be finished: ") + failure.what());
    }
}

} // namespace postern::store
