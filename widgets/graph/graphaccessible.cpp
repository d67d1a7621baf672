// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "widgets/graph/graphaccessible.h"

#include "widgets/graph/edgeitem.h"
#include "widgets/graph/graphscene.h"
#include "widgets/graph/graphview.h"
#include "widgets/graph/nodeitem.h"
#include "widgets/graph/wiregesture.h"
#include "widgets/graph/words.h"

#include <QAccessibleWidget>
#include <QHash>
#include <QPointer>

#include <algorithm>
#include <functional>
#include <optional>

namespace postern::graph {

namespace {

int indexOf(const GraphView &view, const QString &id)
{
    const auto &nodes = view.graphScene()->model().nodes;
    const auto found = std::ranges::find(nodes, id, &GraphNode::id);
    return found == nodes.end() ? -1 : static_cast<int>(found - nodes.begin());
}

/// Takes a line away.
const QString kDisconnect = QStringLiteral("disconnect");

/// What a port or an edge is now; none when it is gone.
struct Part
{
    QString name;
    QString description;
    QRectF area; ///< in the scene
    /// What can be done with it: a name of an action of QAccessible or "disconnect", and how.
    QList<std::pair<QString, std::function<void()>>> actions;
};

/// A port or an edge: it is asked for anew at every call, as a node is.
class PartAccessible final
    : public QAccessibleInterface
    , public QAccessibleActionInterface
{
public:
    using Find = std::function<std::optional<Part>()>;

    PartAccessible(GraphView *view, QAccessible::Id parent, Find find)
        : m_view(view)
        , m_parent(parent)
        , m_find(std::move(find))
    {}

    bool isValid() const override { return m_view && m_find().has_value(); }
    QObject *object() const override { return nullptr; }
    QAccessibleInterface *parent() const override
    {
        return QAccessible::accessibleInterface(m_parent);
    }
    QAccessibleInterface *child(int) const override { return nullptr; }
    QAccessibleInterface *childAt(int, int) const override { return nullptr; }
    int childCount() const override { return 0; }
    int indexOfChild(const QAccessibleInterface *) const override { return -1; }
    QAccessible::Role role() const override { return QAccessible::Graphic; }
    void setText(QAccessible::Text, const QString &) override {}

    QString text(QAccessible::Text kind) const override
    {
        const std::optional<Part> part = m_view ? m_find() : std::nullopt;
        if (!part || (kind != QAccessible::Name && kind != QAccessible::Description))
            return {};
        return kind == QAccessible::Name ? part->name : part->description;
    }

    QRect rect() const override
    {
        const std::optional<Part> part = m_view ? m_find() : std::nullopt;
        if (!part)
            return {};
        const QRect inView = m_view->mapFromScene(part->area).boundingRect();
        return {m_view->viewport()->mapToGlobal(inView.topLeft()), inView.size()};
    }

    QAccessible::State state() const override
    {
        QAccessible::State state;
        state.invalid = !isValid();
        return state;
    }

    void *interface_cast(QAccessible::InterfaceType type) override
    {
        return type == QAccessible::ActionInterface
                   ? static_cast<QAccessibleActionInterface *>(this)
                   : nullptr;
    }
    QStringList actionNames() const override
    {
        QStringList names;
        for (const auto &[name, act] : actions())
            names.append(name);
        return names;
    }
    QString localizedActionName(const QString &name) const override
    {
        return name == kDisconnect ? Words::tr("Disconnect")
                                   : QAccessibleActionInterface::localizedActionName(name);
    }
    void doAction(const QString &name) override
    {
        for (const auto &[known, act] : actions()) {
            if (known == name)
                return act();
        }
    }
    QStringList keyBindingsForAction(const QString &) const override { return {}; }

private:
    QList<std::pair<QString, std::function<void()>>> actions() const
    {
        const std::optional<Part> part = m_view ? m_find() : std::nullopt;
        return part ? part->actions : QList<std::pair<QString, std::function<void()>>>();
    }

    QPointer<GraphView> m_view;
    QAccessible::Id m_parent;
    Find m_find;
};

/// Its inputs that no line arrives at, though one could.
QStringList freeInputs(const NodeItem &node)
{
    QStringList names;
    for (const Port &port : node.node().inputs) {
        const bool isWired = std::ranges::any_of(node.inputPorts(), [&](const PlacedPort &placed) {
            return placed.names.contains(port.name);
        });
        if (!isWired && !port.isSetting)
            names.append(port.name);
    }
    return names;
}

std::size_t portCount(const NodeItem &node)
{
    return node.inputPorts().size() + node.outputPorts().size()
           + static_cast<std::size_t>(freeInputs(node).size());
}

/// An input takes the wire that was begun at an output, and the other way round; else it begins one.
std::function<void()> pressed(GraphView &view,
                              const QString &node,
                              const QString &port,
                              bool isInput)
{
    return [&view, node, port, isInput] {
        const WireGesture *const wire = view.wire();
        if (wire && wire->start().isBackward() != isInput)
            view.endWireAt(node, port);
        else
            view.beginWire({node, port, isInput ? WireStart::Kind::Input : WireStart::Kind::Output});
    };
}

std::optional<Part> freeInputAt(GraphView &view, const NodeItem &item, qsizetype index)
{
    const QString name = freeInputs(item).value(index);
    if (name.isEmpty())
        return {};
    const auto port = std::ranges::find(item.node().inputs, name, &Port::name);
    return Part{Words::tr("input %1").arg(name),
                portTypeText(port->type),
                QRectF(item.pos(), QSizeF(kNodeWidth, kHeaderHeight)),
                {{QAccessibleActionInterface::pressAction(), pressed(view, item.id(), name, true)}}};
}

std::optional<Part> portAt(GraphView &view, const QString &node, std::size_t index)
{
    const NodeItem *item = view.graphScene()->node(node);
    if (item == nullptr)
        return {};
    const std::size_t placed = item->inputPorts().size() + item->outputPorts().size();
    if (index >= placed)
        return freeInputAt(view, *item, static_cast<qsizetype>(index - placed));
    const bool isInput = index < item->inputPorts().size();
    const auto &ports = isInput ? item->inputPorts() : item->outputPorts();
    const std::size_t place = isInput ? index : index - item->inputPorts().size();
    const PlacedPort &port = ports[place];
    const QString names = port.names.isEmpty() ? port.port.name
                                               : port.names.join(QStringLiteral(", "));
    const QString words = port.isActivate ? Words::tr("condition %1")
                          : isInput       ? Words::tr("input %1")
                                          : Words::tr("output %1");
    const QRectF area(item->pos() + port.centre - QPointF(kPortSize, kPortSize),
                      QSizeF(2 * kPortSize, 2 * kPortSize));
    Part part{words.arg(names), portTypeText(port.port.type), area, {}};
    if (!port.isActivate)
        part.actions.append(
            {QAccessibleActionInterface::pressAction(),
             pressed(view, node, isInput ? port.names.front() : port.port.name, isInput)});
    return part;
}

std::optional<Part> edgeAt(GraphView &view, std::size_t index)
{
    const auto &edges = view.graphScene()->model().edges;
    if (index >= edges.size())
        return {};
    const EdgeItem *item = view.graphScene()->edgeItems()[index];
    const GraphEdge &edge = edges[index];
    const auto nameOf = [&](const QString &id) {
        const NodeItem *node = view.graphScene()->node(id);
        return node ? node->node().name : Words::tr("nothing");
    };
    return Part{Words::tr("line from %1 to %2").arg(nameOf(edge.from), nameOf(edge.to)),
                item->referenceText() + u' ' + item->targetText(),
                item->sceneBoundingRect(),
                {{kDisconnect, [&view, edge] {
                      if (view.isEditable())
                          emit view.unwireRequested({edge});
                  }}}};
}

/// A node by its name: it looks the item up at every call, since items come and go and readers
/// may keep an interface for longer.
class NodeAccessible final
    : public QAccessibleInterface
    , public QAccessibleActionInterface
{
public:
    NodeAccessible(GraphView *view, QString id)
        : m_view(view)
        , m_id(std::move(id))
    {}

    ~NodeAccessible() override
    {
        for (const QAccessible::Id id : std::as_const(m_ports))
            QAccessible::deleteAccessibleInterface(id);
    }

    bool isValid() const override { return item() != nullptr; }
    QObject *object() const override { return nullptr; }
    QAccessibleInterface *parent() const override
    {
        return QAccessible::queryAccessibleInterface(m_view);
    }
    /// Its ports: first those that lines arrive at, then those that they leave from, then inputs that
    /// are free.
    QAccessibleInterface *child(int index) const override
    {
        if (index < 0 || index >= childCount())
            return nullptr;
        auto known = m_ports.constFind(index);
        if (known == m_ports.constEnd()) {
            auto *port
                = new PartAccessible(m_view,
                                     QAccessible::uniqueId(const_cast<NodeAccessible *>(this)),
                                     [view = m_view, id = m_id, index] {
                                         return portAt(*view, id, static_cast<std::size_t>(index));
                                     });
            known = m_ports.insert(index, QAccessible::registerAccessibleInterface(port));
        }
        return QAccessible::accessibleInterface(*known);
    }
    QAccessibleInterface *childAt(int, int) const override { return nullptr; }
    int childCount() const override
    {
        const NodeItem *node = item();
        return node ? static_cast<int>(portCount(*node)) : 0;
    }
    int indexOfChild(const QAccessibleInterface *wanted) const override
    {
        for (auto it = m_ports.cbegin(); it != m_ports.cend(); ++it) {
            if (QAccessible::accessibleInterface(it.value()) == wanted)
                return it.key();
        }
        return -1;
    }
    QAccessible::Role role() const override { return QAccessible::ListItem; }
    void setText(QAccessible::Text, const QString &) override {}

    QString text(QAccessible::Text kind) const override
    {
        const NodeItem *node = item();
        if (node == nullptr)
            return {};
        if (kind == QAccessible::Name)
            return node->accessibleName();
        if (kind == QAccessible::Description)
            return node->node().subtitle;
        return {};
    }

    QRect rect() const override
    {
        const NodeItem *node = item();
        if (node == nullptr)
            return {};
        const QRect inView = m_view->mapFromScene(node->sceneFace()).boundingRect();
        return {m_view->viewport()->mapToGlobal(inView.topLeft()), inView.size()};
    }

    QAccessible::State state() const override
    {
        QAccessible::State state;
        const NodeItem *node = item();
        if (node == nullptr) {
            state.invalid = true;
            return state;
        }
        state.focusable = true;
        state.selectable = true;
        state.selected = node->isSelected();
        state.focused = m_view->hasFocus() && m_view->currentNode() == m_id;
        state.offscreen = !m_view->viewport()->rect().intersects(
            m_view->mapFromScene(node->sceneFace()).boundingRect());
        return state;
    }

    void *interface_cast(QAccessible::InterfaceType type) override
    {
        return type == QAccessible::ActionInterface
                   ? static_cast<QAccessibleActionInterface *>(this)
                   : nullptr;
    }
    QStringList actionNames() const override { return {pressAction(), setFocusAction()}; }
    void doAction(const QString &name) override
    {
        if (!isValid())
            return;
        if (name == setFocusAction())
            m_view->selectNode(m_id);
        else if (name == pressAction())
            emit m_view->nodeActivated(m_id);
    }
    QStringList keyBindingsForAction(const QString &) const override { return {}; }

private:
    NodeItem *item() const { return m_view ? m_view->graphScene()->node(m_id) : nullptr; }

    QPointer<GraphView> m_view;
    QString m_id;
    mutable QHash<int, QAccessible::Id> m_ports;
};

class GraphAccessible final : public QAccessibleWidget
{
public:
    explicit GraphAccessible(GraphView *view)
        : QAccessibleWidget(view, QAccessible::List)
    {}

