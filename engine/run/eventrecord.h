// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/run/event.h"

namespace postern::run {

/// An event as `flow test --events` writes it: a dict that JSON has a form for, without secrets.
/// Values are as in the records of a run (see recordedValue()), errors as toRecord() has them.
Value eventRecord(const RunEvent &event);

} // namespace postern::run
