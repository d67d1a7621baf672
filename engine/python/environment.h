// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <filesystem>

namespace postern::python {

/// The folder of our own Python packages: POSTERN_RESOURCES/python, share/postern/python beside
/// the program's bin, or resources/python of the source tree it was built from.
/// Throws Error EnvironmentFailed when none of them is there.
std::filesystem::path resourcesFolder();

} // namespace postern::python
