// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <map>
#include <string>

namespace postern::conformance {

/// The recorded cases that docs/differences.md names as not run, with the reason.
///
/// They are the rows of its tables whose first cell is one word in backticks with a slash in it:
/// `jinja/ID`, `jinja/ID#2` for the second case of that id in a file, `flows/CASE/RUN`.
const std::map<std::string, std::string> &documentedDifferences();

} // namespace postern::conformance
