// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QWidget>

class QComboBox;
class QSplitter;

namespace postern::theme {
class Prose;
} // namespace postern::theme

namespace postern::widgets {
class InputsForm;
} // namespace postern::widgets

namespace postern::ide {

class ResultPane;
class Session;

/// What goes into a run and what came out of it: the form of the flow's inputs, and its outputs.
class RunPane final : public QWidget
{
    Q_OBJECT

public:
    explicit RunPane(Session &session, QWidget *parent = nullptr);

    void showFlow();
    /// Starts a run with what the form holds. Returns false, and the form says why, when that
    /// isn't what the inputs' types ask for.
    bool run();

    /// The part that says what came out, which a panel of more room may take in.
    ResultPane *results() const { return m_results; }
    void takeBackResults();

protected:
    void resizeEvent(QResizeEvent *event) override;

signals:
    /// The run could not be started; one sentence.
    void failed(const QString &title, const QString &reason);

private:
    void showBlocker();
    /// Leaves what comes out the room that the inputs don't need, unless the user has shared it out.
    void makeRoom();

    Session &m_session;
    bool m_hasRun = false;
    bool m_isSharedOut = false;        ///< by the user
    QSplitter *const m_parts;          // child of this
    ResultPane *const m_results;       // of m_parts or of who took it
    widgets::InputsForm *const m_form; // child of this
    QWidget *const m_sourceRow;        // child of this
    QComboBox *const m_source;         // child of this
    theme::Prose *const m_blocker;     // child of this
};

} // namespace postern::ide
