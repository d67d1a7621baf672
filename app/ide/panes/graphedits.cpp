// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/ide/panes/graphedits.h"

#include "app/ide/session/session.h"
#include "widgets/graph/graphview.h"

namespace postern::ide {

namespace {

/// As FlowEditor has it: a node without a name is the flow's outputs.
std::string targetOf(const QString &id)
{
    return id == graph::kOutputsId ? std::string() : id.toStdString();
}

QString referenceTo(const QString &id, const QString &port)
{
    return id == graph::kInputsId ? QStringLiteral("${inputs.%1}").arg(port)
                                  : QStringLiteral("${%1.%2}").arg(id, port);
}

QString wordsOf(const QString &id)
{
    return id == graph::kOutputsId ? QStringLiteral("outputs") : id;
}

} // namespace

GraphEdits::GraphEdits(Session &session, graph::GraphView &view)
    : QObject(&view)
    , m_session(session)
{
    connect(&view, &graph::GraphView::connectRequested, this, &GraphEdits::connectInput);
    connect(&view, &graph::GraphView::conditionRequested, this, &GraphEdits::setCondition);
    connect(&view, &graph::GraphView::unwireRequested, this, &GraphEdits::unwire);
    connect(&view, &graph::GraphView::spliceRequested, this, &GraphEdits::splice);
}

void GraphEdits::connectInput(const QString &from,
                              const QString &fromPort,
                              const QString &to,
                              const QString &toPort)
{
    const QString reference = referenceTo(from, fromPort);
    m_session.edits().tryApply(
        [&](flow::FlowEditor &editor) {
            editor.connect(targetOf(to), toPort.toStdString(), reference.toStdString());
        },
        tr("Connect %1.%2").arg(wordsOf(to), toPort));
}

void GraphEdits::setCondition(const QString &from, const QString &fromPort, const QString &to)
{
    const auto shown = m_session.graph().node(to);
    if (!shown)
        return;
    const Value is = shown->node.activate ? shown->node.activate->is : Value(true);
    m_session.edits().tryApply(
        [&](flow::FlowEditor &editor) {
            editor.setActivate(to.toStdString(), referenceTo(from, fromPort).toStdString(), is);
        },
        tr("Set the condition of %1").arg(to));
}

void GraphEdits::unwire(const QList<graph::GraphEdge> &edges)
{
    const graph::GraphEdge &first = edges.front();
    const bool isOne = edges.size() == 1 && first.targets.size() == 1;
    m_session.edits().tryApply(
        [&](flow::FlowEditor &editor) {
            for (const graph::GraphEdge &edge : edges)
                unwireOne(editor, edge);
        },
        isOne ? tr("Disconnect %1.%2").arg(wordsOf(first.to), first.targets.front())
              : tr("Disconnect links"));
}

void GraphEdits::unwireOne(flow::FlowEditor &editor, const graph::GraphEdge &edge)
{
    for (const QString &target : edge.targets) {
        if (edge.kind == graph::EdgeKind::Activate)
            editor.setActivate(targetOf(edge.to), {}, Value());
        else
            editor.unbind(targetOf(edge.to), target.toStdString());
    }
}

void GraphEdits::splice(const QString &id, const QString &input, const graph::GraphEdge &edge)
{
    m_session.edits().tryApply(
        [&](flow::FlowEditor &editor) {
            for (const QString &target : edge.targets)
                editor.splice(id.toStdString(),
                              input.toStdString(),
                              targetOf(edge.to),
                              target.toStdString());
        },
        tr("Put %1 into the link").arg(id));
}

} // namespace postern::ide
