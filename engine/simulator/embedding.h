// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/simulator/wire.h"

#include <string_view>
#include <vector>

namespace postern::simulator {

/// A unit vector from the words and letter triples of the text: texts that share them are near.
std::vector<float> embeddingOf(std::string_view text, std::size_t dimensions);

/// POST embeddings.
SimulatedAnswer embeddingAnswer(const Call &call);

} // namespace postern::simulator
