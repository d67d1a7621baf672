// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "widgets/run/chatview.h"

#include "widgets/run/chatbubble.h"
#include "widgets/theme/composition.h"
#include "widgets/theme/follow.h"
#include "widgets/theme/prose.h"

#include <QApplication>
#include <QClipboard>
#include <QComboBox>
#include <QDropEvent>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QMimeData>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QScrollArea>
#include <QScrollBar>
#include <QTextBlock>
#include <QTextLayout>
#include <QToolButton>
#include <QUrl>
#include <QVBoxLayout>

#include <algorithm>
#include <utility>

namespace postern::widgets {

namespace {

constexpr int kDraftLines = 3;
const QString kAwaited = QStringLiteral("…");
constexpr int kDraftPadding = 12;

QToolButton *link(const QString &text, QWidget *parent)
{
    auto *button = new QToolButton(parent);
    button->setText(text);
    button->setProperty("role", "link");
    return button;
}

} // namespace

ChatView::ChatView(QWidget *parent)
    : QWidget(parent)
    , m_scroll(new QScrollArea(this))
    , m_empty(new theme::Prose(tr("Write a question below. Each answer and its question go along "
                                  "with the next one.")))
    , m_draft(new QPlainTextEdit(this))
{
    auto *page = new QWidget;
    page->setProperty("role", "panel");
    m_column = new QVBoxLayout(page);
    m_column->setContentsMargins(12, 12, 12, 12);
    m_column->setSpacing(12);
    m_empty->setProperty("role", "secondary");
    m_column->addWidget(m_empty);
    m_column->addStretch(1);
    m_scroll->setObjectName("chatScroll");
    m_scroll->setWidgetResizable(true);
    m_scroll->setFrameShape(QFrame::NoFrame);
    m_scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_scroll->setWidget(page);
    m_scroll->setAccessibleName(tr("Chat"));
    keepAtEnd();
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_scroll, 1);
    layout->addWidget(makeComposer());
    showState();
    theme::watchCompositions();
}

QWidget *ChatView::makeComposer()
{
    auto *composer = new QWidget(this);
    makeReplacing(composer);
    makeAttached(composer);
    setUpDraft();
    auto *layout = new QVBoxLayout(composer);
    layout->setContentsMargins(12, 8, 12, 8);
    layout->setSpacing(4);
    for (QWidget *part : {m_replacing, m_attachedRow, static_cast<QWidget *>(m_draft)})
        layout->addWidget(part);
    layout->addLayout(makeButtons(composer));
    m_replacing->hide();
    m_attachedRow->hide();
    return composer;
}

void ChatView::makeReplacing(QWidget *composer)
{
    m_replacing = new QWidget(composer);
    m_replacingNote = new theme::Prose(m_replacing);
    m_replacingNote->setProperty("role", "secondary");
    auto *keep = link(tr("Keep them"), m_replacing);
    connect(keep, &QToolButton::clicked, this, [this] {
        forgetEdit();
        if (!m_setAside.isEmpty() || !m_setAsideImages.isEmpty())
            restoreDraft();
    });
    auto *row = new QHBoxLayout(m_replacing);
    row->setContentsMargins(0, 0, 0, 0);
    row->addWidget(m_replacingNote, 1);
    row->addWidget(keep);
}

void ChatView::makeAttached(QWidget *composer)
{
    m_attachedRow = new QWidget(composer);
    m_attachedText = new QLabel(m_attachedRow);
    m_attachedText->setProperty("role", "secondary");
    m_attachedText->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    auto *remove = link(tr("Remove"), m_attachedRow);
    connect(remove, &QToolButton::clicked, this, [this] {
        m_attached.clear();
        showAttached();
    });
    auto *row = new QHBoxLayout(m_attachedRow);
    row->setContentsMargins(0, 0, 0, 0);
    row->addWidget(m_attachedText, 1);
    row->addWidget(remove);
}

void ChatView::setUpDraft()
{
    m_draft->setObjectName("chatDraft");
    m_draft->setProperty("role", "input");
    m_draft->setTabChangesFocus(true);
    m_draft->setAccessibleName(tr("Question"));
    theme::follow(m_draft, [this] {
        m_draft->ensurePolished();
        m_draft->setFixedHeight(m_draft->fontMetrics().lineSpacing() * kDraftLines + kDraftPadding);
    });
    m_draft->installEventFilter(this);
    m_draft->viewport()->installEventFilter(this);
    connect(m_draft, &QPlainTextEdit::textChanged, this, &ChatView::showState);
}

