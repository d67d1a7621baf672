// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/pyobject/hostobject.h"

namespace postern::pyobject {

/// What of a dict is walked over.
enum class DictPart : std::uint8_t { Keys, Values, Items };

/// Whether Python's iter() takes it.
bool isIterable(const Object &object);
/// len(); nothing when it has none.
std::optional<std::int64_t> lengthOf(Runtime &runtime, const Object &object);
/// iter(x) as an object. Throws TypeError "'int' object is not iterable".
Object iteratorOf(Runtime &runtime, const Object &object);
Object dictIterator(const Object &dict, DictPart part, bool reversed);
/// reversed(x); Missing when it can't be reversed.
Object reversedOf(Runtime &runtime, const Object &object);
/// list(x)
Objects listOf(Runtime &runtime, const Object &object);

/// Walks over anything iterable, quickly over lists. Sees changes made meanwhile as Python does.
/// The constructor throws TypeError "'int' object is not iterable".
class Loop
{
public:
    Loop(Runtime &runtime, const Object &iterable);

    bool next(Object &item);

private:
    Runtime &m_runtime;
    Object m_source; ///< a list, tuple or range walked by position, else an Iterator
    std::size_t m_position = 0;
};

} // namespace postern::pyobject
