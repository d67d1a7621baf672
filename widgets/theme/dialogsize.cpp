// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "widgets/theme/dialogsize.h"

#include "widgets/theme/follow.h"
#include "widgets/theme/theme.h"

#include <QDialog>
#include <QScreen>

namespace postern::theme {

namespace {
constexpr QSize kLargestDialog{900, 600}; // with text of the usual size
constexpr QSize kBesideDialog{40, 60};    // its frame, and what shows that a window is behind it
} // namespace

void sizeDialog(QDialog &dialog, const QSize &size)
{
    follow(&dialog, [&dialog, size] {
        const QSize wanted = size.boundedTo(kLargestDialog) * textScale();
        dialog.resize(wanted.boundedTo(dialog.screen()->availableSize() - kBesideDialog));
    });
}

} // namespace postern::theme
