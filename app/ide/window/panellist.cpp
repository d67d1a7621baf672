// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/ide/window/panellist.h"

#include "app/ide/commands/actions.h"
#include "app/ide/panes/bottompane.h"
#include "app/ide/panes/breakpointspane.h"
#include "app/ide/panes/callstackpane.h"
#include "app/ide/panes/comparepane.h"
#include "app/ide/panes/editorpane.h"
#include "app/ide/panes/explorerview.h"
#include "app/ide/panes/gitchangespane.h"
#include "app/ide/panes/gitcommitpane.h"
#include "app/ide/panes/gitdiffpane.h"
#include "app/ide/panes/gitlogpane.h"
#include "app/ide/panes/guidepane.h"
#include "app/ide/panes/historypane.h"
#include "app/ide/panes/previewpane.h"
#include "app/ide/panes/referencespane.h"
#include "app/ide/panes/runpane.h"
#include "app/ide/panes/runpanes.h"
#include "app/ide/panes/searchpane.h"
#include "app/ide/panes/timelinepane.h"
#include "app/ide/panes/watchpane.h"
#include "app/ide/window/gitparts.h"
#include "widgets/inspector/nodeinspector.h"
#include "widgets/run/logview.h"
#include "widgets/run/timelineview.h"
#include "widgets/run/traceview.h"

#include <QCoreApplication>
#include <QSplitter>
#include <QTreeView>

