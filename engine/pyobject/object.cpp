// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/pyobject/object.h"

#include "engine/base/utf8.h"
#include "engine/pyobject/convert.h"

#include <algorithm>

namespace postern::pyobject {

namespace {

constexpr int kDestructionDepth = 100;

/// Objects that wait to be destroyed: a chain of a million nested lists would overflow the stack.
struct Trashcan
{
    std::vector<HeapObject *> waiting;
    int depth = 0;
};

Trashcan &trashcan()
{
    thread_local Trashcan instance;
    return instance;
}

std::int64_t rangeLength(std::int64_t start, std::int64_t stop, std::int64_t step)
{
    const auto low = static_cast<std::uint64_t>(step > 0 ? start : stop);
    const auto high = static_cast<std::uint64_t>(step > 0 ? stop : start);
    if (step > 0 ? start >= stop : start <= stop)
        return 0;
    const std::uint64_t stride = step > 0 ? static_cast<std::uint64_t>(step)
                                          : 0 - static_cast<std::uint64_t>(step);
    const std::uint64_t length = (high - low - 1) / stride + 1;
    return length > INT64_MAX ? INT64_MAX : static_cast<std::int64_t>(length);
}

} // namespace

void Object::destroy(HeapObject *heap) noexcept
{
    if (heap->kind == Kind::Str) {
        delete heap;
        return;
    }
    Trashcan &can = trashcan();
    if (can.depth >= kDestructionDepth) {
        can.waiting.push_back(heap);
        return;
    }
    ++can.depth;
    delete heap;
    while (can.depth == 1 && !can.waiting.empty()) {
        HeapObject *next = can.waiting.back();
        can.waiting.pop_back();
        delete next;
    }
    --can.depth;
}

Object Object::string(std::string text)
{
    return Object(new StringObject(std::move(text), false));
}

Object Object::markup(std::string text)
{
    return Object(new StringObject(std::move(text), true));
}

Object Object::list(Objects items)
{
    return Object(new SequenceObject(Kind::List, std::move(items)));
}

Object Object::tuple(Objects items)
{
    return Object(new SequenceObject(Kind::Tuple, std::move(items)));
}

Object Object::bytes(std::string data)
{
    return Object(new BytesObject(std::move(data)));
}

bool Object::same(const Object &other) const noexcept
{
    if (m_kind != other.m_kind)
        return false;
    switch (m_kind) {
    case Kind::Missing:
    case Kind::None:
        return true;
    case Kind::Bool:
        return m_data.boolean == other.m_data.boolean;
    case Kind::Int:
        return m_data.integer == other.m_data.integer;
    case Kind::Float:
        return m_data.real == other.m_data.real;
    case Kind::Str:
        // CPython shares equal constants and short strings; which ones is its own affair.
        return m_data.heap == other.m_data.heap
               || (isMarkup() == other.isMarkup() && asString() == other.asString());
    case Kind::Tuple:
        return m_data.heap == other.m_data.heap || (items().empty() && other.items().empty());
    default:
        return m_data.heap == other.m_data.heap;
    }
}

std::size_t StringObject::length() const
{
    if (cachedLength == std::string::npos)
        cachedLength = utf8::length(text);
    return cachedLength;
}

std::size_t StringObject::byteOf(std::size_t index) const
{
    if (isAscii())
        return index;
    constexpr std::size_t kStride = 64;
    if (m_marks.empty()) {
        std::size_t at = 0;
        for (std::size_t i = 0; at < text.size(); ++i) {
            if (i % kStride == 0)
                m_marks.push_back(at);
            utf8::next(text, at);
        }
    }
    const std::size_t mark = std::min(index / kStride, m_marks.size() - 1);
    std::size_t at = m_marks[mark];
    for (std::size_t i = mark * kStride; i < index && at < text.size(); ++i)
        utf8::next(text, at);
    return at;
}

SequenceObject::~SequenceObject() = default;

void SequenceObject::convert()
{
    m_lazy = false;
    const List &source = m_source.asList();
    m_items.reserve(source.size());
    for (const Value &value : source)
        m_items.push_back(toObject(value, printsLines));
    m_source = {};
}

RangeObject::RangeObject(std::int64_t from, std::int64_t to, std::int64_t by)
    : HeapObject(Kind::Range)
    , start(from)
    , stop(to)
    , step(by)
    , count(rangeLength(from, to, by))
{}

} // namespace postern::pyobject
