// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QString>

namespace postern::ide {

class EnvironmentController;

/// "Python 3.11.2", or what is the matter with it, in a few words.
QString environmentSummary(const EnvironmentController &environment);
/// Which interpreter a run uses, who named it and which packages it lacks, a line each.
QString environmentDetails(const EnvironmentController &environment);
/// Which packages are missing and who asks for them, a sentence or two; empty: none.
QString missingText(const EnvironmentController &environment);
/// "Python 3.11.2 (/usr/bin/python3)"
QString interpreterName(const EnvironmentController &environment);

} // namespace postern::ide
