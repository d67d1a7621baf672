// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/flow/flow.h"
#include "engine/python/worker.h"

#include <string>
#include <string_view>
#include <vector>

namespace postern::check {

/// Refuses what prompt flow refuses in a flow.flex.yaml: unknown keys, values of the wrong kind,
/// an entry that is no "module:name". Throws Error InvalidFlow whose prompt flow code is
/// SystemError/ValidationError and whose prompt flow message is the dict of all problems.
/// `data` is what the file says, references in its sample resolved.
void checkFlexSchema(const Value &data);

/// Refuses an entry with a parameter whose type is none of those an input can have (a connection, an
/// image), and an `inputs`, `outputs` or `init` of the file that doesn't name what the entry's
/// signature has. Throws Error InvalidFlow.
void checkEntry(const flow::Flow &flow, const python::EntryInfo &entry);

/// Refuses one of these sections that doesn't name what the entry's signature has. `isThere`: whether
/// the entry has such ports at all, as a function has no init. Throws Error InvalidFlow.
void checkPorts(const flow::Flow &flow,
                std::string_view section,
                const std::vector<std::string> &ports,
                bool isThere = true);

} // namespace postern::check
