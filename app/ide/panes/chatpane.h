// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/ide/run/historystore.h"
#include "engine/run/conversation.h"
#include "engine/run/flowrun.h"

#include <QStringList>
#include <QWidget>

#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace postern::widgets {
class ChatView;
} // namespace postern::widgets

namespace postern::ide {

class Document;
class Session;

/// A chat with the open flow: each question is a run that is given what was said before.
class ChatPane final : public QWidget
{
    Q_OBJECT

public:
    /// `areInputsGood` says whether a run can be given what else it needs: if not, that gets the
    /// user's attention.
    ChatPane(Session &session, std::function<bool()> areInputsGood, QWidget *parent = nullptr);

    /// The flow is another, or takes other things: begins anew when the chat's inputs changed.
    void showFlow();
    /// Whether the open flow can be talked with.
    bool isPossible() const { return m_conversation.has_value(); }
    /// The inputs that the chat fills.
    QStringList ownInputs() const;
    /// Sends what is written; false when nothing is.
    bool send();
    void focusDraft();
    /// Goes on with the conversation of another one that had other words.
    void takeOver(const ChatPane &old);

signals:
    /// The latest run is to be seen, at the node that answered; empty: none is known.
    void runWanted(const QString &node);

private:
    void ask(const QString &text, const QStringList &images, int turns);
    Value questionOf(const QString &text, const QStringList &images) const;
    void showPieces(const QStringList &nodes);
    /// Of the history of the chat so many of the latest turns; -1: all.
    Value cutHistory(const Value &history, int turns) const;
    void showProgress();
    /// The run that answered the turn: the latest, or one of the history.
    void showRun(int turn);
    void onFinished(const run::FlowRunResult &result);
    void showBlocker();
    void clear();
    void startAnew();

    Session &m_session;
    const std::function<bool()> m_areInputsGood;
    widgets::ChatView *const m_view; // child of this
    std::optional<run::Conversation> m_conversation;
    QString m_shape;               ///< what the conversation was made for, to tell another
    std::optional<Value> m_asking; ///< the question that is being answered
    std::vector<bool> m_answered;  ///< of the questions in the view
    QStringList m_runs;            ///< the ids of the runs that answered them
    HistoryStore m_store;
};

} // namespace postern::ide
