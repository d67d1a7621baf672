// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/ide/window/panel.h"
#include "app/ide/window/windowmemory.h"

#include <QMainWindow>

#include <vector>

class QSplitter;
class QStackedWidget;
class QTreeView;

namespace postern::flow {
struct FlowChange;
} // namespace postern::flow

namespace postern::widgets {
class NodeInspector;
class NodeIo;
} // namespace postern::widgets

namespace postern::ide {

class Actions;
class BottomPane;
class DebugParts;
class EditorPane;
class ExplorerView;
class FlowOpener;
class GitParts;
class GraphPane;
class ModeBar;
class NodeViews;
class OutlineModel;
class RunCommands;
class RunPane;
class RunPanes;
class RunToolBar;
class Session;
class StatusBar;
class StripArea;
class SymbolLinks;
class WindowFocus;
class WorkArea;

/// The window: a bar, the canvas, and panels around it, each of its own class. What is here makes
/// them, and connects what one says with what another does.
class MainWindow final : public QMainWindow
{
    Q_OBJECT

public:
    /// With panels beside its own.
    explicit MainWindow(Session &session, std::vector<Panel> others = {}, QWidget *parent = nullptr);
    ~MainWindow() override;

    const Actions &actions() const { return *m_actions; }
    QString selectedNode() const;
    /// Keeps the layout too.
    WindowPlace place();
    void setPlace(const WindowPlace &place);
    /// Stands for another window over the same session that had other words: shows what that did.
    void takeOver(MainWindow &old);

public slots:
    /// Opens a flow folder or file; what stands against it is said in a strip.
    void openPath(const QString &folderOrFile) { openFlow(folderOrFile, {}); }
    /// The same for one that was chosen among the flows of a folder: that stays in the explorer.
    void openFlow(const QString &folderOrFile, const QString &chosenIn);
    /// Selects a node, or a box of the graph, in every view. Empty: none.
    void selectNode(const QString &id);
    /// Says in a strip what the user should know; it stays until it is dismissed.
    void showNotice(const QString &title, const QString &text);

signals:
    void languageChosen(const QString &language);
    void themeChosen(const QString &theme);
    void textScaleChosen(int percent);

protected:
    void closeEvent(QCloseEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void dragEnterEvent(QDragEnterEvent *event) override;
    void dropEvent(QDropEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    bool focusNextPrevChild(bool next) override;

private:
    /// What the panels stand around: the canvas, or the welcome page.
    void buildCentre();
    void connectWorkArea();
    void connectCommands();
    void connectViewCommands();
    void connectContextMenus();
    void connectPanes();
    /// What is remembered of the window, and changes that are to be.
    void connectMemory();

    void onOpened();
    void onFlowChanged(const flow::FlowChange &change);
    void onRunnableChanged();
    void saveLayout();
    void fitBars();
    void fitToText();
    void showNextOfGraphAndText();
    void showFile(const QString &path);

    Session &m_session;
    Actions *const m_actions;                  // child of this
    RunToolBar *const m_toolBar;               // child of this
    ModeBar *const m_modeBar;                  // child of this
    StripArea *const m_strips;                 // child of this
    QStackedWidget *const m_centre;            // child of this
    GraphPane *const m_graph;                  // child of this
    ExplorerView *const m_explorer;            // child of this
    OutlineModel *const m_outlineModel;        // child of this
    QTreeView *const m_outline;                // child of this
    EditorPane *const m_editors;               // child of this
    widgets::NodeInspector *const m_inspector; // child of this
    QSplitter *const m_ioParts;                // child of this: a node's values over the flow's
    widgets::NodeIo *const m_io;               // of m_ioParts
    RunPane *const m_runPane;                  // child of this
    BottomPane *const m_bottom;                // child of this
    RunPanes *const m_runViews;                // child of this
    StatusBar *const m_status;                 // child of this
    NodeViews *const m_node;                   // child of this
    FlowOpener *const m_opener;                // child of this
    RunCommands *const m_runs;                 // child of this
    WindowMemory *const m_memory;              // child of this
    DebugParts *const m_debugging;             // child of this
    GitParts *const m_git;                     // child of this
    WorkArea *m_area = nullptr;                // child of this
    SymbolLinks *m_symbols = nullptr;          // child of this
    WindowFocus *m_focus = nullptr;            // child of this
};

} // namespace postern::ide
