// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/ide/window/panel.h"

class QSplitter;
class QTreeView;

namespace postern::widgets {
class NodeInspector;
} // namespace postern::widgets

namespace postern::ide {

class Actions;
class BottomPane;
class BreakpointsPane;
class CallStackPane;
class EditorPane;
class ExplorerView;
class GuidePane;
class PreviewPane;
class GitParts;
class ReferencesPane;
class SearchPane;
class RunPane;
class WatchPane;
class RunPanes;

/// The panels that others speak of.
namespace panels {
inline const QString kExplorer = QStringLiteral("explorerDock");
inline const QString kOutline = QStringLiteral("outlineDock");
inline const QString kEditors = QStringLiteral("editorDock");
inline const QString kInspector = QStringLiteral("inspectorDock");
inline const QString kIo = QStringLiteral("ioDock");
inline const QString kRun = QStringLiteral("runDock");
inline const QString kBottom = QStringLiteral("bottomDock");
inline const QString kPreview = QStringLiteral("previewDock");
inline const QString kSearch = QStringLiteral("searchDock");
inline const QString kBreakpoints = QStringLiteral("breakpointsDock");
inline const QString kWatch = QStringLiteral("watchDock");
inline const QString kCallStack = QStringLiteral("callStackDock");
inline const QString kGuide = QStringLiteral("guideDock");
inline const QString kHistory = QStringLiteral("historyDock");
inline const QString kCompare = QStringLiteral("compareDock");
inline const QString kTimeline = QStringLiteral("timelineDock");
inline const QString kTrace = QStringLiteral("traceDock");
inline const QString kRunLog = QStringLiteral("runLogDock");
inline const QString kReferences = QStringLiteral("referencesDock");
inline const QString kGitChanges = QStringLiteral("gitChangesDock");
inline const QString kGitCommit = QStringLiteral("gitCommitDock");
inline const QString kGitDiff = QStringLiteral("gitDiffDock");
inline const QString kGitLog = QStringLiteral("gitLogDock");
} // namespace panels

/// What stands in panels and is connected with other parts of the window.
struct PanelContents
{
    ExplorerView *explorer;
    QTreeView *outline;
    EditorPane *editors;
    widgets::NodeInspector *inspector;
    QSplitter *ioParts; ///< a node's values over the flow's
    RunPane *runPane;
    BottomPane *bottom;
    ReferencesPane *references;
    SearchPane *search;
    PreviewPane *preview;
    BreakpointsPane *breakpoints;
    WatchPane *watch;
    CallStackPane *callStack;
    GuidePane *guide;
    RunPanes *run;
    GitParts *git;
    const Actions &actions;
};

/// The panels of the window, as they are read. A new one is one more entry.
std::vector<Panel> panelList(const PanelContents &of);

} // namespace postern::ide
