// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/pyobject/object.h"

#include <optional>

namespace postern::pyobject {

/// Python's dict: hashed, members in the order of their first insertion.
/// One that came from outside converts its members when first touched.
class DictObject final : public HeapObject
{
public:
    struct Entry
    {
        Object key; ///< Missing where a member was removed
        Object value;
        std::size_t hash = 0;
    };

    using Entries = std::vector<Entry, CountedAllocator<Entry>>;

    DictObject()
        : HeapObject(Kind::Dict)
    {}
    explicit DictObject(const Value &source, bool listsAsLines = false)
        : HeapObject(Kind::Dict)
        , m_source(source)
        , m_listsAsLines(listsAsLines)
        , m_lazy(true)
    {}

    static Object make() { return Object(new DictObject); }

    std::size_t size()
    {
        load();
        return m_size;
    }
    /// Null when absent. Throws TypeError for a key that can't be hashed.
    Object *find(const Object &key);
    Object *find(std::string_view key);
    /// The value of a member by a str; Missing when absent. Converts no more than it must.
    Object get(const Object &key);
    /// Throws TypeError for a key that can't be hashed.
    void set(Object key, Object value);
    void set(std::string_view key, Object value) { set(Object::string(key), std::move(value)); }
    /// Takes the member out; nothing when absent.
    std::optional<Entry> take(const Object &key);
    std::optional<Entry> takeLast();
    void clear();

    /// Entries in order, holes included: skip those whose key is Missing.
    const Entries &entries()
    {
        load();
        return m_entries;
    }
    /// Counts structural changes, so that an iterator can notice them.
    std::uint64_t version() const { return m_version; }

private:
    void load()
    {
        if (m_lazy)
            convert();
    }
    void convert();
    std::size_t locate(const Object &key, std::size_t hash) const;
    std::size_t locate(std::string_view key, std::size_t hash) const;
    template<typename Matches>
    std::size_t probe(std::size_t hash, const Matches &matches) const;
    void insert(Object key, Object value, std::size_t hash);
    void removeAt(std::size_t position);
    void rebuild();

    Entries m_entries;
    std::vector<std::uint32_t, CountedAllocator<std::uint32_t>>
        m_index; ///< open addressing, position + 1; empty while small
    std::size_t m_size = 0;
    std::uint64_t m_version = 0;
    Value m_source;
    bool m_listsAsLines = false;
    bool m_lazy = false;
};

/// Python's hash(); throws TypeError "unhashable type: 'list'".
std::size_t hashOf(const Object &object);
std::size_t hashOf(std::string_view text);

} // namespace postern::pyobject
