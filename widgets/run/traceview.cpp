// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "widgets/run/traceview.h"

#include "widgets/run/emptynote.h"
#include "widgets/run/requestview.h"
#include "widgets/run/tracemodel.h"
#include "widgets/run/valuedialog.h"
#include "widgets/run/valuetext.h"
#include "widgets/theme/follow.h"
#include "widgets/theme/theme.h"

#include <QHeaderView>

namespace postern::widgets {

TraceView::TraceView(TraceModel &trace, QWidget *parent)
    : QTreeView(parent)
    , m_trace(trace)
{
    setObjectName("trace");
    setAccessibleName(tr("Trace"));
    setModel(&trace);
    setUniformRowHeights(true);
    setFrameShape(QFrame::NoFrame);
    setAllColumnsShowFocus(true);
    setExpandsOnDoubleClick(false); // it opens the step
    setIndentation(theme::scaled(14));
    header()->setStretchLastSection(true);
    header()->setSectionsMovable(false);
    new EmptyNote(this,
                  tr("No run to show yet. What its nodes do is listed here, down to the spans "
                     "of their Python code and to each HTTP request."));
    connect(this, &QTreeView::activated, this, &TraceView::open);
    connect(selectionModel(),
            &QItemSelectionModel::currentRowChanged,
            this,
            [this](const QModelIndex &row) {
                if (!m_isChoosing && row.isValid())
                    emit nodeChosen(row.data(TraceModel::NodeRole).toString());
            });
    theme::follow(this, [this] {
        setColumnWidth(TraceModel::Name, theme::scaled(300));
        setColumnWidth(TraceModel::Start, theme::scaled(64));
        setColumnWidth(TraceModel::Duration, theme::scaled(64));
        setColumnWidth(TraceModel::Tokens, theme::scaled(84));
    });
}

void TraceView::select(const QString &node)
{
    // A step of the node is more than the node.
    if (currentIndex().data(TraceModel::NodeRole).toString() == node)
        return;
    m_isChoosing = true;
    setCurrentIndex(m_trace.indexOfNode(node));
    m_isChoosing = false;
}

void TraceView::open(const QModelIndex &index)
{
    const TraceStep *const step = m_trace.step(index);
    if (!step)
        return;
    if (step->request) {
        RequestView::open(step->request, window());
        return;
    }
    Dict shown{{"inputs", step->inputs}, {"output", step->output}};
    if (!step->error.empty())
        shown.append("error", step->error);
    ValueDialog::open(fromUtf8(step->name), Value(std::move(shown)), window());
}

} // namespace postern::widgets
