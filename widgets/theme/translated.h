// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "engine/base/message.h"

#include <QString>

namespace postern::theme {

/// A message of the engine in the language of the window. The only way from one to the screen:
/// its English is for the command line and the log.
QString translated(const Message &message);

} // namespace postern::theme
