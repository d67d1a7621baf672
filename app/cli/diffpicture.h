// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/base/task.h"

#include <string>

namespace postern::cli {

/// A graph in Graphviz's language as PNG. Throws Error EnvironmentFailed without Graphviz.
Task<std::string> drawPng(std::string dot);

} // namespace postern::cli
