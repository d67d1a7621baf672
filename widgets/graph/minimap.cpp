// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "widgets/graph/minimap.h"

#include "widgets/graph/geometry.h"
#include "widgets/graph/graphscene.h"
#include "widgets/graph/graphview.h"
#include "widgets/graph/nodeitem.h"
#include "widgets/theme/theme.h"

#include <QMouseEvent>
#include <QPainter>

#include <algorithm>
#include <cmath>

namespace postern::graph {

namespace {

constexpr QSize kSize(120, 90);
constexpr int kInset = 4;
constexpr int kMargin = 12;

} // namespace

Minimap::Minimap(GraphView *view)
    : QWidget(view)
    , m_view(view)
{
    setObjectName("minimap");
    setAccessibleName(tr("Overview of the graph"));
    setToolTip(accessibleName());
    setFixedSize(kSize);
    setFocusPolicy(Qt::NoFocus);
    setAttribute(Qt::WA_OpaquePaintEvent);
    setCursor(Qt::ArrowCursor);
    hide();
}

void Minimap::renew()
{
    m_nodes = {};
    follow();
}

void Minimap::follow()
{
    const QRectF content = m_view->graphScene()->contentRect();
    const QRectF seen
        = m_view->mapToScene(m_view->viewport()->rect()).boundingRect().adjusted(-1, -1, 1, 1);
    const bool isNeeded = !content.isEmpty() && !seen.contains(content)
                          && m_view->viewport()->width() > 3 * kSize.width()
                          && m_view->viewport()->height() > 2 * kSize.height();
    setVisible(isNeeded);
    if (!isNeeded)
        return;
    const QRect area = m_view->viewport()->geometry();
    move(area.right() - kSize.width() - kMargin, area.bottom() - kSize.height() - kMargin);
    update();
}

void Minimap::drawNodes()
{
    const QRectF content = m_view->graphScene()->contentRect();
    const QRectF area = QRectF(rect()).adjusted(kInset, kInset, -kInset, -kInset);
    const double scale = std::min(area.width() / content.width(), area.height() / content.height());
    m_toMap = QTransform::fromTranslate(-content.center().x(), -content.center().y())
              * QTransform::fromScale(scale, scale)
              * QTransform::fromTranslate(area.center().x(), area.center().y());

    const double ratio = devicePixelRatioF();
    m_nodes = QPixmap((QSizeF(kSize) * ratio).toSize());
    m_nodes.setDevicePixelRatio(ratio);
    const theme::Tokens &theme = theme::current();
    m_nodes.fill(theme.bgPanel);
    QPainter painter(&m_nodes);
    for (const NodeItem *item : m_view->graphScene()->nodeItems()) {
        QRectF face = m_toMap.mapRect(item->sceneFace());
        face.setSize(face.size().expandedTo({1, 1})); // a thousand nodes: a pixel each
        painter.fillRect(face, kindColour(item->node().kind));
    }
    painter.setPen(theme.borderStrong);
    painter.drawRect(rect().adjusted(0, 0, -1, -1));
}

void Minimap::paintEvent(QPaintEvent *)
{
    if (m_nodes.isNull())
        drawNodes();
    QPainter painter(this);
    painter.drawPixmap(0, 0, m_nodes);
    const QRectF seen = m_toMap.mapRect(
        m_view->mapToScene(m_view->viewport()->rect()).boundingRect());
    painter.setPen(QPen(theme::current().accent, 1));
    painter.setBrush(Qt::NoBrush);
    painter.drawRect(seen.intersected(QRectF(rect()).adjusted(1, 1, -2, -2)));
}

void Minimap::mousePressEvent(QMouseEvent *event)
{
    if (event->button() == Qt::LeftButton)
        moveView(event->position());
}

void Minimap::mouseMoveEvent(QMouseEvent *event)
{
    if (event->buttons().testFlag(Qt::LeftButton))
        moveView(event->position());
}

void Minimap::moveView(const QPointF &at)
{
    if (m_nodes.isNull())
        drawNodes();
    m_view->lookAt(m_toMap.inverted().map(at));
}

} // namespace postern::graph
