// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/ide/window/windowmemory.h"
#include "widgets/theme/theme.h"

#include <QHash>
#include <QMainWindow>

#include <string>

class QDockWidget;
class QSplitter;
class QStackedWidget;
class QTreeView;

namespace postern::flow {
struct Diagnostic;
struct Node;
struct NodeVariants;
} // namespace postern::flow

namespace postern::widgets {
class NodeInspector;
class NodeIo;
} // namespace postern::widgets

namespace postern::ide {

class Actions;
class BottomPane;
class EditorPane;
class DockTitle;
class ExplorerView;
class Flyout;
class GraphPane;
class OutlineModel;
class Panels;
class RunPane;
class RunToolBar;
class Session;
class StatusBar;
class StripArea;
class StripHost;
struct PanelLayout;

/// The window: panes around the canvas, each of its own class. What is here only arranges them
/// and passes a selection from one to the others.
class MainWindow final : public QMainWindow
{
    Q_OBJECT

public:
    enum class Mode { Author, Debug };
    /// What the work area shows of a flow.
    enum class Showing { Both, Graph, Text };

    explicit MainWindow(Session &session, QWidget *parent = nullptr);
    ~MainWindow() override;

    const Actions &actions() const { return *m_actions; }
    QString selectedNode() const { return m_selected; }
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
    /// Asks for another name of the selected node, and renames it with all references.
    void renameNode();
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
    QDockWidget *addDock(const QString &name, const QString &title, QWidget *content);
    void buildDocks();
    void buildModeBar();
    void buildMenus();
    void buildFileMenu();
    void buildEditMenu();
    void buildViewMenu();
    void buildGraphMenu();
    void buildRunMenu();
    void connectContextMenus();
    void connectActions();
    void connectPanes();
    /// What is remembered of the window, and changes that are to be.
    void connectMemory();
    void takePlace();
    void showMode(Mode mode);
    /// Where the panels of the mode stand until the user moves them.
    PanelLayout standardPanels() const;
    void arrange(const PanelLayout &layout);
    void placeStrips();
    /// Shows a panel before those that share its place.
    void bringUp(QDockWidget *dock);
    /// From the left: what the mode works with.
    QList<QDockWidget *> leftDocks() const;
    QList<QDockWidget *> rightDocks() const;
    void fitToWidth(int width);
    /// Gives bars and panels the sizes of a text size that was chosen.
    void fitToText();
    void fitBars(int width);
    void fitModeBar();
    void toggleBottom();
    void toggleSide();
    void showOnly(Showing showing);
    void showNextOfGraphAndText();
    QList<QWidget *> regions() const;
    void orderFocus();
    /// Gives the focus to what the window is about: the canvas, or the welcome page's first button.
    void focusCentre();
    /// What had the focus has gone or can't be used any more.
    void focusAfter(const QWidget *gone);
    void focusLost();
    void showFile(const QString &path);
    /// A dock that has a tab needs no title of its own.
    void showTitles();
    void saveLayout();

    void onOpened();
    void onFlowChanged();
    void onRunnableChanged();
    void onNodesChanged(const QStringList &names);
    void startRun();
    void chooseFlow(const QString &folder, const QStringList &flows, const QString &chosenIn);
    /// Lets one of the flows be chosen among which the open one is.
    void chooseNeighbour();
    /// The key of a run was pressed while there can't be one.
    void sayWhyNotRun();
    void watchRunKey();
    void chooseFolder();
    void chooseConnections();
    void reviewFolder();
    void fillRecent(QMenu *menu);
    void showNode(const flow::Node &node);
    /// All that the inspector shows a node by: it is built anew, and painted, only with another.
    std::string statementOf(const flow::Node &node,
                            const flow::NodeVariants *choices,
                            const std::string &chosen) const;
    void clearNode();
    void showRunOf(const std::string &node);
    /// What the latest run had of the flow's own inputs or outputs, if one of them is selected.
    void showBox();
    void showVariant(const QString &id);
    void stepRegion(int step);
    void goToProblem(const flow::Diagnostic &problem);
    /// Brings a place of a file of the folder to the front, whatever the mode.
    void goTo(const QString &file, int line, int column);
    void showFailures();

    Session &m_session;
    Actions *const m_actions;                  // child of this
    RunToolBar *const m_toolBar;               // child of this
    StripArea *const m_strips;                 // child of this
    QStackedWidget *const m_centre;            // child of this
    GraphPane *const m_graph;                  // child of this
    ExplorerView *const m_explorer;            // child of this
    OutlineModel *const m_outlineModel;        // child of this
    QTreeView *const m_outline;                // child of this
    EditorPane *const m_editors;               // child of this
    widgets::NodeInspector *const m_inspector; // child of this
    widgets::NodeIo *const m_io;               // child of this
    RunPane *const m_runPane;                  // child of this
    BottomPane *const m_bottom;                // child of this
    StatusBar *const m_status;                 // child of this
    WindowMemory *const m_memory;              // child of this
    QToolBar *m_modeBar = nullptr;             // child of this
    QSplitter *m_ioParts = nullptr;            // of m_ioDock: a node's values over the flow's
    QDockWidget *m_explorerDock = nullptr;
    QDockWidget *m_outlineDock = nullptr;
    QDockWidget *m_editorDock = nullptr;
    QDockWidget *m_inspectorDock = nullptr;
    QDockWidget *m_ioDock = nullptr;
    QDockWidget *m_runDock = nullptr;
    QDockWidget *m_bottomDock = nullptr;
    StripHost *m_stripHost = nullptr; // child of this
    Panels *m_panels = nullptr;       // child of this
    Flyout *m_flyout = nullptr;       // child of this
    QString m_layoutName;             ///< that the layout of the panels is kept by
    QHash<QDockWidget *, DockTitle *> m_titles;
    Mode m_mode = Mode::Author;
    Showing m_showing = Showing::Both;
    bool m_isNarrow = false;
    bool m_isModeDue = false; ///< the width has become another, for which the mode has other panels
    double m_textScale = theme::textScale(); ///< that the panels have their sizes for
    QString m_selected;
    std::string m_stated;
};

} // namespace postern::ide
