// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/pyobject/object.h"
#include "engine/pyobject/rules.h"

namespace postern::pyobject {

/// What stands for a name, attribute or item that isn't there.
struct UndefinedObject final : HeapObject
{
    UndefinedObject(UndefinedKind kindOfUndefined, std::string why, Object of, Object called)
        : HeapObject(Kind::Undefined)
        , type(kindOfUndefined)
        , hint(std::move(why))
        , object(std::move(of))
        , name(std::move(called))
    {}

    /// The sentence of the error that most uses of it raise.
    std::string message() const;
    /// Raises UndefinedError, or SecurityError when the sandbox made it.
    [[noreturn]] void fail() const;
    /// Python's str(): empty, the expression for Debug, an error for Strict.
    std::string toString() const;

    const UndefinedKind type;
    const std::string hint; ///< replaces the usual sentence
    const Object object;    ///< what lacks the attribute or item; Missing for a plain name
    const Object name;
    bool unsafe = false; ///< made by the sandbox
};

} // namespace postern::pyobject
