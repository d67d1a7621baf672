// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/base/value.h"
#include "engine/store/redactpattern.h"

#include <cstddef>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace postern::history {

/// What an event's values and texts become before they are kept: bounded, without secrets, and large
/// ones by reference, so that what goes from node to node is there once.
///
/// A value's place in what is kept is a tuple with the value, the hash of a blob as bytes, or a dict of
/// such places by member.
class Keeper
{
public:
    /// Keeps a blob, gives its hash.
    using Put = std::function<std::string(std::string_view bytes)>;

    /// `pattern` may be null; must outlive this.
    Keeper(const store::RedactPattern *pattern, Put put)
        : m_pattern(pattern)
        , m_put(std::move(put))
    {}

    Value place(const Value &value);
    /// The same of a text that isn't a value's.
    Value place(std::string_view text);
    /// A short text: a message, a name.
    std::string text(std::string_view text);
    /// Without secrets, and within bounds.
    Value clean(const Value &value);

    /// Whether something was too large to be kept as a whole, since the last time that was asked.
    bool takeCut() { return std::exchange(m_isCut, false); }

private:
    Value placeClean(const Value &value, bool byMember);

    const store::RedactPattern *m_pattern;
    Put m_put;
    bool m_isCut = false;
};

/// Gives the value that is kept as a blob, by its hash.
using BlobSource = std::function<Value(std::string_view hash)>;
/// Gives the value of such a place. Throws Error InvalidInput for what is no place.
Value valueAt(const Value &place, const BlobSource &get);

} // namespace postern::history
