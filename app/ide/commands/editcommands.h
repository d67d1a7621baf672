// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QObject>
#include <QPointer>

class QWidget;

namespace postern::ide {

class Actions;

/// Cut, Copy, Paste and Select all, done to what has the keyboard: an editor, a field of a form, a
/// list. Each is enabled while there it would do something. Also asks for the context menu there.
class EditCommands final : public QObject
{
    Q_OBJECT

public:
    EditCommands(const Actions &actions, QWidget *window);

public slots:
    /// Looks anew at what can be done: before it is shown.
    void refresh();

private:
    void follow(QWidget *focused);
    void showContextMenu();

    const Actions &m_actions;
    QWidget *const m_window;
    QPointer<QWidget> m_target; ///< what had the keyboard last, but for menus and palettes
    // What the clipboard holds; asking may wait for another program.
    bool m_hasText = false;
    bool m_hasImage = false; ///< or files, which may be images
};

} // namespace postern::ide
