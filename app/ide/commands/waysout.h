// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "engine/base/error.h"
#include "engine/flow/diagnostic.h"
#include "widgets/inspector/errorcard.h"

#include <vector>

namespace postern::ide {

class Actions;
class Session;

/// What the window offers against an error, by the kind of error it is: its commands, and a
/// sentence that names them. Where it has none the error's own hint stands, without what only
/// the command can do.
widgets::ErrorAdvice adviceFor(const Error &error, Session &session, const Actions &actions);

/// What stands against the latest run, as problems beside those of the files: gone at the next.
std::vector<flow::Diagnostic> runProblems(Session &session);
/// What loading the open flow's Python files raised, unless its run has said so.
std::vector<flow::Diagnostic> loadProblems(Session &session);
/// Those of the open flow's files, of loading them, and of its latest run.
std::vector<flow::Diagnostic> allProblems(Session &session);

/// A hint without the clauses that tell of the command's options and subcommands.
QString withoutCommands(const QString &hint);

} // namespace postern::ide
