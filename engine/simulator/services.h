// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/simulator/simulator.h"

#include <optional>
#include <string_view>

namespace postern::simulator {

/// The services beside models that tools ask: Content Safety (text:analyze), a search like Serp's
/// (GET search), an online endpoint of an open model (score). Nothing for any other path.
/// `key` is the only one accepted; empty: any.
std::optional<SimulatedAnswer> serviceAnswer(const http::Request &request, std::string_view key);

} // namespace postern::simulator
