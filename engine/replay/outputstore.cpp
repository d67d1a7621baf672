// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/base/base64.h"
#include "engine/base/log.h"
#include "engine/base/valuebytes.h"
#include "engine/replay/keptvalue.h"
#include "engine/replay/outputcache.h"
#include "engine/store/atomicfile.h"

#include <algorithm>

namespace postern::replay {

namespace {

constexpr std::size_t kMostBytes = 64UL * 1024 * 1024;

} // namespace

bool holdsObject(const Value &value)
{
    if (value.isHandle())
        return true;
    if (value.isList() || value.kind() == Value::Kind::Tuple)
        return std::ranges::any_of(value.asList(), holdsObject);
    return value.isDict() && std::ranges::any_of(value.asDict(), [](const Dict::Member &member) {
               return holdsObject(member.first) || holdsObject(member.second);
           });
}

std::optional<Value> OutputStore::find(const std::string &key)
{
    const std::scoped_lock lock(m_mutex);
    const auto found = m_entries.find(key);
    if (found == m_entries.end())
        return std::nullopt;
    found->second.used = ++m_uses;
    try {
        return valueFromBytes(found->second.bytes);
    } catch (const Error &) { // of a file that was damaged
        m_bytes -= found->second.bytes.size();
        m_entries.erase(found);
        return std::nullopt;
    }
}

void OutputStore::keep(const std::string &key, const Value &value)
{
    if (holdsObject(value))
        return;
    std::string bytes = toBytes(value);
    if (bytes.size() > kMostBytes / 8 || toBytes(log::redact(value)) != bytes)
        return;
    const std::scoped_lock lock(m_mutex);
    Entry &entry = m_entries[key];
    m_bytes += bytes.size() - entry.bytes.size();
    entry.bytes = std::move(bytes);
    entry.used = ++m_uses;
    makeRoom();
}

std::size_t OutputStore::size() const
{
    const std::scoped_lock lock(m_mutex);
    return m_entries.size();
}

void OutputStore::makeRoom()
{
    while (m_bytes > kMostBytes && m_entries.size() > 1) {
        const auto oldest = std::ranges::min_element(m_entries, {}, [](const auto &entry) {
            return entry.second.used;
        });
        m_bytes -= oldest->second.bytes.size();
        m_entries.erase(oldest);
    }
}

void OutputStore::load(const std::filesystem::path &file)
{
    std::string text;
    try {
        text = store::readFile(file, 2 * kMostBytes);
    } catch (const Error &) {
        return;
    }
    std::string_view rest = text;
    const auto nextLine = [&rest] {
        const std::size_t end = rest.find('\n');
        const std::string_view line = rest.substr(0, end);
        rest = end == std::string_view::npos ? std::string_view() : rest.substr(end + 1);
        return line;
    };
    if (nextLine() != kFirstLine)
        return;
    const std::scoped_lock lock(m_mutex);
    while (!rest.empty()) {
        const std::string_view line = nextLine();
        const std::size_t blank = line.find(' ');
        if (blank == std::string_view::npos)
            continue;
        const std::optional<std::string> bytes = fromBase64(line.substr(blank + 1));
        if (!bytes)
            continue;
        Entry &entry = m_entries[std::string(line.substr(0, blank))];
        m_bytes += bytes->size() - entry.bytes.size();
        entry.bytes = *bytes;
        entry.used = ++m_uses;
    }
    makeRoom();
}

void OutputStore::save(const std::filesystem::path &file) const
{
    std::string text(kFirstLine);
    text += '\n';
    {
        const std::scoped_lock lock(m_mutex);
        for (const auto &[key, entry] : m_entries)
            text += key + " " + toBase64(entry.bytes) + "\n";
    }
    constexpr unsigned kPrivate = 0600;
    store::WriteOptions options;
    options.mode = kPrivate;
    options.forcesMode = true;
    options.replacesLink = true;
    store::writeFile(file, text, options);
}

} // namespace postern::replay
