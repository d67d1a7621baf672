// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/ide/panes/outlineview.h"

#include "app/ide/panes/outlinemodel.h"

#include <QHeaderView>

namespace postern::ide {

OutlineView::OutlineView(OutlineModel *model, QWidget *parent)
    : QTreeView(parent)
{
    setObjectName("outline");
    setModel(model);
    setHeaderHidden(true);
    setRootIsDecorated(false);
    setUniformRowHeights(true);
    setFrameShape(QFrame::NoFrame);
    setAccessibleName(tr("Outline"));
    header()->setStretchLastSection(false);
    header()->setSectionResizeMode(OutlineModel::Name, QHeaderView::Stretch);
    header()->setSectionResizeMode(OutlineModel::State, QHeaderView::ResizeToContents);
    connect(model, &QAbstractItemModel::dataChanged, this, &OutlineView::spanNames);
    connect(model, &QAbstractItemModel::modelReset, this, &OutlineView::spanNames);
    spanNames();
}

void OutlineView::spanNames()
{
    for (int row = 0; row < model()->rowCount(); ++row) {
        const QModelIndex state = model()->index(row, OutlineModel::State);
        const bool isEmpty = state.data().toString().isEmpty();
        if (isFirstColumnSpanned(row, {}) != isEmpty)
            setFirstColumnSpanned(row, {}, isEmpty);
    }
    // The other column doesn't follow what is said in it by itself.
    header()->setSectionResizeMode(OutlineModel::State, QHeaderView::ResizeToContents);
}

} // namespace postern::ide
