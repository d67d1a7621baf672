// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/flow/flowdocument.h"

#include <string>

namespace postern::cli {

/// Throws Error InvalidFlow when `flow validate` would refuse the new text of a flow for something
/// that it wasn't refused for before. Files that nodes name may still have to be written: what is
/// wrong with those is no reason.
void requireValid(const flow::FlowDocument &before, const std::string &text);

} // namespace postern::cli
