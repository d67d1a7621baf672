// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QString>

#include <cstddef>

namespace postern::ide {

class Buffer;
class Session;

/// What the latest run had of the thing at a byte of a file that is being edited: the value of a
/// reference, of an input, of a template's variable. Empty when there is none, or no run yet. Reads
/// nothing but what is in memory.
QString valueHint(Session &session, const Buffer &buffer, std::size_t offset);

} // namespace postern::ide
