// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <string>
#include <vector>

namespace postern::git {

/// What a .gitignore of flow folders lacks: caches, environments, what runs leave, files made for keys.
/// A rule counts as there when a line says the same, also as taken back ("!.env").
std::vector<std::string> missingIgnoreRules(const std::string &text);

/// The text with all of them, in the line ends that it has; and without what withFlowIgnores() added.
std::string withFlowIgnores(const std::string &text);
std::string withoutFlowIgnores(const std::string &text);

} // namespace postern::git
