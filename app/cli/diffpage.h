// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/git/snapshot.h"

#include <string>

namespace postern::cli {

/// One page that loads nothing: the graph with what came, went and changed, and all of it in words.
std::string diffPage(const git::SnapshotDiff &diff,
                     const std::string &before,
                     const std::string &after);

/// The same graph in Graphviz's language.
std::string diffDot(const git::SnapshotDiff &diff);

} // namespace postern::cli
