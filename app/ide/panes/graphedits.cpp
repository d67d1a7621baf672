// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/ide/panes/graphedits.h"

#include "app/ide/session/session.h"
#include "widgets/graph/graphview.h"

namespace postern::ide {

namespace {

/// A key in a path of FlowEditor, whatever is in it.
std::string keyText(const QString &key)
{
    return '"' + key.toStdString() + '"';
}

} // namespace

GraphEdits::GraphEdits(Session &session, graph::GraphView &view)
    : QObject(&view)
    , m_session(session)
{
    connect(&view, &graph::GraphView::connectRequested, this, &GraphEdits::connectInput);
}

void GraphEdits::connectInput(const QString &from,
                              const QString &fromPort,
                              const QString &to,
                              const QString &toPort)
{
    const QString reference = from == graph::kInputsId
                                  ? QStringLiteral("${inputs.%1}").arg(fromPort)
                                  : QStringLiteral("${%1.%2}").arg(from, fromPort);
    const bool isOutput = to == graph::kOutputsId;
    const QString target = isOutput ? QStringLiteral("outputs") : to;
    const auto intent = [&](flow::FlowEditor &editor) {
        if (isOutput)
            editor.set("outputs." + keyText(toPort) + ".reference", reference.toStdString());
        else
            editor.connect(to.toStdString(), toPort.toStdString(), reference.toStdString());
    };
    m_session.edits().tryApply(intent, tr("Connect %1.%2").arg(target, toPort));
}

} // namespace postern::ide
