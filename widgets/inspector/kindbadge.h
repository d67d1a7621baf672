// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "widgets/graph/graphmodel.h"

#include <QPixmap>
#include <QWidget>

namespace postern::widgets {

/// A node's kind as the canvas shows it: its icon in white on its colour.
QPixmap kindBadge(graph::NodeKind kind, int size, double devicePixelRatio);

/// The badge of a panel's header.
class KindBadge final : public QWidget
{
    Q_OBJECT

public:
    explicit KindBadge(QWidget *parent = nullptr);
    void setKind(graph::NodeKind kind);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    graph::NodeKind m_kind = graph::NodeKind::Python;
};

} // namespace postern::widgets
