// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

namespace postern::theme {

/// Makes text of what an input method is composing, in whatever widget has the keyboard: to whom
/// typed it it looks like text already. For all that reads, runs, saves or closes; does nothing
/// while nothing is composed.
void commitComposition();

/// Lets commitComposition() know what is composed from now on. Once is enough.
void watchCompositions();

} // namespace postern::theme
