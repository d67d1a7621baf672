// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/ide/background/backgroundtask.h"
#include "app/ide/git/graphoverlay.h"
#include "engine/layout/layout.h"
#include "widgets/graph/graphview.h"

#include <QList>
#include <QTimer>
#include <QWidget>

#include <optional>

class QFrame;
class QHBoxLayout;
class QLabel;
class QToolButton;

namespace postern::ide {

class Actions;
class Session;

/// The canvas under its header, kept in step with the open flow and its run.
class GraphPane final : public QWidget
{
    Q_OBJECT

public:
    GraphPane(Session &session, const Actions &actions, QWidget *parent = nullptr);

    graph::GraphView *view() const { return m_view; }
    /// Shows what is open now, and forgets the flow before.
    void showOther();
    /// Shows another graph in the flow's place, marked and not to be edited; nothing: the flow again.
    /// What both have keeps its place.
    void setOverlay(std::optional<GraphOverlay> overlay);
    const std::optional<GraphOverlay> &overlay() const { return m_overlay; }

protected:
    void resizeEvent(QResizeEvent *event) override;

signals:
    /// Another side of the overlay is to be looked at.
    void overlayChosen(int choice);
    /// Another flow of the folder is to be opened.
    void flowChosen(const QString &file);
    /// What is being wired, in words; empty: nothing.
    void wiringShown(const QString &what);
    /// How many inputs of each node it could end at; empty: nothing is being wired.
    void fitsShown(const QHash<QString, int> &fits);

private:
    void showFlow();
    void showOverlay();
    void showOverlayChoices();
    void showLegend();
    void placeLegend();
    void makeOverlayChoices(QHBoxLayout &header);
    void showArrangement();
    /// The wire that is being drawn takes the place of the file's name.
    void showWiring();
    void showFileName();
    /// The nodes that problems point at wear a mark.
    void showProblems();
    /// The flows beside the open one, so that one goes from each to the others.
    void fillFlows();
    /// Has Graphviz find places, which the scene takes when they still fit.
    void layOut(quint64 number, const postern::layout::Graph &graph);
    void showStatuses(const QStringList &names);
    void showStatus(const QString &name);
    void showRunState();
    /// What isn't known yet at the moment that is looked at, and what was edited by hand.
    void showMoment();
    void showUnread();
    void tick();
    /// Where there is no room for all, the word before the file's name goes first, then what the
    /// menus offer as well.
    void fitHeader();

    Session &m_session;
    graph::GraphView *const m_view; // child of this
    QWidget *m_header = nullptr;    // child of this
    QLabel *m_title = nullptr;      // child of m_header
    QToolButton *const m_file;      // child of m_header
    QToolButton *const m_zoom;      // child of this
    QList<QToolButton *> m_lesser;  // children of m_header, the first to go first
    std::optional<GraphOverlay> m_overlay;
    QWidget *m_choices = nullptr; // child of m_header: which side of the overlay is shown
    QFrame *m_legend = nullptr;   // child of m_view: what its signs mean
    QTimer m_tick;                // runs only while a run does
    BackgroundTask m_layout;
};

} // namespace postern::ide