namespace postern::ide {

namespace {

/// Gives the words a context of their own.
struct PanelList
{
    Q_DECLARE_TR_FUNCTIONS(PanelList)
};

/// What is in the folder, and what is chosen of it.
std::vector<Panel> folderPanels(const PanelContents &of)
{
    using enum PanelPlace::Side;
    constexpr QSize kUpperLeft(204, 480);
    constexpr QSize kLowerLeft(204, 320);
    constexpr QSize kOutlineBelow(204, 270);
    constexpr QSize kEditorSize(400, 200);
    constexpr QSize kInspectorSize(296, 200);
    return {{.id = panels::kExplorer,
             .title = PanelList::tr("Explorer"),
             .content = of.explorer,
             .places = {{Mode::Author, Left, 0, kUpperLeft}}},
            {.id = panels::kOutline,
             .title = PanelList::tr("Outline"),
             .content = of.outline,
             .places = {{Mode::Author, Left, 1, kLowerLeft},
                        {Mode::Debug, Left, 3, kOutlineBelow},
                        {Mode::History, Left, 0, kUpperLeft}},
             .command = PanelCommand{"ShowOutline",
                                     QT_TRANSLATE_NOOP("Actions", "Go to outline"),
                                     "Ctrl+Shift+O"}},
            {.id = panels::kEditors,
             .title = PanelList::tr("Files"),
             .content = of.editors,
             .places = {{Mode::Author, Right, 0, kEditorSize}},
             .hasOwnTitle = true,
             .takeFocus = [editors = of.editors] { editors->focusText(); }},
            {.id = panels::kInspector,
             .title = PanelList::tr("Inspector"),
             .content = of.inspector,
             .places = {{Mode::Author, Right, 1, kInspectorSize}}}};
}

/// What is seen of a run, and the runs there were.
std::vector<Panel> runPanels(const PanelContents &of)
{
    using enum PanelPlace::Side;
    constexpr QSize kWide(696, 520);
    constexpr QSize kUnderIo(696, 240);
    constexpr QSize kRuns(696, 340);
    constexpr QSize kUnderRuns(696, 420);
    return {
        {.id = panels::kIo,
         .title = PanelList::tr("Node inputs and outputs"),
         .content = of.ioParts,
         .places
         = {{Mode::Debug, Right, 0, kWide},
            {.mode = Mode::History, .side = Right, .group = 1, .size = kUnderRuns, .isBelow = true}}},
        {.id = panels::kTimeline,
         .title = PanelList::tr("Timeline"),
         .content = of.run->timeline(),
         .places
         = {{.mode = Mode::Debug, .side = Right, .group = 1, .size = kUnderIo, .isBelow = true},
            {.mode = Mode::History, .side = Right, .group = 1, .size = kUnderRuns, .isBelow = true}},
         .command = PanelCommand{"ShowTimeline",
                                 QT_TRANSLATE_NOOP("Actions", "Go to timeline"),
                                 "Ctrl+K, T"},
         .takeFocus = [view = of.run->timeline()->view()] { view->setFocus(); }},
        {.id = panels::kTrace,
         .title = PanelList::tr("Trace"),
         .content = of.run->trace(),
         .places
         = {{.mode = Mode::Debug, .side = Right, .group = 1, .size = kUnderIo, .isBelow = true},
            {.mode = Mode::History, .side = Right, .group = 1, .size = kUnderRuns, .isBelow = true}},
         .command
         = PanelCommand{"ShowTrace", QT_TRANSLATE_NOOP("Actions", "Go to trace"), "Ctrl+K, R"}},
        {.id = panels::kRunLog,
         .title = PanelList::tr("Run log"),
         .content = of.run->log(),
         .places
         = {{.mode = Mode::Debug, .side = Right, .group = 1, .size = kUnderIo, .isBelow = true},
            {.mode = Mode::History, .side = Right, .group = 1, .size = kUnderRuns, .isBelow = true}},
         .command
         = PanelCommand{"ShowRunLog", QT_TRANSLATE_NOOP("Actions", "Go to run log"), "Ctrl+K, L"}},
        {.id = panels::kCompare,
         .title = PanelList::tr("Compare"),
         .content = of.run->compare(),
         .places
         = {{.mode = Mode::History, .side = Right, .group = 1, .size = kUnderRuns, .isBelow = true}},
         .command = PanelCommand{"ShowComparison",
                                 QT_TRANSLATE_NOOP("Actions", "Go to comparison"),
                                 "Ctrl+K, D"}},
        {.id = panels::kHistory,
         .title = PanelList::tr("Runs"),
         .content = of.run->history(),
         .places = {{Mode::History, Right, 0, kRuns}},
         .command = PanelCommand{"SearchHistory",
                                 QT_TRANSLATE_NOOP("Actions", "Search the history"),
                                 "Ctrl+K, H"},
         .takeFocus = [pane = of.run->history()] { pane->focusSearch(); }}};
}

/// What goes into a run and what it stops at.
std::vector<Panel> debugPanels(const PanelContents &of)
{
    using enum PanelPlace::Side;
    constexpr QSize kUpperLeft(204, 480);
    constexpr QSize kSmallLeft(204, 140);
    constexpr QSize kInspectorSize(296, 200);
    return {{.id = panels::kRun,
             .title = PanelList::tr("Run inputs"),
             .content = of.runPane,
             // What goes into a run is to be seen, also where the left is a flyout.
             .places = {{Mode::Author, Right, 1, kInspectorSize},
                        {Mode::Debug, Left, 0, kUpperLeft, Right}},
             .goesWithCentre = true},
            {.id = panels::kBreakpoints,
             .title = PanelList::tr("Breakpoints"),
             .content = of.breakpoints,
             .places = {{Mode::Debug, Left, 1, kSmallLeft}},
             .command = PanelCommand{"ShowBreakpoints",
                                     QT_TRANSLATE_NOOP("Actions", "Go to breakpoints"),
                                     "Ctrl+K, B"},
             .titleActions = {of.actions[ActionId::EditBreakpoint]}},
            {.id = panels::kWatch,
             .title = PanelList::tr("Watch"),
             .content = of.watch,
             .places = {{Mode::Debug, Left, 2, kSmallLeft}},
             .command
             = PanelCommand{"ShowWatch", QT_TRANSLATE_NOOP("Actions", "Go to watch"), "Ctrl+K, W"},
             .titleActions = {of.actions[ActionId::AddWatch]}},
            // Comes up when Python code stands at a line.
            {.id = panels::kCallStack,
             .title = PanelList::tr("Call stack"),
             .content = of.callStack,
             .places = {{.mode = Mode::Author,
                         .side = Right,
                         .group = 1,
                         .size = kInspectorSize,
                         .isClosed = true},
                        {.mode = Mode::Debug,
                         .side = Left,
                         .group = 2,
                         .size = kSmallLeft,
                         .isClosed = true}},
             .command = PanelCommand{"ShowCallStack",
                                     QT_TRANSLATE_NOOP("Actions", "Go to call stack"),
                                     "Ctrl+K, C"}}};
}

/// The repository of the open folder.
std::vector<Panel> gitPanels(const PanelContents &of)
{
    using enum PanelPlace::Side;
    constexpr QSize kUpperLeft(204, 300);
    constexpr QSize kLowerLeft(204, 460);
    constexpr QSize kWide(696, 520);
    constexpr QSize kLow(696, 160);
    return {{.id = panels::kGitChanges,
             .title = PanelList::tr("Changes"),
             .content = of.git->changes(),
             .places = {{Mode::Git, Left, 0, kUpperLeft}},
             .command = PanelCommand{"ShowChanges",
                                     QT_TRANSLATE_NOOP("Actions", "Go to changes"),
                                     "Ctrl+K, G"},
             .titleActions = {of.actions[ActionId::GitRefresh]}},
            {.id = panels::kGitCommit,
             .title = PanelList::tr("Commit"),
             .content = of.git->commit(),
             .places = {{Mode::Git, Left, 1, kLowerLeft}},
             .command = PanelCommand{"ShowCommit",
                                     QT_TRANSLATE_NOOP("Actions", "Write the commit's message"),
                                     "Ctrl+K, M"},
             .takeFocus = [pane = of.git->commit()] { pane->focusSubject(); }},
            {.id = panels::kGitDiff,
             .title = PanelList::tr("Differences"),
             .content = of.git->diff(),
             .places = {{Mode::Git, Right, 0, kWide}},
             .hasOwnTitle = true},
            {.id = panels::kGitLog,
             .title = PanelList::tr("Git log"),
             .content = of.git->log(),
             .places = {{Mode::Git, Bottom, 0, kLow, {}, true}},
             .command = PanelCommand{"ShowGitLog",
                                     QT_TRANSLATE_NOOP("Actions", "Show what git was asked"),
                                     ""}}};
}

/// What stands below, and the guide.
std::vector<Panel> toolPanels(const PanelContents &of)
{
    using enum PanelPlace::Side;
    constexpr QSize kWide(696, 520);
    constexpr QSize kEditorSize(400, 200);
    constexpr QSize kInspectorSize(296, 200);
    return {{.id = panels::kBottom,
             .title = PanelList::tr("Problems and output"),
             .content = of.bottom,
             .places = {{Mode::Author, Bottom, 0, kEditorSize, {}, true},
                        {Mode::Debug, Bottom, 0, kEditorSize, {}, true}},
             .hasOwnTitle = true,
             .isInMenu = false},
            {.id = panels::kPreview,
             .title = PanelList::tr("Preview"),
             .content = of.preview,
             .places = {{Mode::Author, Bottom, 0, kEditorSize, {}, true}},
             .command = PanelCommand{"PreviewPrompt",
                                     QT_TRANSLATE_NOOP("Actions", "Preview the prompt"),
                                     "Ctrl+K, V"}},
            {.id = panels::kReferences,
             .title = PanelList::tr("References"),
             .content = of.references,
             .places = {{Mode::Author, Bottom, 0, kEditorSize, {}, true},
                        {Mode::Debug, Bottom, 0, kEditorSize, {}, true}}},
            {.id = panels::kSearch,
             .title = PanelList::tr("Find in files"),
             .content = of.search,
             .places = {{Mode::Author, Bottom, 0, kEditorSize, {}, true},
                        {Mode::Debug, Bottom, 0, kEditorSize, {}, true}},
             .command = PanelCommand{"FindInFiles",
                                     QT_TRANSLATE_NOOP("Actions", "Find in files"),
                                     "Ctrl+Shift+F"},
             .takeFocus = [of] { of.search->begin(of.editors->selectedText()); }},
            {.id = panels::kGuide,
             .title = PanelList::tr("Guide"),
             .content = of.guide,
             .places = {{Mode::Author, Right, 1, kInspectorSize, {}, true},
                        {Mode::Debug, Right, 0, kWide, {}, true}}}};
}

} // namespace

std::vector<Panel> panelList(const PanelContents &of)
{
    std::vector<Panel> all;
    for (const auto &part :
         {folderPanels(of), runPanels(of), debugPanels(of), gitPanels(of), toolPanels(of)})
        all.insert(all.end(), part.begin(), part.end());
    return all;
}

} // namespace postern::ide
