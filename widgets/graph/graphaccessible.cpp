// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "widgets/graph/graphaccessible.h"

#include "widgets/graph/graphscene.h"
#include "widgets/graph/graphview.h"
#include "widgets/graph/nodeitem.h"

#include <QAccessibleWidget>
#include <QHash>
#include <QPointer>

#include <algorithm>

namespace postern::graph {

namespace {

int indexOf(const GraphView &view, const QString &id)
{
    const auto &nodes = view.graphScene()->model().nodes;
    const auto found = std::ranges::find(nodes, id, &GraphNode::id);
    return found == nodes.end() ? -1 : static_cast<int>(found - nodes.begin());
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

    bool isValid() const override { return item() != nullptr; }
    QObject *object() const override { return nullptr; }
    QAccessibleInterface *parent() const override
    {
        return QAccessible::queryAccessibleInterface(m_view);
    }
    QAccessibleInterface *child(int) const override { return nullptr; }
    QAccessibleInterface *childAt(int, int) const override { return nullptr; }
    int childCount() const override { return 0; }
    int indexOfChild(const QAccessibleInterface *) const override { return -1; }
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
    }

    int childCount() const override { return static_cast<int>(nodes().size()); }

    QAccessibleInterface *child(int index) const override
    {
        if (index < 0 || index >= childCount())
            return nullptr;
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

    mutable QHash<QString, QAccessible::Id> m_children;
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
