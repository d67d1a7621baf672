// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <filesystem>
#include <string>
#include <utility>
#include <vector>

namespace postern::python {

/// The program behind a shim of pyenv, by pyenv's own rules: PYENV_VERSION, then .python-version of
/// the folder or of one above it, then the global version. Anything else, and a version that isn't
/// a folder of pyenv's, gives the program back. A shim is a shell script that takes longer to find
/// its Python than Python takes to start.
std::filesystem::path behindPyenv(
    const std::filesystem::path &program,
    const std::filesystem::path &folder,
    const std::vector<std::pair<std::string, std::string>> &environment);

} // namespace postern::python
