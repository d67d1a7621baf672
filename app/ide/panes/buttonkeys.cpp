// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/ide/panes/buttonkeys.h"

#include <QCoreApplication>
#include <QKeyEvent>
#include <QPushButton>
#include <QToolButton>

namespace postern::ide {

namespace {

bool isPressedByReturn(const QObject *watched)
{
    if (const auto *push = qobject_cast<const QPushButton *>(watched))
        return !push->autoDefault() && !push->isDefault(); // those know the key themselves
    return qobject_cast<const QToolButton *>(watched) != nullptr;
}

} // namespace

bool ButtonKeys::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() != QEvent::KeyPress && event->type() != QEvent::KeyRelease)
        return false;
    const auto *key = static_cast<QKeyEvent *>(event);
    if ((key->key() != Qt::Key_Return && key->key() != Qt::Key_Enter)
        || (key->modifiers() & ~Qt::KeypadModifier) != Qt::NoModifier
        || !isPressedByReturn(watched))
        return false;
    QKeyEvent space(event->type(),
                    Qt::Key_Space,
                    Qt::NoModifier,
                    QStringLiteral(" "),
                    key->isAutoRepeat());
    QCoreApplication::sendEvent(watched, &space);
    return true;
}

} // namespace postern::ide
