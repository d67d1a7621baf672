// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/python/workerprocess.h"

#include <filesystem>
#include <string>

namespace postern::python {

/// Throws what an answer that is no result means for `node` (or for loading the tool of that
/// name): the user's exception, a crash, a cancellation. Returns on any other answer.
void throwIfFailed(const Reply &reply,
                   const WorkerProcess &worker,
                   const std::string &node,
                   const std::filesystem::path &folder);

} // namespace postern::python
