// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "widgets/graph/wiregesture.h"

#include "widgets/graph/edgeitem.h"
#include "widgets/graph/graphscene.h"
#include "widgets/graph/graphview.h"
#include "widgets/graph/nodeitem.h"
#include "widgets/graph/wireitems.h"

#include <QHash>
#include <QSet>

#include <algorithm>
#include <cmath>
#include <utility>

namespace postern::graph {

namespace {

/// Where the ports of these inputs stand on the node's upper side: those with a line where it
/// arrives, the others in the widest gaps; on the outputs each above its name.
QHash<QString, double> portPlaces(const NodeItem &node, const QStringList &inputs)
{
    QHash<QString, double> places;
    const auto &all = node.node().inputs;
    if (node.node().isBox()) {
        const double width = kNodeWidth / static_cast<double>(all.size());
        for (std::size_t i = 0; i < all.size(); ++i)
            places.insert(all[i].name, (static_cast<double>(i) + 0.5) * width);
        return places;
    }
    std::vector<double> taken{0, kNodeWidth};
    for (const PlacedPort &placed : node.inputPorts()) {
        taken.push_back(placed.centre.x());
        if (!placed.isActivate)
            places.insert(placed.names.front(), placed.centre.x());
    }
    for (const QString &input : inputs) {
        if (places.contains(input))
            continue;
        std::ranges::sort(taken);
        std::size_t widest = 1;
        for (std::size_t i = 2; i < taken.size(); ++i) {
            if (taken[i] - taken[i - 1] > taken[widest] - taken[widest - 1] + 1)
                widest = i;
        }
        const double middle = (taken[widest - 1] + taken[widest]) / 2;
        places.insert(input, middle);
        taken.push_back(middle);
    }
    return places;
}

/// The port that a wire begins at, and where it stands in the scene.
struct Beginning
{
    PortType type = PortType::Unknown;
    QPointF at;
};

Beginning beginningOf(const NodeItem &node, const WireStart &start)
{
    if (!start.isBackward()) {
        Beginning found{{}, node.outputAnchor(start.port)};
        for (const PlacedPort &port : node.outputPorts()) {
            if (port.port.name == start.port)
                found.type = port.port.type;
        }
        return found;
    }
    const bool isCondition = start.kind == WireStart::Kind::Condition;
    for (const PlacedPort &port : node.inputPorts()) {
        if (port.isActivate == isCondition && (isCondition || port.names.contains(start.port)))
            return {port.port.type, node.pos() + port.centre};
    }
    const double x = portPlaces(node, {start.port}).value(start.port, kNodeWidth / 2);
    Beginning found{{}, node.pos() + QPointF(x, 0)};
    for (const Port &port : node.node().inputs) {
        if (port.name == start.port && !isCondition)
            found.type = port.type;
    }
    return found;
}

} // namespace

WireGesture::WireGesture(GraphView &view, WireStart start)
    : m_view(view)
    , m_start(std::move(start))
{
    const Beginning beginning = beginningOf(*view.graphScene()->node(m_start.node), m_start);
    m_type = beginning.type;
    m_wire = new WireItem(beginning.at, m_type, m_start.isBackward());
    view.graphScene()->addItem(m_wire);
    light();
}

WireGesture::~WireGesture()
{
    delete m_wire;
    for (const Legal &legal : m_legal)
        delete legal.item;
    m_view.graphScene()->endWiring();
    m_view.fadeUnrelated();
}

void WireGesture::renew()
{
    const WireTarget *const before = held();
    const WireTarget kept = before ? *before : WireTarget();
    for (const Legal &legal : m_legal)
        delete legal.item;
    m_legal.clear();
    m_held = {};
    light();
    if (before != nullptr)
        holdAt(kept.node, kept.port.name);
    else
        emit m_view.wiringChanged();
}

void WireGesture::light()
{
    const GraphScene &scene = *m_view.graphScene();
    m_targets = wireTargets(withInputs(scene.model(), scene.freeInputs()), m_start);
    QHash<QString, std::vector<std::size_t>> byNode;
    QSet<QString> lit{m_start.node};
    for (std::size_t i = 0; i < m_targets.size(); ++i) {
        if (!m_targets[i].fit.isPossible())
            continue;
        byNode[m_targets[i].node].push_back(i);
        lit.insert(m_targets[i].node);
    }
    for (const WireTarget &target : m_targets) {
        if (const auto found = byNode.find(target.node); found != byNode.end()) {
            placeTargets(target.node, *found);
            byNode.erase(found);
        }
    }
    m_view.graphScene()->showWiring(lit, ownLines());
}

QSet<QString> WireGesture::ownLines() const
{
    QSet<QString> lines;
    for (const GraphEdge &edge : m_view.graphScene()->model().edges) {
        const bool isOwn = !m_start.isBackward()
                               ? edge.from == m_start.node && edge.fromPort == m_start.port
                           : m_start.kind == WireStart::Kind::Condition
                               ? edge.to == m_start.node && edge.kind == EdgeKind::Activate
                               : edge.to == m_start.node && edge.targets.contains(m_start.port);
        if (isOwn)
            lines.insert(edge.key());
    }
    return lines;
}

void WireGesture::placeTargets(const QString &node, const std::vector<std::size_t> &targets)
{
    NodeItem *const item = m_view.graphScene()->node(node);
    QStringList names;
    for (const std::size_t target : targets)
        names.append(m_targets[target].port.name);
    const QHash<QString, double> places = m_start.isBackward() ? QHash<QString, double>()
                                                               : portPlaces(*item, names);
    const std::size_t first = m_legal.size();
    for (const std::size_t target : targets) {
        const Port &port = m_targets[target].port;
        const QPointF at = m_start.isBackward() ? item->outputAnchor(port.name)
                                                : item->pos() + QPointF(places.value(port.name), 0);
        auto *mark = new TargetItem(m_targets[target], at, m_start.isBackward());
        m_view.graphScene()->addItem(mark);
        m_legal.push_back({target, at, mark});
    }
    std::sort(m_legal.begin() + static_cast<std::ptrdiff_t>(first),
              m_legal.end(),
              [](const Legal &a, const Legal &b) { return a.at.x() < b.at.x(); });
    spreadNames(*item, first);
}

void WireGesture::spreadNames(const NodeItem &node, std::size_t first)
{
    constexpr double kBetween = 4; // pixels of the screen, as all here
    const double scale = m_view.transform().m11();
    const double left = (node.x() - kColumnGap / 2) * scale;
    const double right = (node.x() + kNodeWidth + kColumnGap / 2) * scale;
    double all = 0;
    for (std::size_t i = first; i < m_legal.size(); ++i)
        all += m_legal[i].item->pillWidth() + kBetween;
    const auto rows
        = std::max<std::size_t>(static_cast<std::size_t>(std::ceil(all / (right - left))), 1);
    const std::size_t perRow = (m_legal.size() - first + rows - 1) / rows;
    for (std::size_t begin = first; begin < m_legal.size(); begin += perRow) {
        const std::size_t end = std::min(begin + perRow, m_legal.size());
        const auto row = static_cast<int>((begin - first) / perRow);
        // From the right: each as near to its port as those at its right let it be.
        std::vector<double> middles(end - begin);
        double limit = right;
        for (std::size_t i = end; i-- > begin;) {
            const double half = (m_legal[i].item->pillWidth() + kBetween) / 2;
            middles[i - begin] = std::min(m_legal[i].at.x() * scale, limit - half);
            limit = middles[i - begin] - half;
        }
        limit = left;
        for (std::size_t i = begin; i < end; ++i) {
            const double half = (m_legal[i].item->pillWidth() + kBetween) / 2;
            const double middle = std::max(middles[i - begin], limit + half);
            limit = middle + half;
            m_legal[i].item->setPlace(row, middle - m_legal[i].at.x() * scale);
        }
    }
}

std::optional<std::size_t> WireGesture::near(const QPointF &at) const
{
    constexpr double kReach = 24; // pixels of the screen
    double least = kReach / m_view.transform().m11();
    std::optional<std::size_t> best;
    for (std::size_t i = 0; i < m_legal.size(); ++i) {
        const double distance = QLineF(m_legal[i].at, at).length();
        if (distance <= least) {
            least = distance;
            best = i;
        }
    }
    return best;
}

std::optional<std::size_t> WireGesture::onFace(const QPointF &at) const
{
    std::optional<std::size_t> best;
    for (std::size_t i = 0; i < m_legal.size(); ++i) {
        const QString &node = m_targets[m_legal[i].target].node;
        if (!m_view.graphScene()->node(node)->sceneFace().contains(at))
            continue;
        if (!best || std::abs(m_legal[i].at.x() - at.x()) < std::abs(m_legal[*best].at.x() - at.x()))
            best = i;
    }
    return best;
}

void WireGesture::hold(std::optional<std::size_t> legal, const QPointF &end)
{
    const std::optional<std::size_t> target = legal ? std::optional(m_legal[*legal].target)
                                                    : std::nullopt;
    for (std::size_t i = 0; i < m_legal.size(); ++i)
        m_legal[i].item->setHeld(i == legal);
    m_wire->setEnd(legal ? m_legal[*legal].at : end, legal.has_value());
    if (m_held == target)
        return;
    m_held = target;
    emit m_view.wiringChanged();
}

QString WireGesture::hintAt(const QPointF &at) const
{
    for (const WireTarget &target : m_targets) {
        const NodeItem *const node = m_view.graphScene()->node(target.node);
        if (!target.fit.isPossible() && node->sceneFace().contains(at))
            return target.fit.why;
    }
    return {};
}

void WireGesture::moveTo(const Pointer &pointer)
{
    if (m_isLeft)
        return;
    auto legal = near(pointer.scene);
    if (!legal)
        legal = onFace(pointer.scene);
    hold(legal, pointer.scene);
    const QString hint = legal ? QString() : hintAt(pointer.scene);
    if (hint != m_hint) {
        m_hint = hint;
        emit m_view.wiringChanged();
    }
}

std::function<void()> WireGesture::finish(const Pointer &pointer)
{
    moveTo(pointer);
    if (m_held)
        return connectHeld();
    const bool isOverNode = std::ranges::any_of(m_view.graphScene()->nodeItems(),
                                                [&](const NodeItem *node) {
                                                    return node->sceneFace().contains(pointer.scene);
                                                });
    if (isOverNode || !m_view.offersAtWires() || m_start.kind == WireStart::Kind::Condition)
        return {};
    m_isLeft = true;
    return [view = &m_view, start = m_start, at = pointer.scene] {
        if (start.isBackward())
            emit view->sourceWanted(start, at);
        else
            emit view->wireDropped(start.node, start.port, at);
    };
}

std::function<void()> WireGesture::connectHeld() const
{
    const WireTarget *const target = held();
    if (target == nullptr || target->isWired)
        return {};
    return [view = &m_view, start = m_start, end = target->node, port = target->port.name] {
        switch (start.kind) {
        case WireStart::Kind::Output:
            emit view->connectRequested(start.node, start.port, end, port);
            break;
        case WireStart::Kind::Input:
            emit view->connectRequested(end, port, start.node, start.port);
            break;
        case WireStart::Kind::Condition:
            emit view->conditionRequested(end, port, start.node);
            break;
        }
    };
}

bool WireGesture::holdAt(const QString &node, const QString &port)
{
    for (std::size_t i = 0; i < m_legal.size(); ++i) {
        const WireTarget &target = m_targets[m_legal[i].target];
        if (target.node != node || target.port.name != port)
            continue;
        hold(i, {});
        return true;
    }
    return false;
}

void WireGesture::step(bool isForward)
{
    if (m_legal.empty())
        return;
    std::size_t next = isForward ? 0 : m_legal.size() - 1;
    for (std::size_t i = 0; i < m_legal.size(); ++i) {
        if (m_held == m_legal[i].target)
            next = (i + (isForward ? 1 : m_legal.size() - 1)) % m_legal.size();
    }
    m_hint.clear();
    hold(next, {});
    m_view.ensureVisible(QRectF(m_legal[next].at, QSizeF()), 60, 60);
}

} // namespace postern::graph
