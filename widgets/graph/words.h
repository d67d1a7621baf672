// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QCoreApplication>

namespace postern::graph {

/// Translates what functions of this folder say that belong to no QObject.
struct Words
{
    Q_DECLARE_TR_FUNCTIONS(postern::graph::Words)
};

} // namespace postern::graph
