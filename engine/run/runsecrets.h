// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/base/task.h"
#include "engine/run/engine.h"
#include "engine/run/runspec.h"

namespace postern::run {

/// Before anything of a run: has what its variables hold under a secret's name masked, and puts what
/// stands in vaults into the connections that the flow names.
Task<> readySecrets(Engine &engine, RunSpec &spec);

} // namespace postern::run
