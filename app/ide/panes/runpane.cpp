// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/ide/panes/runpane.h"

#include "app/ide/panes/chatpane.h"
#include "app/ide/panes/resultpane.h"
#include "app/ide/session/imageaccess.h"
#include "app/ide/session/session.h"
#include "widgets/run/inputfield.h"
#include "widgets/run/inputsform.h"
#include "widgets/run/inputsmodel.h"
#include "widgets/theme/icon.h"
#include "widgets/theme/prose.h"

#include <QApplication>
#include <QComboBox>
#include <QLabel>
#include <QScrollArea>
#include <QSignalBlocker>
#include <QSplitter>
#include <QStackedWidget>
#include <QTabBar>
#include <QVBoxLayout>

#include <algorithm>
#include <utility>

namespace postern::ide {

namespace {
const QList<int> kShares{600, 400}; // of the inputs and the outputs
constexpr int kMostOfInputs = 45;   // per cent, once there are outputs to be seen
constexpr int kChatTab = 1;
const QString kChat = QStringLiteral("chat");

} // namespace

RunPane::RunPane(Session &session, QWidget *parent)
    : QWidget(parent)
    , m_session(session)
    , m_parts(new QSplitter(Qt::Vertical, this))
    , m_outcome(new QWidget)
    , m_tabs(new QTabBar(m_outcome))
    , m_pages(new QStackedWidget(m_outcome))
    , m_results(new ResultPane(session))
    , m_chat(new ChatPane(session, [this] { return checkInputs(); }))
    , m_scroll(new QScrollArea)
    , m_form(new widgets::InputsForm(session.inputs().ofFlow(), imageAccess(session)))
    , m_initPart(new QWidget)
    , m_init(new widgets::InputsForm(session.inputs().ofClass(), imageAccess(session)))
    , m_sourceRow(new QWidget(this))
    , m_source(new QComboBox(this))
    , m_blocker(new theme::Prose(this))
{
    setProperty("role", "panel");
    m_source->setModel(session.inputs().sources());
    m_source->setObjectName("inputSource");
    m_source->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    auto *sourceLabel = new QLabel(tr("Source"), m_sourceRow);
    sourceLabel->setBuddy(m_source);
    auto *sourceLayout = new QVBoxLayout(m_sourceRow);
    sourceLayout->setContentsMargins(12, 8, 12, 0);
    sourceLayout->setSpacing(4);
    sourceLayout->addWidget(sourceLabel);
    sourceLayout->addWidget(m_source);
    m_blocker->setProperty("state", "warn");
    m_blocker->setContentsMargins(12, 0, 12, 8);
    m_blocker->setObjectName("runBlocker");

    m_parts->addWidget(makeInputs());
    m_parts->addWidget(makeOutcome());
    m_parts->setChildrenCollapsible(false);
    m_parts->setSizes(kShares);
    connect(m_parts, &QSplitter::splitterMoved, this, [this] { m_isSharedOut = true; });
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_parts);

    for (const auto *model : {&session.inputs().ofFlow(), &session.inputs().ofClass()})
        connect(model, &widgets::InputsModel::edited, this, &RunPane::showProblems);
    connect(m_chat, &ChatPane::runWanted, this, &RunPane::runWanted);
    connect(m_source, &QComboBox::activated, &session.inputs(), &RunInputs::choose);
    connect(&session.inputs(), &RunInputs::changed, this, &RunPane::showFlow);
    connect(&session, &Session::runnableChanged, this, &RunPane::showBlocker);
    showBlocker();
}

QWidget *RunPane::makeOutcome()
{
    m_tabs->setObjectName("resultTabs");
    m_tabs->setDrawBase(false);
    m_tabs->setExpanding(false);
    m_tabs->addTab(tr("Outputs"));
    m_tabs->addTab(theme::icon("llm"), tr("Chat"));
    m_tabs->hide();
    m_pages->addWidget(m_results);
    m_pages->addWidget(m_chat);
    m_outcome->setProperty("role", "panel");
    m_outcome->setAttribute(Qt::WA_StyledBackground);
    auto *layout = new QVBoxLayout(m_outcome);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_tabs);
    layout->addWidget(m_pages, 1);
    connect(m_tabs, &QTabBar::currentChanged, this, [this](int tab) {
        m_session.folderState().set(kChat, tab == kChatTab);
        showFlow();
    });
    connect(m_tabs, &QTabBar::tabBarClicked, m_chat, [this](int tab) {
        if (tab == kChatTab) // queued: its page comes first
            QMetaObject::invokeMethod(m_chat, &ChatPane::focusDraft, Qt::QueuedConnection);
    });
    return m_outcome;
}

QWidget *RunPane::makeInputs()
{
    auto *title = new QLabel(tr("Arguments of the class"), m_initPart);
    title->setProperty("role", "heading");
    title->setContentsMargins(12, 8, 12, 0);
    auto *initLayout = new QVBoxLayout(m_initPart);
    initLayout->setContentsMargins(0, 0, 0, 0);
    initLayout->setSpacing(0);
    initLayout->addWidget(title);
    initLayout->addWidget(m_init);
    m_initPart->setObjectName("initPart");
    m_initPart->hide();

    auto *inputs = new QWidget;
    inputs->setProperty("role", "panel");
    auto *layout = new QVBoxLayout(inputs);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_sourceRow);
    layout->addWidget(m_initPart);
    layout->addWidget(m_form);
    layout->addWidget(m_blocker);
    layout->addStretch(1);
    m_scroll->setAccessibleName(tr("Run inputs"));
    m_scroll->setWidgetResizable(true);
    m_scroll->setFrameShape(QFrame::NoFrame);
    m_scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_scroll->setWidget(inputs);
    return m_scroll;
}

