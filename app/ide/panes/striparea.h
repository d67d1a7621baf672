// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "engine/base/error.h"

#include <QHash>
#include <QWidget>

class QAction;
class QPushButton;

namespace postern::widgets {
class Strip;
} // namespace postern::widgets

namespace postern::ide {

class Actions;
enum class ActionId;
class Session;

/// The strips: the folder is restricted, packages are missing, the flow's text doesn't parse, the
/// latest run failed, something could not be done, inputs keep a run from starting.
class StripArea final : public QWidget
{
    Q_OBJECT

public:
    StripArea(Session &session, const Actions &actions, QWidget *parent = nullptr);

    /// Something could not be done; stays until it is dismissed or another takes its place.
    void showNotice(const QString &title, const QString &text);

    /// What is wrong with the inputs that kept a run from starting; empty: nothing any more.
    void showInputs(const QString &problems);

    /// A run was asked for and there can't be one: says why until there can.
    void showBlocked();

    /// Takes in a strip that is others' to fill; hidden at first.
    void addStrip(widgets::Strip *strip);
    void showStrip(widgets::Strip *strip, bool isShown);

    /// All that is known of the latest run's error, without secrets, to the clipboard.
    void copyDetails();

    /// Says what another one said that had other words, and leaves out what was dismissed there.
    void takeOver(const StripArea &old);
    /// Whether there is any strip to show.
    bool isNeeded() const;
    /// Takes the height that the texts need in the width there is.
    void fitHeight();

signals:
    /// A strip has come or gone, or says something else.
    void changed();
    void heightChanged();
    /// This one of them has just said what the user has to see.
    void told(QWidget *strip);
    void placeChosen(const QString &file, int line, int column);
    void nodeChosen(const QString &name);

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    void buildRestricted();
    void buildBroken();
    void buildFailed();
    void buildPython();
    void offerDismissal(widgets::Strip *strip);
    /// A button for a command, which can be pressed while that can be given.
    QPushButton *offer(widgets::Strip *strip, ActionId id, const QString &text);
    /// In the order they stand in.
    QList<widgets::Strip *> strips() const;
    void announce();
    void refresh();
    void showRestricted();
    void showBroken();
    void showFailure();
    /// The error that the latest run is about; null when it didn't fail.
    const Error *failure() const;
    void showEnvironment();

    Session &m_session;
    const Actions &m_actions;
    widgets::Strip *const m_restricted; // child of this
    widgets::Strip *const m_python;     // child of this
    widgets::Strip *const m_broken;     // child of this
    widgets::Strip *const m_failed;     // child of this
    widgets::Strip *const m_notice;     // child of this
    widgets::Strip *const m_inputs;     // child of this
    widgets::Strip *const m_blocked;    // child of this
    QList<widgets::Strip *> m_others;   // children of this
    QPushButton *m_goToLine = nullptr;  // children of m_broken
    QPushButton *m_undoToGood = nullptr;
    QPushButton *m_showNode = nullptr; // children of m_failed
    QPushButton *m_openPlace = nullptr;
    QHash<QAction *, QPushButton *> m_ways;
    QPushButton *m_create = nullptr; // children of m_python
    QPushButton *m_chooseInterpreter = nullptr;
    QPushButton *m_stopCreating = nullptr;
    QPushButton *m_hidePython = nullptr;
    QString m_hiddenPython; // the text that was dismissed
    Place m_breakPlace;
    QPushButton *m_review = nullptr; // child of m_restricted
    bool m_isRunWanted = false;      // a run was asked for that can't be
};

} // namespace postern::ide
