// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/ide/panes/outlinemodel.h"

#include "app/ide/session/session.h"
#include "widgets/graph/geometry.h"
#include "widgets/inspector/kindbadge.h"
#include "widgets/run/amounts.h"
#include "widgets/run/runmodel.h"
#include "widgets/theme/icon.h"
#include "widgets/theme/plaintext.h"
#include "widgets/theme/theme.h"

#include <QApplication>
#include <QIcon>
#include <QPainter>

#include <algorithm>
#include <utility>

namespace postern::ide {

namespace {
constexpr int kBadgeSize = 16;
constexpr int kGlyphSize = 14;

/// Whether each row shows the node that it did, but for one whose name is being typed.
bool areSameRows(const graph::GraphModel &before, const graph::GraphModel &now)
{
    if (before.nodes.size() != now.nodes.size())
        return false;
    int others = 0;
    for (std::size_t row = 0; row < now.nodes.size(); ++row)
        others += before.nodes[row].id == now.nodes[row].id ? 0 : 1;
    return others <= 1;
}

/// An icon that keeps its colours on a selected row.
QIcon unchanged(const QPixmap &pixmap)
{
    QIcon icon(pixmap);
    icon.addPixmap(pixmap, QIcon::Selected);
    return icon;
}
} // namespace

OutlineModel::OutlineModel(Session &session, QObject *parent)
    : QAbstractTableModel(parent)
    , m_run(session.model())
    , m_flow(session.graph())
    , m_breakpoints(session.breakpoints())
{
    connect(&m_run, &widgets::RunModel::nodesChanged, this, &OutlineModel::showStates);
    connect(&session, &Session::documentOpened, this, &OutlineModel::showAnother);
    connect(&session, &Session::flowChanged, this, &OutlineModel::showFlow);
    connect(&m_breakpoints, &Breakpoints::changed, this, &OutlineModel::showBreakpoints);
    connect(&m_run, &widgets::RunModel::momentChanged, this, &OutlineModel::showMoment);
    showAnother();
}

void OutlineModel::showStates(const QStringList &names)
{
    for (const QString &name : names) {
        const run::NodeState state = stateOf(name);
        const QModelIndex row = indexOf(name);
        // Whoever streams tells of it ten times a second.
        if (!row.isValid() || std::exchange(m_states[name], state) == state)
            continue;
        const QModelIndex changed = row.siblingAtColumn(State);
        emit dataChanged(changed, changed);
    }
}

void OutlineModel::showFlow()
{
    const graph::GraphModel &model = m_flow.model();
    if (model == m_graph)
        return;
    if (areSameRows(m_graph, model))
        showChanges(std::exchange(m_graph, model));
    else
        showAnother();
}

void OutlineModel::showAnother()
{
    beginResetModel();
    m_graph = m_flow.model();
    m_states.clear();
    for (const graph::GraphNode &node : m_graph.nodes)
        m_states[node.id] = stateOf(node.id);
    endResetModel();
}

void OutlineModel::showChanges(const graph::GraphModel &before)
{
    for (std::size_t row = 0; row < before.nodes.size(); ++row) {
        const graph::GraphNode &old = before.nodes[row];
        const graph::GraphNode &node = m_graph.nodes[row];
        if (old == node)
            continue;
        if (old.id != node.id) {
            m_states.remove(old.id);
            m_states[node.id] = stateOf(node.id);
        }
        for (const int column : {Name, State}) { // of several cells a view paints all rows
            const QModelIndex changed = index(static_cast<int>(row), column);
            emit dataChanged(changed, changed);
        }
    }
}

void OutlineModel::showFits(const QHash<QString, int> &fits)
{
    if (m_fits == fits)
        return;
    m_fits = fits;
    for (int row = 0; row < rowCount(); ++row) {
        const QModelIndex changed = index(row, State);
        emit dataChanged(changed, changed);
    }
}

run::NodeState OutlineModel::stateOf(const QString &id) const
{
    const widgets::NodeRun *const run = m_run.node(id.toStdString());
    return run ? run->state : run::NodeState::Idle;
}

QModelIndex OutlineModel::indexOf(const QString &id) const
{
    const auto it = std::find_if(m_graph.nodes.begin(), m_graph.nodes.end(), [&](const auto &node) {
        return node.id == id;
    });
    return it == m_graph.nodes.end() ? QModelIndex()
                                     : index(static_cast<int>(it - m_graph.nodes.begin()), Name);
}

int OutlineModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_graph.nodes.size());
}

int OutlineModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant OutlineModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    const graph::GraphNode &node = m_graph.nodes[static_cast<std::size_t>(index.row())];
    const bool isName = index.column() == Name;
    switch (role) {
    case IdRole:
        return node.id;
    case Qt::DisplayRole:
        return isName ? node.name : stateText(node);
    case Qt::ToolTipRole:
        return tipOf(node);
    case Qt::DecorationRole:
        return isName ? badgeOf(node) : stateIcon(node);
    case Qt::AccessibleTextRole:
        return isName ? QVariant(spokenName(node)) : QVariant();
    case Qt::ForegroundRole:
        return isName ? QVariant() : stateColour(node);
    case Qt::TextAlignmentRole:
        return isName ? QVariant() : QVariant(Qt::AlignRight | Qt::AlignVCenter);
    default:
        return {};
    }
}

QVariant OutlineModel::badgeOf(const graph::GraphNode &node) const
{
    QPixmap badge = widgets::kindBadge(node.kind, kBadgeSize, qApp->devicePixelRatio());
    if (const graph::Breakpoint mark = m_breakpoints.markOf(node.id);
        mark != graph::Breakpoint::None) {
        QPainter painter(&badge);
        painter.setRenderHint(QPainter::Antialiasing);
        painter.translate(kBadgeSize * 0.28, kBadgeSize * 0.72);
        painter.scale(0.8, 0.8);
        graph::paintBreakpointAt(painter, {0, 0}, mark);
    }
    return unchanged(badge);
}

QString OutlineModel::spokenName(const graph::GraphNode &node) const
{
    const QString mark = graph::breakpointText(m_breakpoints.markOf(node.id));
    return mark.isEmpty() ? node.name : node.name + QStringLiteral(", ") + mark;
}

void OutlineModel::showMoment()
{
    for (int row = 0; row < rowCount(); ++row) {
        const QModelIndex state = index(row, State);
        emit dataChanged(state, state);
    }
}

void OutlineModel::showBreakpoints()
{
    for (std::size_t row = 0; row < m_graph.nodes.size(); ++row) {
        const graph::Breakpoint mark = m_breakpoints.markOf(m_graph.nodes[row].id);
        if (std::exchange(m_marks[m_graph.nodes[row].id], mark) == mark)
            continue;
        const QModelIndex changed = index(static_cast<int>(row), Name);
        emit dataChanged(changed, changed);
    }
}

QString OutlineModel::tipOf(const graph::GraphNode &node) const
{
    const widgets::NodeRun *run = m_run.node(node.id.toStdString());
    if (!run || run->blockedBy.empty())
        return node.subtitle;
    return theme::plainToolTip(node.subtitle + u'\n' + widgets::runStateText(*run));
}

QString OutlineModel::stateText(const graph::GraphNode &node) const
{
    if (!m_fits.isEmpty()) {
        const int fits = m_fits.value(node.id);
        return fits == 0 ? QString() : fits == 1 ? tr("1 fits") : tr("%1 fit").arg(fits);
    }
    if (node.kind == graph::NodeKind::Input)
        return QString::number(node.outputs.size());
    if (node.kind == graph::NodeKind::Output)
        return QString::number(node.inputs.size());
    const widgets::NodeRun *run = m_run.node(node.id.toStdString());
    if (run && m_run.momentOf(node.id.toStdString()) != graph::Moment::Now)
        return graph::stateText(statusOf(node));
    return run && run->state != run::NodeState::Idle
               ? (run->blockedBy.empty() ? graph::stateText(run->state) : tr("blocked"))
               : QString();
}

QVariant OutlineModel::stateIcon(const graph::GraphNode &node) const
{
    const QString glyph = graph::stateGlyph(statusOf(node));
    if (glyph.isEmpty())
        return {};
    const double ratio = qApp->devicePixelRatio();
    const auto tinted = [&](const QColor &colour) {
        return theme::iconPixmap(glyph, colour, kGlyphSize, ratio);
    };
    QIcon icon(tinted(stateColour(node).value<QColor>()));
    icon.addPixmap(tinted(theme::current().onSelected), QIcon::Selected);
    return icon;
}

graph::NodeStatus OutlineModel::statusOf(const graph::GraphNode &node) const
{
    const widgets::NodeRun *const run = m_run.node(node.id.toStdString());
    graph::NodeStatus status;
    if (!run)
        return status;
    status.state = run->state;
    status.moment = m_run.momentOf(node.id.toStdString());
    return status;
}

QVariant OutlineModel::stateColour(const graph::GraphNode &node) const
{
    const theme::Tokens &tokens = theme::current();
    const graph::NodeStatus status = statusOf(node);
    if (status.moment != graph::Moment::Now)
        return graph::stateColour(status, tokens);
    switch (status.state) {
    case run::NodeState::Running:
    case run::NodeState::Streaming:
        return tokens.run;
    case run::NodeState::Done:
        return tokens.ok;
    case run::NodeState::Cached:
        return tokens.cache;
    case run::NodeState::Failed:
        return tokens.err;
    case run::NodeState::Paused:
        return tokens.pause;
    default:
        return tokens.text3;
    }
}

} // namespace postern::ide
