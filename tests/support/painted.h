// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QApplication>
#include <QPaintEvent>
#include <QPixmap>
#include <QScreen>
#include <QWidget>
#include <QWindow>

namespace postern {

/// What of a window is painted from now on: all of it goes over the wire of a remote desktop. What
/// is painted into a picture, to be compared, does not.
class Painted final : public QObject
{
public:
    explicit Painted(QWidget &window)
        : m_window(window)
    {
        qApp->installEventFilter(this);
    }

    const QRegion &region() const { return m_region; }
    int area() const
    {
        int area = 0;
        for (const QRect &rect : m_region)
            area += rect.width() * rect.height();
        return area;
    }

protected:
    bool eventFilter(QObject *watched, QEvent *event) override
    {
        const bool isOnScreen = (event->type() == QEvent::UpdateRequest && watched == &m_window)
                                || (event->type() == QEvent::Expose
                                    && watched == m_window.windowHandle());
        if (isOnScreen && !m_isOnScreen) {
            m_isOnScreen = true;
            watched->event(event); // all paints of the screen come in it
            m_isOnScreen = false;
            return true;
        }
        const auto *widget = qobject_cast<QWidget *>(watched);
        if (m_isOnScreen && event->type() == QEvent::Paint && widget
            && widget->window() == &m_window)
            m_region += static_cast<QPaintEvent *>(event)->region().translated(
                widget->mapTo(&m_window, QPoint()));
        return false;
    }

private:
    QWidget &m_window;
    QRegion m_region;
    bool m_isOnScreen = false;
};

/// Whether the screen shows a window as it would be painted anew.
inline bool isOnScreen(QWidget &window)
{
    const QImage screen = window.screen()->grabWindow(window.winId()).toImage();
    return screen.convertToFormat(QImage::Format_RGB32)
           == window.grab().toImage().convertToFormat(QImage::Format_RGB32);
}

} // namespace postern
