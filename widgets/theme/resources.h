// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArray>
#include <QColor>
#include <QString>

namespace postern::theme {

/// Makes the compiled-in files known: those of a static library are not until someone asks.
void initResources();

/// The text of an icon in a colour; empty when there is no icon of that name.
QByteArray tintedSvg(const QString &name, const QColor &colour);

/// Path of a file holding tintedSvg(): style sheets take images from files only. The file lives as
/// long as the process.
QString tintedSvgFile(const QString &name, const QColor &colour);

} // namespace postern::theme
