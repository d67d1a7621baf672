// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "widgets/graph/graphview.h"

#include "widgets/graph/canvasgestures.h"
#include "widgets/graph/edgeitem.h"
#include "widgets/graph/geometry.h"
#include "widgets/graph/graphaccessible.h"
#include "widgets/graph/graphscene.h"
#include "widgets/graph/minimap.h"
#include "widgets/graph/nodeitem.h"
#include "widgets/theme/theme.h"

#include <QEvent>
#include <QMetaMethod>
#include <QPainter>
#include <QPixmapCache>
#include <QScrollBar>

#include <algorithm>
#include <cmath>

namespace postern::graph {

namespace {

constexpr double kLeastScale = 0.25;
constexpr double kGreatestScale = 2.0;
constexpr double kZoomStep = 1.2;
constexpr double kSceneMargin = 12;
constexpr double kDotPitch = 24;

bool hasNodes(const GraphModel &model)
{
    return !std::ranges::all_of(model.nodes, &GraphNode::isBox);
}

} // namespace

GraphView::GraphView(QWidget *parent)
    : QGraphicsView(parent)
    , m_scene(new GraphScene(this))
    , m_minimap(new Minimap(this))
    , m_gestures(std::make_unique<CanvasGestures>(*this))
{
    installGraphAccessibility();
    setScene(m_scene);
    setFrameShape(NoFrame);
    setFocusPolicy(Qt::StrongFocus);
    setViewportUpdateMode(MinimalViewportUpdate);
    setOptimizationFlags(DontSavePainterState | DontAdjustForAntialiasing);
    setTransformationAnchor(NoAnchor);
    setResizeAnchor(NoAnchor);
    setAlignment(Qt::AlignHCenter | Qt::AlignTop);
    // The view may go beyond the content, so that the content need not move when it grows; bars
    // would then always show. The map in the corner does their work.
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setAccessibleName(tr("Flow graph"));
    // Faces are cached as pixmaps, 70 kB each: the default of 10 MB holds too few of a large flow.
    constexpr int kCacheKilobytes = 96 * 1024;
    QPixmapCache::setCacheLimit(std::max(QPixmapCache::cacheLimit(), kCacheKilobytes));

    connect(m_scene, &GraphScene::arranged, this, [this] {
        updateSceneRect();
        if (m_followsContent)
            fit();
        m_minimap->renew();
    });
    connect(m_scene, &GraphScene::rearranged, this, [this](const auto &, const auto &after) {
        if (!after.places.isEmpty())
            m_followsContent = false; // what was put somewhere shall stay under the hand
    });
    connect(m_scene, &GraphScene::extended, this, [this] {
        updateSceneRect();
        m_minimap->renew();
    });
    connect(m_scene, &QGraphicsScene::selectionChanged, this, [this] {
        const QString id = selectedNode();
        const QStringList ids = selectedNodes();
        setCurrent(id.isEmpty() && ids.contains(m_current) ? m_current : id);
        fadeUnrelated();
        m_scene->revealHidden();
        if (m_isSelectingByCode)
            return;
        emit nodeSelected(id);
        emit nodesSelected(ids);
    });
}

GraphView::~GraphView()
{
    blockSignals(true); // who hears them may be half gone
    m_gestures->cancel();
    // The scene dies after this part of the view and would still tell it of its selection.
    m_scene->disconnect(this);
}

void GraphView::setGraph(const GraphModel &model)
{
    if (model == m_scene->model()) // a comment was typed: nothing to be painted
        return;
    m_gestures->cancel(); // its nodes may be gone
    const bool wasEmpty = !hasNodes(m_scene->model());
    m_scene->setModel(model);
    if (m_scene->node(m_current) == nullptr)
        m_current = selectedNode(); // it may bear another name now
    fadeUnrelated();
    if (wasEmpty || !hasNodes(model))
        viewport()->update(); // the sentence in the middle comes or goes
}

void GraphView::clear()
{
    m_gestures->cancel();
    m_scene->reset();
    m_current.clear();
    m_followsContent = true;
    m_minimap->renew();
    viewport()->update();
}

void GraphView::setNodeStatus(const QString &id, const NodeStatus &status)
{
    NodeItem *item = m_scene->node(id);
    if (item == nullptr)
        return;
    const bool isNews = item->status().state != status.state;
    item->setStatus(status);
    constexpr qint64 kBetweenAnnouncements = 1000;
    if (isNews
        && (!m_sinceAnnounced.isValid() || m_sinceAnnounced.elapsed() > kBetweenAnnouncements)) {
        m_sinceAnnounced.start();
        announceName(*this, id);
    }
}

NodeStatus GraphView::nodeStatus(const QString &id) const
{
    const NodeItem *item = m_scene->node(id);
    return item == nullptr ? NodeStatus{} : item->status();
}

void GraphView::setNodeMarks(const QString &id, const NodeMarks &marks)
{
    if (NodeItem *item = m_scene->node(id))
        item->setMarks(marks);
}

NodeMarks GraphView::nodeMarks(const QString &id) const
{
    const NodeItem *item = m_scene->node(id);
    return item == nullptr ? NodeMarks{} : item->marks();
}

void GraphView::setEdgeMarks(const QString &key, const EdgeMarks &marks)
{
    if (EdgeItem *item = m_scene->edge(key))
        item->setMarks(marks);
}

EdgeMarks GraphView::edgeMarks(const QString &key) const
{
    const EdgeItem *item = m_scene->edge(key);
    return item == nullptr ? EdgeMarks{} : item->marks();
}

void GraphView::setStale(bool stale)
{
    if (m_isStale == stale)
        return;
    m_isStale = stale;
    if (stale)
        endWire();
    viewport()->update();
}

void GraphView::setEditable(bool isEditable)
{
    m_isEditable = isEditable;
    if (!isEditable)
        endWire();
}

void GraphView::beginWire(const WireStart &start)
{
    m_gestures->beginWire(start);
}

void GraphView::setFreeInputs(QHash<QString, std::vector<Port>> inputs)
{
    if (inputs == m_scene->freeInputs())
        return;
    m_scene->setFreeInputs(std::move(inputs));
    m_gestures->renewWire();
}

void GraphView::endWireAt(const QString &id, const QString &port)
{
    m_gestures->endWireAt(id, port);
}

void GraphView::endWire()
{
    m_gestures->endWire();
}

const WireGesture *GraphView::wire() const
{
    return m_gestures->wire();
}

bool GraphView::offersAtWires() const
{
    return isSignalConnected(QMetaMethod::fromSignal(&GraphView::wireDropped));
}

void GraphView::setEmptyText(const QString &text)
{
    if (text == m_emptyText)
        return;
    m_emptyText = text;
    viewport()->update();
}

void GraphView::setCurrent(const QString &id)
{
    if (NodeItem *item = m_scene->node(m_current))
        item->setFocusRing(false);
    m_current = id;
    updateFocusRing();
    if (hasFocus())
        announceFocus(*this, id);
}

void GraphView::updateFocusRing()
{
    if (NodeItem *item = m_scene->node(m_current))
        item->setFocusRing(m_isUsedByKeyboard && hasFocus());
}

int GraphView::zoomPercent() const
{
    return static_cast<int>(std::lround(transform().m11() * 100));
}

void GraphView::setZoomPercent(int percent)
{
    m_followsContent = false;
    zoomTo(percent / 100.0, viewport()->rect().center());
}

ViewPlace GraphView::place() const
{
    return {transform().m11(), mapToScene(viewport()->rect().center()), m_followsContent};
}

void GraphView::setPlace(const ViewPlace &place)
{
    m_followsContent = place.followsContent;
    if (m_followsContent)
        return fit();
    zoomTo(place.scale, viewport()->rect().center());
    centerOn(place.centre);
}

void GraphView::lookAt(const QPointF &scenePoint)
{
    m_followsContent = false;
    centerOn(scenePoint);
}

void GraphView::fit()
{
    if (!isVisible() || viewport()->width() < 2)
        return; // there is nothing to fit into yet: showEvent comes back here
    fitInto(m_scene->contentRect());
    m_followsContent = true;
}

void GraphView::fitInto(const QRectF &content)
{
    const QRectF framed = content.adjusted(-kSceneMargin, -kSceneMargin, kSceneMargin, kSceneMargin);
    zoomTo(std::min(
               {viewport()->width() / framed.width(), viewport()->height() / framed.height(), 1.0}),
           viewport()->rect().center());
    // What is lower than the view hangs from its top, as its text begins there.
    const double seen = viewport()->height() / transform().m11();
    const double below = std::max(seen - framed.height(), 0.0);
    centerOn(framed.center().x(), framed.center().y() + below / 2);
}

void GraphView::frameSelection()
{
    QRectF selected;
    for (const QGraphicsItem *item : m_scene->selectedItems())
        selected |= item->sceneBoundingRect();
    if (selected.isEmpty())
        return fit();
    m_followsContent = false;
    fitInto(selected);
    centerOn(selected.center());
}

void GraphView::setFocusMode(bool on)
{
    m_isFocusMode = on;
    fadeUnrelated();
}

void GraphView::fadeUnrelated()
{
    m_scene->fadeAllBut(m_isFocusMode ? m_scene->related(m_current) : QSet<QString>());
}

void GraphView::actualSize()
{
    setZoomPercent(100);
}

void GraphView::zoomIn()
{
    m_followsContent = false;
    zoomTo(transform().m11() * kZoomStep, viewport()->rect().center());
}

void GraphView::zoomOut()
{
    m_followsContent = false;
    zoomTo(transform().m11() / kZoomStep, viewport()->rect().center());
}

void GraphView::tidy()
{
    const QStringList selected = selectedNodes();
    if (selected.size() > 1)
        m_scene->tidyOnly(selected);
    else
        m_scene->tidy();
}

void GraphView::zoomTo(double scale, const QPoint &anchor)
{
    scale = std::clamp(scale, kLeastScale, kGreatestScale);
    const int before = zoomPercent();
    const QPointF fixed = mapToScene(anchor);
    setTransform(QTransform::fromScale(scale, scale));
    const QPointF moved = mapToScene(anchor);
    const QPointF centre = mapToScene(viewport()->rect().center());
    updateSceneRect();
    centerOn(centre + fixed - moved);
    m_minimap->follow();
    if (zoomPercent() != before)
        emit zoomChanged(zoomPercent());
}

void GraphView::ensureNodeVisible(const QString &id)
{
    if (const NodeItem *item = m_scene->node(id))
        ensureVisible(item->sceneBoundingRect(), 16, 16);
}

void GraphView::updateSceneRect()
{
    // As far beyond the content as leaves a strip of it in sight. The view's own rectangle: the
    // scene would index all its items anew.
    constexpr double kKept = 64;
    const double scale = transform().m11();
    const double beyondX = std::max(viewport()->width() - kKept, 0.0) / scale;
    const double beyondY = std::max(viewport()->height() - kKept, 0.0) / scale;
    const QPointF corner = mapToScene(QPoint(0, 0));
    setSceneRect(m_scene->contentRect().adjusted(-beyondX, -beyondY, beyondX, beyondY));
    const QPoint moved = mapFromScene(corner); // nothing shall seem to move
    horizontalScrollBar()->setValue(horizontalScrollBar()->value() + moved.x());
    verticalScrollBar()->setValue(verticalScrollBar()->value() + moved.y());
}

void GraphView::changeEvent(QEvent *event)
{
    QGraphicsView::changeEvent(event);
    if (event->type() != QEvent::StyleChange)
        return;
    for (QGraphicsItem *item : m_scene->items())
        item->update(); // their cached pixmaps are of the former scheme
    viewport()->update();
    m_minimap->renew();
}

void GraphView::showEvent(QShowEvent *event)
{
    QGraphicsView::showEvent(event);
    if (m_followsContent)
        fit();
}

void GraphView::resizeEvent(QResizeEvent *event)
{
    QGraphicsView::resizeEvent(event);
    updateSceneRect();
    if (m_followsContent)
        fit();
    m_minimap->follow();
}

void GraphView::scrollContentsBy(int dx, int dy)
{
    QGraphicsView::scrollContentsBy(dx, dy);
    if (!hasNodes(m_scene->model()))
        viewport()->update(); // the sentence stands still
    m_minimap->follow();
}

void GraphView::drawBackground(QPainter *painter, const QRectF &rect)
{
    const theme::Tokens &theme = theme::current();
    painter->fillRect(rect, theme.bgCanvas);
    if (detailAt(transform().m11()) != Detail::Full
        || theme::currentScheme() == theme::Scheme::HighContrast)
        return;
    QList<QPointF> dots;
    const double left = std::floor(rect.left() / kDotPitch) * kDotPitch;
    const double top = std::floor(rect.top() / kDotPitch) * kDotPitch;
    for (int row = 0; top + row * kDotPitch <= rect.bottom(); ++row) {
        for (int column = 0; left + column * kDotPitch <= rect.right(); ++column)
            dots.append({left + column * kDotPitch, top + row * kDotPitch});
    }
    painter->setRenderHint(QPainter::Antialiasing, false);
    painter->setPen(screenPen(*painter, theme.bgRaised, 1));
    painter->drawPoints(dots.constData(), static_cast<int>(dots.size()));
}

void GraphView::drawForeground(QPainter *painter, const QRectF &rect)
{
    const theme::Tokens &theme = theme::current();
    m_scene->paintAbove(*painter, rect);
    if (m_isStale) {
        QColor veil = theme.bgCanvas;
        veil.setAlphaF(0.4F);
        painter->fillRect(rect, veil);
    }
    if (!hasNodes(m_scene->model()))
        paintEmptyText(*painter);
}

void GraphView::paintEmptyText(QPainter &painter) const
{
    constexpr int kLeastHeight = 48;
    QRect area = viewport()->rect().adjusted(16, 16, -16, -16);
    if (!m_scene->model().nodes.empty()) // below the boxes of inputs and outputs
        area.setTop(std::min(mapFromScene(m_scene->contentRect().bottomLeft()).y() + 16,
                             area.bottom() - kLeastHeight));
    painter.save();
    painter.resetTransform();
    painter.setFont(theme::font());
    painter.setPen(theme::current().text2);
    const int side = m_scene->model().nodes.empty() ? Qt::AlignVCenter : Qt::AlignTop;
    painter.drawText(area, Qt::AlignHCenter | side | Qt::TextWordWrap, m_emptyText);
    painter.restore();
}

} // namespace postern::graph
