// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/base/value.h"

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

namespace postern::python {

/// Writes the plain-data part of pickle protocol 3, what CPython reads fastest.
///
/// The caller composes a frame from tuples and values; a handle becomes a persistent id, the pair
/// (line, slot) that its slot name holds (see handleSlot()).
class PickleWriter
{
public:
    /// Appends to `out`.
    explicit PickleWriter(std::string &out);

    void none() { m_out += 'N'; }
    void boolean(bool value);
    void integer(std::int64_t value);
    void text(std::string_view value);
    /// Throws Error NodeFailed for a handle to another worker's object.
    void value(const Value &value, int worker);
    void beginTuple() { m_out += '('; }
    void endTuple() { m_out += 't'; }
    void beginDict() { m_out += "}("; }
    void endDict() { m_out += 'u'; }
    void end() { m_out += '.'; }

    /// Whether a value held a handle: its reader needs to look objects up.
    bool hasHandles() const { return m_hasHandles; }

private:
    void bigInteger(const std::string &digits);
    void real(double value);
    void bytes(std::string_view value);
    void dateTime(const DateTime &value);
    void image(const Image &value);
    void handle(const Handle &value, int worker);
    void length(std::size_t size);

    std::string &m_out;
    bool m_hasHandles = false;
};

/// Where an object lives, as the slot name of a Handle says it: "worker.line:slot".
struct ObjectPlace
{
    int worker = 0;
    std::int64_t line = 0;
    std::string slot;
};
std::string handleSlot(const ObjectPlace &place);
/// A plain slot name ("nodes.a") leaves worker and line 0.
ObjectPlace parseHandleSlot(std::string_view slot);

/// Reads what the worker's codec writes; its marks become handles (of that worker and line),
/// dates and images. Throws Error NodeFailed when the bytes are no such pickle.
Value readPickle(std::string_view data, int worker, std::int64_t line);

} // namespace postern::python