    ~GraphAccessible() override
    {
        for (const QAccessible::Id id : std::as_const(m_children))
            QAccessible::deleteAccessibleInterface(id);
        for (const QAccessible::Id id : std::as_const(m_edges))
            QAccessible::deleteAccessibleInterface(id);
    }

    /// The nodes in the model's order, then the edges.
    int childCount() const override
    {
        return static_cast<int>(nodes().size() + view()->graphScene()->model().edges.size());
    }

    QAccessibleInterface *child(int index) const override
    {
        if (index < 0 || index >= childCount())
            return nullptr;
        if (static_cast<std::size_t>(index) >= nodes().size())
            return edge(index - static_cast<int>(nodes().size()));
        const QString &id = nodes()[static_cast<std::size_t>(index)].id;
        auto known = m_children.constFind(id);
        if (known == m_children.constEnd())
            known = m_children.insert(id,
                                      QAccessible::registerAccessibleInterface(
                                          new NodeAccessible(view(), id)));
        return QAccessible::accessibleInterface(*known);
    }

    QAccessibleInterface *childAt(int x, int y) const override
    {
        const QPoint at = view()->viewport()->mapFromGlobal(QPoint(x, y));
        const auto *node = qgraphicsitem_cast<const NodeItem *>(view()->itemAt(at));
        return node == nullptr ? nullptr : child(indexOf(*view(), node->id()));
    }

