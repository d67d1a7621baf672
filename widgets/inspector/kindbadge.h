// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "widgets/graph/graphmodel.h"

#include <QPixmap>

namespace postern::widgets {

/// A node's kind as the canvas shows it: its icon in white on its colour.
QPixmap kindBadge(graph::NodeKind kind, int size, double devicePixelRatio);

} // namespace postern::widgets
