// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QTabWidget>

class QMenu;
class QToolButton;

namespace postern::ide {

/// The tabs of open files. Their names stay readable: where there is no room for all tabs they are
/// scrolled, and a menu beside them lists them all.
class FileTabs final : public QTabWidget
{
    Q_OBJECT

public:
    explicit FileTabs(QWidget *parent = nullptr);

protected:
    void tabInserted(int index) override;
    void tabRemoved(int index) override;
    void paintEvent(QPaintEvent *event) override;

private:
    void showList();
    void fillList(QMenu *menu);

    QToolButton *const m_list; // child of this
};

} // namespace postern::ide
