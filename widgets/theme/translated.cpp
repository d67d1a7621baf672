// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "widgets/theme/translated.h"

#include <QCoreApplication>

namespace postern::theme {

QString translated(const Message &message)
{
    return QString::fromStdString(message.in([](const char *source) {
        return QCoreApplication::translate("engine", source).toStdString();
    }));
}

} // namespace postern::theme
