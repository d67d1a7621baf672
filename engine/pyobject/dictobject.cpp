// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/pyobject/dictobject.h"

#include "engine/pyobject/convert.h"
#include "engine/pyobject/hostobject.h"
#include "engine/pyobject/operators.h"
#include "engine/pyobject/pyerror.h"
#include "engine/pyobject/undefined.h"
#include "engine/pyobject/walk.h"
#include "engine/pyobject/work.h"

#include <cmath>
#include <functional>

namespace postern::pyobject {

namespace {

constexpr std::size_t kSmall = 8; ///< up to here a plain walk is quicker than an index
constexpr std::size_t kNowhere = static_cast<std::size_t>(-1);

std::size_t mix(std::uint64_t bits)
{
    bits ^= bits >> 33;
    bits *= 0xff51afd7ed558ccdULL;
    bits ^= bits >> 33;
    return static_cast<std::size_t>(bits);
}

std::size_t hashSequence(const Objects &items)
{
    constexpr int kMostDepth = 1'000;
    const Walk level(items.size(), kMostDepth, "maximum recursion depth exceeded");
    std::size_t hash = 0x345678;
    for (const Object &item : items)
        hash = mix(hash ^ hashOf(item)) + 97531;
    return hash;
}

} // namespace

std::size_t hashOf(std::string_view text)
{
    return std::hash<std::string_view>{}(text);
}

std::size_t hashOf(const Object &object)
{
    switch (object.kind()) {
    case Kind::Missing:
    case Kind::None:
        return 0x9e3779b9;
    case Kind::Bool:
        return mix(object.asBool() ? 1 : 0);
    case Kind::Int:
        return mix(static_cast<std::uint64_t>(object.asInt()));
    case Kind::Float: {
        const double value = object.asFloat();
        if (value >= -0x1p63 && value < 0x1p63 && value == std::trunc(value))
            return mix(static_cast<std::uint64_t>(static_cast<std::int64_t>(value)));
        // Huge floats may equal big integers, which hash by their double.
        return std::hash<double>{}(value);
    }
    case Kind::BigInt:
        return std::hash<double>{}(toDouble(object));
    case Kind::Str: {
        const auto &string = object.as<StringObject>();
        if (string.hash == 0)
            string.hash = hashOf(std::string_view(string.text));
        return string.hash;
    }
    case Kind::Bytes:
        return hashOf(std::string_view(object.as<BytesObject>().data)) + 1;
    case Kind::Tuple:
        return hashSequence(object.items());
    case Kind::Range:
        return mix(static_cast<std::uint64_t>(object.as<RangeObject>().count));
    case Kind::Undefined:
        if (object.as<UndefinedObject>().type == UndefinedKind::Strict)
            object.as<UndefinedObject>().fail();
        return 0x51ed270b;
    case Kind::Host:
        if (object.as<HostObject>().hashable())
            return object.as<HostObject>().hash();
        break;
    default:
        break;
    }
    throw PyError("TypeError", "unhashable type: '" + typeName(object) + "'");
}

void DictObject::convert()
{
    m_lazy = false;
    const Value source = std::exchange(m_source, {});
    const Dict &members = source.asDict();
    m_entries.reserve(members.size());
    for (const auto &[key, value] : members) {
        Object converted = toObject(key);
        const std::size_t hash = hashOf(converted);
        m_entries.push_back({std::move(converted), toObject(value, m_listsAsLines), hash});
    }
    m_size = m_entries.size();
    if (m_size > kSmall)
        rebuild();
}

template<typename Matches>
std::size_t DictObject::probe(std::size_t hash, const Matches &matches) const
{
    if (m_index.empty()) {
        for (std::size_t i = 0; i < m_entries.size(); ++i) {
            if (m_entries[i].hash == hash && !m_entries[i].key.isMissing()
                && matches(m_entries[i].key))
                return i;
        }
        return kNowhere;
    }
    const std::size_t mask = m_index.size() - 1;
    constexpr std::size_t kUsual = 8; // more of them have the same hash for a reason
    std::size_t count = 0;
    for (std::size_t slot = hash & mask; m_index[slot] != 0; slot = (slot + 1) & mask) {
        const Entry &entry = m_entries[m_index[slot] - 1];
        if (++count > kUsual)
            countWork(4);
        if (entry.hash == hash && !entry.key.isMissing() && matches(entry.key))
            return m_index[slot] - 1;
    }
    return kNowhere;
}

std::size_t DictObject::locate(const Object &key, std::size_t hash) const
{
    if (key.isString())
        return locate(std::string_view(key.asString()), hash);
    return probe(hash, [&](const Object &other) { return other.same(key) || equal(other, key); });
}

std::size_t DictObject::locate(std::string_view key, std::size_t hash) const
{
    return probe(hash,
                 [&](const Object &other) { return other.isString() && other.asString() == key; });
}

Object *DictObject::find(const Object &key)
{
    load();
    const std::size_t position = locate(key, hashOf(key));
    return position == kNowhere ? nullptr : &m_entries[position].value;
}

Object DictObject::get(const Object &key)
{
    if (m_lazy && m_source.asDict().size() <= kSmall) {
        const Value *value = m_source.find(key.asString());
        if (value == nullptr)
            return {};
        // What can be changed must be the same object the next time: only a converted dict knows it.
        if (value->kind() <= Value::Kind::String)
            return toObject(*value);
    }
    const Object *value = find(key);
    return value == nullptr ? Object() : *value;
}

Object *DictObject::find(std::string_view key)
{
    load();
    const std::size_t position = locate(key, hashOf(key));
    return position == kNowhere ? nullptr : &m_entries[position].value;
}

void DictObject::set(Object key, Object value)
{
    load();
    const std::size_t hash = hashOf(key);
    const std::size_t position = locate(key, hash);
    if (position != kNowhere)
        m_entries[position].value = std::move(value);
    else
        insert(std::move(key), std::move(value), hash);
}

void DictObject::insert(Object key, Object value, std::size_t hash)
{
    m_entries.push_back({std::move(key), std::move(value), hash});
    ++m_size;
    ++m_version;
    if (m_entries.size() <= kSmall)
        return;
    if (m_entries.size() * 2 > m_index.size()) {
        rebuild();
        return;
    }
    const std::size_t mask = m_index.size() - 1;
    std::size_t slot = hash & mask;
    for (; m_index[slot] != 0; slot = (slot + 1) & mask)
        countWork(4);
    m_index[slot] = static_cast<std::uint32_t>(m_entries.size());
}

void DictObject::rebuild()
{
    std::erase_if(m_entries, [](const Entry &entry) { return entry.key.isMissing(); });
    std::size_t capacity = 32;
    while (capacity < m_entries.size() * 3)
        capacity *= 2;
    m_index.assign(capacity, 0);
    const std::size_t mask = capacity - 1;
    for (std::size_t i = 0; i < m_entries.size(); ++i) {
        std::size_t slot = m_entries[i].hash & mask;
        for (; m_index[slot] != 0; slot = (slot + 1) & mask)
            countWork(4);
        m_index[slot] = static_cast<std::uint32_t>(i + 1);
    }
}

void DictObject::removeAt(std::size_t position)
{
    m_entries[position] = {};
    --m_size;
    ++m_version;
    while (!m_entries.empty() && m_entries.back().key.isMissing() && m_index.empty())
        m_entries.pop_back();
}

std::optional<DictObject::Entry> DictObject::take(const Object &key)
{
    load();
    const std::size_t position = locate(key, hashOf(key));
    if (position == kNowhere)
        return std::nullopt;
    Entry entry = m_entries[position];
    removeAt(position);
    return entry;
}

std::optional<DictObject::Entry> DictObject::takeLast()
{
    load();
    for (std::size_t i = m_entries.size(); i-- > 0;) {
        if (m_entries[i].key.isMissing()) {
            countWork(4);
            continue;
        }
        Entry entry = m_entries[i];
        removeAt(i);
        return entry;
    }
    return std::nullopt;
}

void DictObject::clear()
{
    m_lazy = false;
    m_source = {};
    m_entries.clear();
    m_index.clear();
    m_size = 0;
    ++m_version;
}

} // namespace postern::pyobject
