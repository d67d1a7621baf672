// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/base/message.h"
#include "engine/run/runspec.h"

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace postern::replay {

/// All but its inputs that a node's output depends on, and why it may be another next time.
struct Fingerprint
{
    /// Of the node as its variant has it: its tool, template, code with all that it imports from the
    /// folder, parameters, connection (but its secrets), variables and interpreter. Equal where
    /// nothing that matters has changed.
    std::string hash;
    /// Why the output may differ though nothing changed; empty: it is repeatable.
    std::vector<Message> doubts;
};
using Fingerprints = std::map<std::string, Fingerprint, std::less<>>;

/// Of the nodes of a graph's lines, by name. Reads files, unsaved texts before the disk's, and never
/// runs anything; not for the loop's thread. A node whose files can't be read has a doubt that says
/// so. Of flex flows and prompties there are none.
Fingerprints fingerprintsOf(const run::RunSpec &spec);

/// 32 bytes over these, as text.
std::string hashOf(std::string_view bytes);

} // namespace postern::replay
