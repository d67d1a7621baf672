// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <string>
#include <vector>

namespace postern::conformance {

/// `postern-conformance jinja`: renders cases recorded from Jinja2 and tells what differs.
/// Arguments are files of cases, one JSON object a line; --messages compares the sentences and
/// lines of errors too; --floor N is content with N cases passing. Returns 0 when all passed.
int runJinja(const std::vector<std::string> &arguments);

} // namespace postern::conformance
