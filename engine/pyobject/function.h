// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/pyobject/hostobject.h"
#include "engine/pyobject/work.h"

namespace postern::pyobject {

/// A native function, bound to `self` when it is a method.
class Function final : public HostObject
{
public:
    using Native = Object (*)(Runtime &, const Object &self, Arguments &);

    Function(std::string_view name,
             Native native,
             Object self = {},
             std::string_view type = "builtin_function_or_method")
        : m_name(name)
        , m_native(native)
        , m_self(std::move(self))
        , m_type(type)
    {}

    std::string_view typeName() const override { return m_type; }
    std::string repr() const override;
    bool callable() const override { return true; }
    Object call(Runtime &runtime, Arguments &arguments) override
    {
        arguments.method = m_name;
        arguments.owner = &m_self;
        countMethod(m_name, m_self, arguments);
        Object result = m_native(runtime, m_self, arguments);
        countResult(result);
        return result;
    }
    Object attribute(Runtime &, std::string_view name) override;
    bool equals(const HostObject &other) const override;

private:
    std::string_view m_name;
    Native m_native;
    Object m_self;
    std::string_view m_type;
};

} // namespace postern::pyobject
