// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QFrame>
#include <QHash>
#include <QList>

class QDockWidget;
class QSplitter;

namespace postern::ide {

/// Panels laid over the work area of a narrow window, for as long as they have the focus. It
/// borrows the docks' contents and gives them back when it closes.
class Flyout final : public QFrame
{
    Q_OBJECT

public:
    explicit Flyout(QWidget *window);

    void open(const QList<QDockWidget *> &docks, const QRect &area);
    void giveBack();

protected:
    void keyPressEvent(QKeyEvent *event) override;

private:
    void onFocusChanged(const QWidget *now);

    QSplitter *const m_parts; // child of this
    QHash<QDockWidget *, QWidget *> m_borrowed;
};

} // namespace postern::ide
