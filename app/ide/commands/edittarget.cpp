// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/ide/commands/edittarget.h"

#include <QWidget>

namespace postern::ide {

EditTarget::EditTarget(QWidget *widget)
    : QObject(widget)
{}

EditTarget *EditTarget::of(const QWidget *widget)
{
    return widget ? widget->findChild<EditTarget *>({}, Qt::FindDirectChildrenOnly) : nullptr;
}

} // namespace postern::ide
