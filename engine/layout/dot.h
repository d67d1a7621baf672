// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/base/task.h"
#include "engine/layout/layout.h"

namespace postern::layout {

/// Graphviz's `dot` as a child process, with bends as layered() gives them. Throws Error
/// EnvironmentFailed when there is none or it fails; cancelling kills it.
Task<Positions> dot(Graph graph, Spacing spacing = {});

} // namespace postern::layout
