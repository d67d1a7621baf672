// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/cloud/cloudoptions.h"

#include <filesystem>

namespace postern::cli {

/// Reads how the simulator is to behave from YAML (of which JSON is a part); docs/cli.md has the
/// members. Throws Error FileUnreadable, or InvalidInput for a member that is unknown or off.
cloud::CloudOptions readSimulatorConfig(const std::filesystem::path &file);

} // namespace postern::cli