    int indexOfChild(const QAccessibleInterface *wanted) const override
    {
        for (int i = 0; i < childCount(); ++i) {
            if (child(i) == wanted)
                return i;
        }
        return -1;
    }

    QAccessibleInterface *focusChild() const override
    {
        return child(indexOf(*view(), view()->currentNode()));
    }

private:
    GraphView *view() const { return static_cast<GraphView *>(widget()); }
    const std::vector<GraphNode> &nodes() const { return view()->graphScene()->model().nodes; }

    QAccessibleInterface *edge(int index) const
    {
        auto known = m_edges.constFind(index);
        if (known == m_edges.constEnd()) {
            auto *made
                = new PartAccessible(view(),
                                     QAccessible::uniqueId(const_cast<GraphAccessible *>(this)),
                                     [view = view(), index] {
                                         return edgeAt(*view, static_cast<std::size_t>(index));
                                     });
            known = m_edges.insert(index, QAccessible::registerAccessibleInterface(made));
        }
        return QAccessible::accessibleInterface(*known);
    }

    mutable QHash<QString, QAccessible::Id> m_children;
    mutable QHash<int, QAccessible::Id> m_edges;
};

QAccessibleInterface *makeInterface(const QString &, QObject *object)
{
    auto *view = qobject_cast<GraphView *>(object);
    return view == nullptr ? nullptr : new GraphAccessible(view);
}

void announce(GraphView &view, const QString &id, QAccessible::Event what)
{
    const int index = indexOf(view, id);
    if (!QAccessible::isActive() || index < 0)
        return;
    QAccessibleEvent event(&view, what);
    event.setChild(index);
    QAccessible::updateAccessibility(&event);
}

} // namespace

void installGraphAccessibility()
{
    static const bool installed = (QAccessible::installFactory(makeInterface), true);
    Q_UNUSED(installed);
}

void announceFocus(GraphView &view, const QString &id)
{
    announce(view, id, QAccessible::Focus);
}

void announceName(GraphView &view, const QString &id)
{
    announce(view, id, QAccessible::NameChanged);
}

} // namespace postern::graph