QLayout *ChatView::makeButtons(QWidget *composer)
{
    m_blockerText = new theme::Prose(composer);
    m_blockerText->setProperty("role", "secondary");
    m_send = new QPushButton(tr("Send"), composer);
    m_send->setObjectName("chatSend");
    m_send->setFocusPolicy(Qt::TabFocus); // a click would end what is composed, without a word
    m_send->setToolTip(tr("Return sends, Shift+Return breaks the line"));
    connect(m_send, &QPushButton::clicked, this, &ChatView::send);
    m_stop = new QPushButton(tr("Stop"), composer);
    m_stop->setObjectName("chatStop");
    connect(m_stop, &QPushButton::clicked, this, &ChatView::stopped);
    m_new = link(tr("New chat"), composer);
    m_new->setObjectName("chatNew");
    connect(m_new, &QToolButton::clicked, this, [this] {
        goBackTo(0);
        emit cleared();
        focusDraft();
    });
    m_attachedTurns = new QComboBox(composer);
    m_attachedTurns->setObjectName("chatAttachedTurns");
    m_attachedTurns->setAccessibleName(tr("Earlier turns that go with the question"));
    m_attachedTurns->addItem(tr("With all earlier turns"), -1);
    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(8);
    buttons->addWidget(m_new);
    buttons->addWidget(m_attachedTurns);
    buttons->addWidget(m_blockerText, 1);
    buttons->addWidget(m_stop);
    buttons->addWidget(m_send);
    return buttons;
}

void ChatView::setInputName(const QString &name)
{
    m_draft->setPlaceholderText(tr("What goes into %1").arg(name));
}

void ChatView::setImages(const ImageAccess &access, bool areTaken)
{
    m_images = access;
    m_takesImages = areTaken;
    m_draft->setProperty("takesImages", areTaken);
}

void ChatView::setBlocker(const QString &reason)
{
    m_blocker = reason;
    showState();
}

void ChatView::addQuestion(const QString &text, const QStringList &images)
{
    auto *question = new ChatBubble(ChatBubble::Side::Question);
    question->setText(text);
    question->setAbout(images.join(QStringLiteral(", ")));
    QToolButton *const again = question->addButton(tr("Edit and send again"));
    connect(again, &QToolButton::clicked, this, [this, question] { editAgain(question); });
    auto *answer = new ChatBubble(ChatBubble::Side::Answer);
    answer->setText(kAwaited, false);
    connect(answer->addButton(tr("Copy")), &QToolButton::clicked, answer, [answer] {
        QApplication::clipboard()->setText(answer->text());
    });
    QToolButton *const run = answer->addButton(tr("Show run"));
    run->setObjectName("chatShowRun");
    connect(run, &QToolButton::clicked, this, [this, answer] {
        const auto turn = std::ranges::find(m_turns, answer, &Turn::answer);
        if (turn != m_turns.end())
            emit runWanted(static_cast<int>(turn - m_turns.begin()));
    });
    m_column->insertWidget(m_column->count() - 1, question);
    m_column->insertWidget(m_column->count() - 1, answer);
    m_turns.push_back({question, answer, images, again, run});
    m_isWaiting = true;
    restoreDraft();
    scrollToEnd();
}

void ChatView::showProgress(const QString &words)
{
    if (m_isWaiting)
        m_turns.back().answer->setAbout(words);
}

int ChatView::attachedTurns() const
{
    return m_attachedTurns->currentData().toInt();
}

