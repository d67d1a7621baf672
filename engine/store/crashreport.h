// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

namespace postern::store {

/// From now on a fatal signal (SEGV, ABRT, FPE, BUS, ILL; std::terminate ends in ABRT) writes
/// homeFolder()/crashes/<UTC time>-<pid>.txt and then ends the process as it would have: the
/// program's name and version, the signal, and the addresses it came from. Nothing of what the
/// program worked on is in it: no arguments, no text, no memory. The newest 20 reports stay. Nothing is sent anywhere.
///
/// `program` must live as long as the process. Without a crash nothing is made or written.
/// Call once, before threads start.
void installCrashReport(const char *program);

} // namespace postern::store
