// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QPointer>
#include <QWidget>

class QComboBox;
class QScrollArea;
class QSplitter;
class QStackedWidget;
class QTabBar;

namespace postern::theme {
class Prose;
} // namespace postern::theme

namespace postern::widgets {
class InputsForm;
} // namespace postern::widgets

namespace postern::ide {

class ChatPane;
class ResultPane;
class Session;

/// What goes into a run and what came out of it: the form of the flow's inputs, and its outputs.
class RunPane final : public QWidget
{
    Q_OBJECT

public:
    explicit RunPane(Session &session, QWidget *parent = nullptr);

    void showFlow();
    /// Starts a run with what is filled in. Returns false, and the form says why, when that
    /// isn't what the inputs' types ask for.
    bool run();

    /// Goes on where another one was that had other words.
    void takeOver(const RunPane &old);

    /// The part that says what came out, and the chat, which a panel of more room may take in.
    QWidget *lendOutcome();
    void takeBackOutcome();
    ResultPane *results() const { return m_results; }

protected:
    void resizeEvent(QResizeEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

signals:
    /// What is still wrong with the inputs that kept a run from starting, a sentence for each;
    /// empty when nothing is any more.
    void inputsRefused(const QString &problems);
    /// The latest run is to be seen, at this node if it has a name.
    void runWanted(const QString &node);

private:
    QWidget *makeInputs();
    QWidget *makeOutcome();
    /// Whether the inputs can be read; what needs attention is said and shown.
    bool checkInputs();
    bool isChatting() const;
    void showChat();
    void showBlocker();
    /// Leaves what comes out the room that the inputs don't need, unless the user has shared it out.
    void makeRoom();
    /// Takes back what was said of inputs that have been mended meanwhile.
    void showProblems();
    void showFirstProblem();
    void showSought();
    void endSeeking();

    Session &m_session;
    bool m_hasRun = false;
    bool m_isSharedOut = false;        ///< by the user
    QSplitter *const m_parts;          // child of this
    QWidget *const m_outcome;          // of m_parts or of who took it
    QTabBar *const m_tabs;             // of m_outcome
    QStackedWidget *const m_pages;     // of m_outcome
    ResultPane *const m_results;       // of m_pages
    ChatPane *const m_chat;            // of m_pages
    QScrollArea *const m_scroll;       // of m_parts
    widgets::InputsForm *const m_form; // of m_scroll
    QWidget *const m_initPart;         // of m_scroll
    widgets::InputsForm *const m_init; // of m_initPart: the arguments of a flex flow's class
    QWidget *const m_sourceRow;        // child of this
    QComboBox *const m_source;         // child of this
    theme::Prose *const m_blocker;     // child of this
    QString m_shownFlow;               ///< its file
    bool m_isRefused = false;          ///< inputs kept the last run from starting, and still do
    QPointer<QWidget> m_sought;        ///< kept in view until the user does something
    bool m_isFocusDue = false;         ///< of the sought, once it is seen
};

} // namespace postern::ide
