// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/jinja/template.h"
#include "engine/pyobject/object.h"

#include <map>

namespace postern::jinja {

/// The names that are known everywhere: those of the options before range, dict, lipsum, cycler,
/// joiner and namespace.
class Globals
{
public:
    explicit Globals(const Options &options)
        : m_options(options)
    {}

    bool has(std::string_view name) const;
    /// Missing when there is none.
    Object find(std::string_view name);

private:
    const Options &m_options;
    std::map<std::string, Object, std::less<>> m_found;
};

} // namespace postern::jinja
