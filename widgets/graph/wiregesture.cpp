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

} // namespace

WireGesture::WireGesture(GraphView &view, const QString &from, const QString &fromPort)
    : m_view(view)
    , m_from(from)
    , m_fromPort(fromPort)
    , m_targets(wireTargets(view.graphScene()->model(), from, fromPort))
{
    const NodeItem *const source = view.graphScene()->node(from);
    for (const PlacedPort &port : source->outputPorts()) {
        if (port.port.name == fromPort)
            m_type = port.port.type;
    }
    m_wire = new WireItem(source->outputAnchor(fromPort), m_type);
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

void WireGesture::light()
{
    QHash<QString, std::vector<std::size_t>> byNode;
    QSet<QString> lit{m_from};
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
    m_view.graphScene()->showWiring(lit, m_from, m_fromPort);
}

void WireGesture::placeTargets(const QString &node, const std::vector<std::size_t> &targets)
{
    NodeItem *const item = m_view.graphScene()->node(node);
    QStringList inputs;
    for (const std::size_t target : targets)
        inputs.append(m_targets[target].port.name);
    const QHash<QString, double> places = portPlaces(*item, inputs);
    const std::size_t first = m_legal.size();
    for (const std::size_t target : targets) {
        const QPointF at = item->pos() + QPointF(places.value(m_targets[target].port.name), 0);
        auto *port = new TargetItem(m_targets[target], at);
        m_view.graphScene()->addItem(port);
        m_legal.push_back({target, at, port});
    }
    std::sort(m_legal.begin() + static_cast<std::ptrdiff_t>(first),
              m_legal.end(),
              [](const Legal &a, const Legal &b) { return a.at.x() < b.at.x(); });
    const double scale = m_view.transform().m11();
    std::vector<double> rowEnds;
    for (std::size_t i = first; i < m_legal.size(); ++i) {
        const double middle = m_legal[i].at.x() * scale;
        const double half = m_legal[i].item->pillWidth() / 2 + 2;
        const auto free = std::ranges::find_if(rowEnds,
                                               [&](double end) { return end <= middle - half; });
        m_legal[i].item->setRow(static_cast<int>(free - rowEnds.begin()));
        if (free == rowEnds.end())
            rowEnds.push_back(middle + half);
        else
            *free = middle + half;
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
    if (isOverNode || !m_view.offersAtWires())
        return {};
    m_isLeft = true;
    return [view = &m_view, from = m_from, port = m_fromPort, at = pointer.scene] {
        emit view->wireDropped(from, port, at);
    };
}

std::function<void()> WireGesture::connectHeld() const
{
    const WireTarget *const target = held();
    if (target == nullptr || target->isWired)
        return {};
    return [view = &m_view,
            from = m_from,
            port = m_fromPort,
            to = target->node,
            input = target->port.name] { emit view->connectRequested(from, port, to, input); };
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
