// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/pyobject/memory.h"

#include "engine/pyobject/pyerror.h"

#include <algorithm>

namespace postern::pyobject {

Memory::Limit::Limit(std::size_t bytes)
    : m_outer(std::exchange(s_most, std::min(s_most, s_held + static_cast<std::int64_t>(bytes))))
{}

void Memory::fail()
{
    throw PyError::limit("the template needs too much memory");
}

} // namespace postern::pyobject
