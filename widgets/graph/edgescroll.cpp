// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "widgets/graph/edgescroll.h"

#include "widgets/graph/graphview.h"

#include <algorithm>
#include <chrono>
#include <utility>

namespace postern::graph {

namespace {

constexpr int kStrip = 16;                       // from a side, in which it scrolls
constexpr int kFarthest = 48;                    // beyond which it goes no faster
constexpr std::chrono::milliseconds kPause{100}; // each step is a picture that has to be sent

/// How far a place lies in the strip along one of two sides, or beyond; 0 between them.
int depth(int place, int length)
{
    if (place < kStrip)
        return std::max(place - kStrip, -kFarthest);
    return std::clamp(place - (length - kStrip), 0, kFarthest);
}

} // namespace

EdgeScroll::EdgeScroll(GraphView &view, std::function<void()> scrolled)
    : m_view(view)
    , m_scrolled(std::move(scrolled))
{
    m_timer.setInterval(kPause);
    m_timer.callOnTimeout([this] { scroll(); });
}

QPoint EdgeScroll::step() const
{
    const QWidget &area = *m_view.viewport();
    const QPoint at = area.mapFromGlobal(m_mouse);
    return {depth(at.x(), area.width()), depth(at.y(), area.height())};
}

void EdgeScroll::follow(const QPoint &mouse)
{
    m_mouse = mouse;
    if (step().isNull())
        m_timer.stop();
    else if (!m_timer.isActive())
        m_timer.start();
}

void EdgeScroll::scroll()
{
    const QPoint middle = m_view.viewport()->rect().center();
    m_view.lookAt(m_view.mapToScene(middle + step()));
    m_scrolled();
}

} // namespace postern::graph
