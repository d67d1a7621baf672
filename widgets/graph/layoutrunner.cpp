// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "widgets/graph/layoutrunner.h"

namespace postern::graph {

class LayoutRunner::Loop
{};

LayoutRunner::LayoutRunner(QObject *parent)
    : QObject(parent)
{}

LayoutRunner::~LayoutRunner() = default;

void LayoutRunner::start(quint64, layout::Graph) {}

} // namespace postern::graph
