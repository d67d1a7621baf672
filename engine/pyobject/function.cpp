// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/pyobject/function.h"

#include "engine/pyobject/operators.h"

namespace postern::pyobject {

std::string Function::repr() const
{
    if (m_type == "type")
        return "<class '" + std::string(m_name) + "'>";
    if (m_type == "function")
        return "<function " + std::string(m_name) + " at " + addressOf(this) + ">";
    if (m_self.isMissing())
        return "<built-in function " + std::string(m_name) + ">";
    return "<built-in method " + std::string(m_name) + " of " + pyobject::typeName(m_self)
           + " object at " + addressOf(this) + ">";
}

Object Function::attribute(Runtime &, std::string_view name)
{
    if (name == "__name__" || name == "__qualname__")
        return Object::string(m_name);
    if (name == "__self__" && !m_self.isMissing())
        return m_self;
    return {};
}

bool Function::equals(const HostObject &other) const
{
    const auto *function = dynamic_cast<const Function *>(&other);
    return function != nullptr && function->m_native == m_native && function->m_self.same(m_self);
}

} // namespace postern::pyobject
