// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

class QMainWindow;

namespace postern::ide {

class Actions;
class FlowOpener;
class WorkArea;

/// Fills the window's menu bar.
void buildMainMenu(QMainWindow *window,
                   const Actions &actions,
                   const WorkArea &area,
                   FlowOpener *opener);

} // namespace postern::ide