// All, none, or the latest few: as many as there are to choose from.
void ChatView::fillAttachedTurns()
{
    constexpr int kMostOffered = 10;
    const int count = m_replaced.value_or(turns());
    const int offered = std::min(count, kMostOffered + 1) + 1;
    m_attachedTurns->setVisible(count > 0);
    if (m_attachedTurns->count() == offered)
        return;
    const QVariant chosen = m_attachedTurns->currentData();
    const QSignalBlocker blocker(m_attachedTurns);
    m_attachedTurns->clear();
    m_attachedTurns->addItem(tr("With all earlier turns"), -1);
    for (int most = std::min(count - 1, kMostOffered); most > 0; --most)
        m_attachedTurns->addItem(most == 1 ? tr("With the last turn")
                                           : tr("With the last %1 turns").arg(most),
                                 most);
    if (count > 0)
        m_attachedTurns->addItem(tr("Without earlier turns"), 0);
    m_attachedTurns->setCurrentIndex(std::max(m_attachedTurns->findData(chosen), 0));
}

void ChatView::showPiece(const QString &text)
{
    if (!m_isWaiting || text.isEmpty())
        return;
    m_turns.back().answer->setText(text, false);
    scrollToEnd();
}

void ChatView::finish(const QString &answer, const QString &about, const QStringList &citations)
{
    if (!m_isWaiting)
        return;
    m_turns.back().answer->setText(answer);
    m_turns.back().answer->setCitations(citations);
    m_turns.back().answer->setAbout(about);
    endAnswer();
}

void ChatView::fail(const QString &reason)
{
    if (!m_isWaiting)
        return;
    m_turns.back().answer->setFailure(reason);
    endAnswer();
}

void ChatView::cutShort(const QString &reason)
{
    if (!m_isWaiting)
        return;
    ChatBubble *const answer = m_turns.back().answer;
    if (const QString text = answer->text(); text != kAwaited)
        return finish(text, reason);
    fail(reason);
}

void ChatView::takeOver(const ChatView &old)
{
    goBackTo(0);
    for (const Turn &turn : old.m_turns) {
        addQuestion(turn.question->text(), turn.images);
        const ChatBubble &answer = *turn.answer;
        const bool isLast = &turn == &old.m_turns.back();
        if (isLast && old.m_isWaiting)
            showPiece(answer.text());
        else if (answer.isFailure())
            fail(answer.text());
        else
            finish(answer.text(), answer.about(), answer.citations());
    }
    m_draft->setPlainText(old.m_draft->toPlainText());
    m_draft->moveCursor(QTextCursor::End);
    m_attached = old.m_attached;
    showAttached();
}

void ChatView::endAnswer()
{
    m_isWaiting = false;
    showState();
    scrollToEnd();
}

void ChatView::goBackTo(int turns)
{
    while (this->turns() > turns) {
        m_turns.back().question->deleteLater();
        m_turns.back().answer->deleteLater();
        m_turns.back().question->hide();
        m_turns.back().answer->hide();
        m_turns.pop_back();
        m_isWaiting = false;
    }
    forgetEdit();
}

void ChatView::editAgain(const ChatBubble *question)
{
    const auto turn = std::ranges::find(m_turns, question, &Turn::question);
    if (turn == m_turns.end() || m_isWaiting)
        return;
    theme::commitComposition();
    if (!m_replaced) {
        m_setAside = m_draft->toPlainText();
        m_setAsideImages = m_attached;
    }
    const QString note = tr("Takes the place of the question and all after it.");
    m_replacingNote->setText(m_setAside.isEmpty() && m_setAsideImages.isEmpty()
                                 ? note
                                 : note + u' ' + tr("What you had written comes back then."));
    m_replaced = static_cast<int>(turn - m_turns.begin());
    m_attached = turn->images;
    m_draft->setPlainText(question->text());
    m_draft->selectAll();
    m_replacing->show();
    showAttached();
    focusDraft();
}

void ChatView::restoreDraft()
{
    m_draft->setPlainText(std::exchange(m_setAside, {}));
    m_draft->moveCursor(QTextCursor::End);
    m_attached = std::exchange(m_setAsideImages, {});
    showAttached();
}

void ChatView::forgetEdit()
{
    m_replaced.reset();
    m_replacing->hide();
    showState();
}

bool ChatView::send()
{
    theme::commitComposition(); // the last syllable belongs to the question
    const QString text = m_draft->toPlainText();
    if (m_isWaiting || !m_blocker.isEmpty() || (text.trimmed().isEmpty() && m_attached.isEmpty()))
        return false;
    const int turns = m_replaced.value_or(this->turns());
    const QStringList images = m_attached;
    emit sent(text, images, turns);
    return true;
}

