// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "widgets/run/imagefield.h"

#include <QStringList>
#include <QWidget>

#include <optional>
#include <vector>

class QComboBox;
class QLabel;
class QPlainTextEdit;
class QPushButton;
class QScrollArea;
class QToolButton;
class QVBoxLayout;

namespace postern::theme {
class Prose;
} // namespace postern::theme

namespace postern::widgets {

class ChatBubble;

/// A chat: questions and answers in bubbles, and below them where the next question is written.
/// Return sends it, Shift+Return breaks the line.
class ChatView final : public QWidget
{
    Q_OBJECT

public:
    explicit ChatView(QWidget *parent = nullptr);

    /// The input that questions go into, by its name.
    void setInputName(const QString &name);
    /// Lets images be pasted and dropped, as the flow takes them with a question.
    void setImages(const ImageAccess &access, bool areTaken);
    /// Why nothing can be sent now; empty when it can.
    void setBlocker(const QString &reason);

    /// A question was sent: its bubble, and below it one for the answer that is to come.
    void addQuestion(const QString &text, const QStringList &images);
    /// How far the run is that answers: a few words below the answer that is to come.
    void showProgress(const QString &words);
    /// How many earlier turns are told with the next question; -1: all of them.
    int attachedTurns() const;
    /// The answer so far.
    void showPiece(const QString &text);
    /// `citations`: what it rests on, a few words each.
    void finish(const QString &answer, const QString &about, const QStringList &citations = {});
    /// No answer comes.
    void fail(const QString &reason);
    /// No more of the answer comes; what there is of it stays.
    void cutShort(const QString &reason);
    /// Takes away all after so many questions.
    void goBackTo(int turns);
    /// Shows what another one showed that had other words, what is being written too.
    void takeOver(const ChatView &old);
    int turns() const { return static_cast<int>(m_turns.size()); }

    /// Sends what is written, as Return does. False when there is nothing.
    bool send();
    void focusDraft();

public slots:
    /// Takes the images that the clipboard holds along with the question; false when there are none.
    bool pasteImage();

signals:
    /// `turns`: the questions that stay before it; those after are taken back by whoever answers.
    void sent(const QString &text, const QStringList &images, int turns);
    void stopped();
    void cleared();
    /// The run that gave the answer of this turn, counted from 0, is to be seen.
    void runWanted(int turn);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    struct Turn
    {
        ChatBubble *question;
        ChatBubble *answer;
        QStringList images;
        QToolButton *again;
        QToolButton *run;
    };

    QWidget *makeComposer();
    void makeReplacing(QWidget *composer);
    void makeAttached(QWidget *composer);
    void setUpDraft();
    QLayout *makeButtons(QWidget *composer);
    void editAgain(const ChatBubble *question);
    void forgetEdit();
    void restoreDraft();
    void endAnswer();
    bool attach(const QMimeData *data);
    void showAttached();
    void fillAttachedTurns();
    void showState();
    void scrollToEnd();
    void keepAtEnd();

    std::vector<Turn> m_turns;
    QScrollArea *const m_scroll;    // child of this
    QVBoxLayout *m_column;          // of m_scroll's widget
    theme::Prose *const m_empty;    // of m_scroll's widget
    QPlainTextEdit *const m_draft;  // child of this
    QWidget *m_replacing = nullptr; // child of this: which question the draft takes the place of
    theme::Prose *m_replacingNote = nullptr;
    QWidget *m_attachedRow = nullptr;
    QLabel *m_attachedText = nullptr;
    theme::Prose *m_blockerText = nullptr;
    QPushButton *m_send = nullptr;
    QPushButton *m_stop = nullptr;
    QToolButton *m_new = nullptr;
    QComboBox *m_attachedTurns = nullptr;
    ImageAccess m_images;
    bool m_takesImages = false;
    QStringList m_attached;
    std::optional<int> m_replaced; ///< the question that is written anew
    QString m_setAside;            ///< what was written before that
    QStringList m_setAsideImages;
    QString m_blocker;
    bool m_isWaiting = false;
    bool m_isAtEnd = true; ///< the last words are to be seen
};

} // namespace postern::widgets
