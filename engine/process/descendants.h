// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <sys/types.h>

#include <string>
#include <string_view>

namespace postern::process {

/// The variable by which processes are known that a child started, wherever they went.
inline constexpr std::string_view kMarkVariable = "POSTERN_CHILD";

/// A value for it that no other child of any process has.
std::string newMark();

/// SIGKILL to every process that has the mark among the variables it was started with: those that
/// left the child's process group and session, too. One that was given other variables escapes.
void killMarked(const std::string &mark);

/// The groups of running children, for a handler of signals: nothing here allocates or locks.
void rememberGroup(pid_t leader);
void forgetGroup(pid_t leader);
/// SIGKILL to all of them. May be called in a handler of signals.
void killGroups();

} // namespace postern::process