void ChatView::focusDraft()
{
    m_draft->setFocus(Qt::OtherFocusReason);
}

bool ChatView::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_draft && event->type() == QEvent::InputMethod)
        QMetaObject::invokeMethod(this, &ChatView::showState, Qt::QueuedConnection);
    if (watched == m_draft && event->type() == QEvent::KeyPress) {
        const auto *key = static_cast<QKeyEvent *>(event);
        const bool isReturn = key->key() == Qt::Key_Return || key->key() == Qt::Key_Enter;
        if (isReturn && (key->modifiers() & Qt::ShiftModifier) == 0) {
            send();
            return true;
        }
        if (key->matches(QKeySequence::Paste))
            return pasteImage();
    }
    if (watched == m_draft->viewport() && event->type() == QEvent::Drop) {
        auto *drop = static_cast<QDropEvent *>(event);
        if (!attach(drop->mimeData()))
            return false;
        drop->acceptProposedAction();
        return true;
    }
    if (watched == m_draft->viewport() && event->type() == QEvent::DragEnter) {
        auto *enter = static_cast<QDragEnterEvent *>(event);
        if (m_takesImages && (enter->mimeData()->hasImage() || enter->mimeData()->hasUrls())) {
            enter->acceptProposedAction();
            return true;
        }
    }
    return QWidget::eventFilter(watched, event);
}

bool ChatView::pasteImage()
{
    return attach(QApplication::clipboard()->mimeData());
}

bool ChatView::attach(const QMimeData *data)
{
    if (!m_takesImages || !data)
        return false;
    const qsizetype before = m_attached.size();
    for (const QUrl &url : data->urls()) {
        if (url.isLocalFile())
            m_attached.append(m_images.name ? m_images.name(url.toLocalFile()) : url.toLocalFile());
    }
    if (data->hasImage() && m_attached.size() == before && m_images.keep) {
        if (const QString kept = m_images.keep(data->imageData().value<QImage>()); !kept.isEmpty())
            m_attached.append(kept);
    }
    showAttached();
    return m_attached.size() > before;
}

void ChatView::showAttached()
{
    QStringList names;
    for (const QString &image : m_attached)
        names.append(image.section(QLatin1Char('/'), -1));
    m_attachedText->setText(tr("With %1").arg(names.join(QStringLiteral(", "))));
    m_attachedRow->setVisible(!m_attached.isEmpty());
    showState();
}

void ChatView::showState()
{
    m_empty->setVisible(m_turns.empty());
    m_new->setVisible(!m_turns.empty());
    m_new->setEnabled(!m_isWaiting);
    m_stop->setVisible(m_isWaiting);
    const bool isComposing = !m_draft->textCursor().block().layout()->preeditAreaText().isEmpty();
    const bool isEmpty = m_draft->toPlainText().trimmed().isEmpty() && m_attached.isEmpty()
                         && !isComposing;
    m_send->setEnabled(!m_isWaiting && m_blocker.isEmpty() && !isEmpty);
    fillAttachedTurns();
    m_blockerText->setText(m_isWaiting ? QString() : m_blocker);
    for (const Turn &turn : m_turns) {
        turn.again->setEnabled(!m_isWaiting);
        turn.run->setEnabled(!m_isWaiting || &turn == &m_turns.back());
    }
}

void ChatView::keepAtEnd()
{
    // Who has read to the end stays there, also when the chat moves to a place of another size.
    QScrollBar *const bar = m_scroll->verticalScrollBar();
    connect(bar, &QScrollBar::valueChanged, this, [this, bar](int value) {
        m_isAtEnd = value >= bar->maximum();
    });
    connect(bar, &QScrollBar::rangeChanged, this, [this, bar](int, int end) {
        if (m_isAtEnd)
            bar->setValue(end);
    });
}

void ChatView::scrollToEnd()
{
    // Queued: the new bubble's height is known only when it has been laid out.
    QMetaObject::invokeMethod(
        this,
        [this] {
            m_scroll->widget()->layout()->activate();
            QScrollBar *const bar = m_scroll->verticalScrollBar();
            bar->setValue(bar->maximum());
        },
        Qt::QueuedConnection);
}

} // namespace postern::widgets
