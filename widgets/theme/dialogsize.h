// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QSize>

class QDialog;

namespace postern::theme {

/// Gives a dialog the size that it has with text of the usual size: larger with a larger text, also
/// when that is chosen while it stands, and never more than the screen has room for.
void sizeDialog(QDialog &dialog, const QSize &size);

} // namespace postern::theme
