// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/pyobject/hostobject.h"

#include "engine/pyobject/pyerror.h"

#include <algorithm>

namespace postern::pyobject {

std::string addressOf(const HostObject *object)
{
    static constexpr std::string_view kDigits = "0123456789abcdef";
    auto value = reinterpret_cast<std::uintptr_t>(object);
    std::string digits;
    for (; value != 0; value /= 16)
        digits += kDigits[value % 16];
    std::reverse(digits.begin(), digits.end());
    return "0x" + digits;
}

std::string HostObject::repr() const
{
    std::string name(typeName());
    if (moduleName() != "builtins")
        name = std::string(moduleName()) + "." + name;
    return "<" + name + " object at " + addressOf(this) + ">";
}

Object HostObject::call(Runtime &, Arguments &)
{
    throw PyError("TypeError", "'" + std::string(typeName()) + "' object is not callable");
}

} // namespace postern::pyobject