void RunPane::showFlow()
{
    if (!m_session.document())
        return;
    RunInputs &inputs = m_session.inputs();
    showChat();
    inputs.setLeftOut(isChatting() ? m_chat->ownInputs() : QStringList());
    m_form->setEmptyNote(isChatting() ? tr("The chat asks for the inputs.")
                                      : tr("This flow has no inputs."));
    m_initPart->setVisible(!inputs.ofClass().isEmpty());
    m_source->setCurrentIndex(inputs.current());
    m_sourceRow->setVisible(m_source->count() > 1 && !inputs.ofFlow().isEmpty());
    // Where the chat is below the form, one that has nothing to ask makes room for it.
    m_scroll->setVisible(!isChatting() || !inputs.ofFlow().isEmpty() || !inputs.ofClass().isEmpty()
                         || m_outcome->parentWidget() != m_parts);
    showProblems();
}

bool RunPane::isChatting() const
{
    return m_chat->isPossible() && m_tabs->currentIndex() == kChatTab;
}

void RunPane::showChat()
{
    const Document *const document = m_session.document();
    const bool isOther = document->filePath() != m_shownFlow;
    m_shownFlow = document->filePath();
    m_chat->showFlow();
    m_tabs->setVisible(m_chat->isPossible());
    if (isOther) {
        const QSignalBlocker quiet(m_tabs);
        m_tabs->setCurrentIndex(m_session.folderState().value(kChat).toBool() ? kChatTab : 0);
    }
    m_pages->setCurrentIndex(isChatting() ? kChatTab : 0);
}

bool RunPane::checkInputs()
{
    Dict inputs;
    Dict init;
    if (m_session.inputs().read(inputs, init))
        return true;
    showFirstProblem();
    m_isRefused = true;
    showProblems();
    return false;
}

void RunPane::takeOver(const RunPane &old)
{
    m_chat->takeOver(*old.m_chat);
    m_hasRun = old.m_hasRun;
    m_isRefused = old.m_isRefused;
    if (!m_isRefused)
        return;
    Dict inputs;
    Dict init;
    m_session.inputs().read(inputs, init); // says what is wrong in the words of now
    showProblems();
}

void RunPane::showProblems()
{
    if (!m_isRefused)
        return;
    const QStringList problems = m_session.inputs().problems();
    m_isRefused = !problems.isEmpty();
    emit inputsRefused(problems.join(QStringLiteral(" ")));
}

bool RunPane::run()
{
    if (isChatting()) {
        const bool isSent = m_chat->send();
        if (!isSent)
            m_chat->focusDraft();
        return isSent;
    }
    if (!checkInputs() || !m_session.run())
        return false;
    m_hasRun = true;
    makeRoom();
    return true;
}

void RunPane::showFirstProblem()
{
    const widgets::InputField *field = m_init->firstProblem();
    if (!field)
        field = m_form->firstProblem();
    if (!field)
        return;
    m_sought = field->editor();
    m_isFocusDue = true;
    m_sought->setFocus(Qt::OtherFocusReason);
    // The panel may be shown only after this, and the sentences below the fields move them.
    qApp->installEventFilter(this);
    QMetaObject::invokeMethod(this, &RunPane::showSought, Qt::QueuedConnection);
}

void RunPane::showSought()
{
    if (!m_sought)
        return endSeeking();
    if (!m_sought->isVisible())
        return;
    m_scroll->ensureWidgetVisible(m_sought->parentWidget());
    if (std::exchange(m_isFocusDue, false))
        m_sought->setFocus(Qt::OtherFocusReason);
}

void RunPane::endSeeking()
{
    m_sought.clear();
    qApp->removeEventFilter(this);
}

bool RunPane::eventFilter(QObject *watched, QEvent *event)
{
    switch (event->type()) {
    case QEvent::KeyPress:
    case QEvent::MouseButtonPress:
    case QEvent::Wheel:
        endSeeking(); // where the user looks from now on is the user's choice
        break;
    case QEvent::LayoutRequest:
    case QEvent::Resize:
    case QEvent::Show:
        // Queued: it is laid out by the event itself.
        if (watched == m_scroll->viewport() || watched == m_scroll->widget())
            QMetaObject::invokeMethod(this, &RunPane::showSought, Qt::QueuedConnection);
        break;
    default:
        break;
    }
    return QWidget::eventFilter(watched, event);
}

void RunPane::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    makeRoom();
}

void RunPane::makeRoom()
{
    if (!m_hasRun || m_isSharedOut || m_parts->count() < 2 || m_scroll->isHidden())
        return;
    const int needed = m_form->sizeHint().height() + m_sourceRow->sizeHint().height();
    const int height = m_parts->height();
    const int inputs = std::min(needed, height * kMostOfInputs / 100);
    m_parts->setSizes({inputs, height - inputs});
}

QWidget *RunPane::lendOutcome()
{
    QMetaObject::invokeMethod(this, &RunPane::showFlow, Qt::QueuedConnection);
    return m_outcome;
}

void RunPane::takeBackOutcome()
{
    if (m_outcome->parentWidget() == m_parts)
        return;
    m_parts->addWidget(m_outcome);
    m_parts->setSizes(kShares);
    showFlow();
}

void RunPane::showBlocker()
{
    const bool isBusy = m_session.runs().isBusy();
    const QString reason = m_session.document() && !isBusy ? m_session.runBlocker() : QString();
    m_blocker->setText(reason);
    m_blocker->setVisible(!reason.isEmpty());
}

} // namespace postern::ide
