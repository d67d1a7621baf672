// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QTreeView>

namespace postern::ide {

class OutlineModel;

/// The outline: names, and beside them states. A name without a state has all of its row.
class OutlineView final : public QTreeView
{
    Q_OBJECT

public:
    explicit OutlineView(OutlineModel *model, QWidget *parent = nullptr);

private:
    void spanNames();
};

} // namespace postern::ide
