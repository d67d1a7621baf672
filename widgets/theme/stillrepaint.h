// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QImage>
#include <QPointer>
#include <QWidget>

namespace postern::theme {

/// While it lives, a widget and all that is in it change without being painted; in the end the
/// pixels that became others are painted, and no more. What is moved or filled anew is otherwise
/// painted in full, though most of it looks as before, and a remote desktop has to send it.
///
/// What waits for the event loop, as a layout does, has to be done before its end.
class StillRepaint final
{
public:
    explicit StillRepaint(QWidget &widget);
    ~StillRepaint();

    StillRepaint(const StillRepaint &) = delete;
    StillRepaint &operator=(const StillRepaint &) = delete;

private:
    QImage picture() const;

    const QPointer<QWidget> m_widget;
    const bool m_isActive;
    QImage m_before;
};

} // namespace postern::theme
