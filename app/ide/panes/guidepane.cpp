// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/ide/panes/guidepane.h"

#include "widgets/run/emptynote.h"
#include "widgets/run/markdown.h"
#include "widgets/theme/follow.h"
#include "widgets/theme/icon.h"
#include "widgets/theme/theme.h"

#include <QHBoxLayout>
#include <QLineEdit>
#include <QListWidget>
#include <QScrollBar>
#include <QStackedWidget>
#include <QTextBlock>
#include <QTextEdit>
#include <QToolButton>
#include <QVBoxLayout>

#include <utility>

namespace postern::ide {

namespace {
constexpr int kSectionRole = Qt::UserRole;
} // namespace

GuidePane::GuidePane(std::function<Guide()> read, QWidget *parent)
    : QWidget(parent)
    , m_read(std::move(read))
    , m_search(new QLineEdit(this))
    , m_contents(new QToolButton(this))
    , m_views(new QStackedWidget(this))
    , m_list(new QListWidget(m_views))
    , m_text(new QTextEdit(m_views))
{
    setObjectName("guidePane");
    m_search->setObjectName("guideSearch");
    m_search->setPlaceholderText(tr("Search the guide"));
    m_search->setAccessibleName(tr("Search the guide"));
    m_search->setClearButtonEnabled(true);
    m_contents->setObjectName("guideContents");
    m_contents->setIcon(theme::icon(QStringLiteral("triple-line")));
    m_contents->setToolTip(tr("Contents"));
    m_contents->setAccessibleName(tr("Contents"));
    m_list->setObjectName("guideList");
    m_list->setAccessibleName(tr("Sections of the guide"));
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setWordWrap(true);
    new widgets::EmptyNote(m_list, tr("Nothing in the guide has these words."));
    m_text->setObjectName("guideText");
    m_text->setAccessibleName(tr("Guide"));
    m_text->setFrameShape(QFrame::NoFrame);
    m_text->setReadOnly(true);
    m_text->setUndoRedoEnabled(false);
    m_text->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_views->addWidget(m_list);
    m_views->addWidget(m_text);
    auto *head = new QHBoxLayout;
    head->setContentsMargins(8, 4, 8, 4);
    head->addWidget(m_contents);
    head->addWidget(m_search, 1);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addLayout(head);
    layout->addWidget(m_views, 1);
    setFocusProxy(m_search);
    connect(m_search, &QLineEdit::textEdited, this, &GuidePane::showContents);
    connect(m_search, &QLineEdit::textChanged, this, [this](const QString &text) {
        if (text.isEmpty()) // by its button
            fillList();
    });
    connect(m_search, &QLineEdit::returnPressed, this, [this] {
        if (m_views->currentWidget() == m_list && m_list->count() > 0)
            showSection(m_list->item(0)->data(kSectionRole).toULongLong());
    });
    connect(m_contents, &QToolButton::clicked, this, [this] {
        m_search->clear();
        showContents();
        m_list->setFocus();
    });
    const auto choose = [this](const QListWidgetItem *item) {
        showSection(item->data(kSectionRole).toULongLong());
    };
    connect(m_list, &QListWidget::itemClicked, this, choose);
    connect(m_list, &QListWidget::itemActivated, this, choose);
    theme::follow(this, [this] { renderPage(); });
}

void GuidePane::showEvent(QShowEvent *event)
{
    readOnce();
    QWidget::showEvent(event);
}

void GuidePane::readOnce()
{
    if (!m_read)
        return;
    m_guide = std::exchange(m_read, nullptr)();
    fillList();
}

void GuidePane::showTopic(const QStringList &topics)
{
    readOnce();
    m_search->clear();
    if (const auto section = m_guide.find(topics))
        showSection(*section);
    else
        showContents();
}

void GuidePane::showContents()
{
    readOnce();
    m_shown.clear();
    fillList();
    m_views->setCurrentWidget(m_list);
}

void GuidePane::fillList()
{
    m_list->clear();
    for (const std::size_t at : m_guide.search(m_search->text())) {
        const GuideSection &section = m_guide.sections()[at];
        const QString page = m_guide.pages().value(static_cast<qsizetype>(section.page));
        auto *item = new QListWidgetItem(section.title + QStringLiteral("\n") + page, m_list);
        item->setData(kSectionRole, QVariant::fromValue(static_cast<qulonglong>(at)));
    }
}

void GuidePane::renderPage()
{
    if (m_guide.pages().isEmpty())
        return;
    m_text->clear();
    m_text->document()->setDefaultFont(theme::font(12));
    m_text->setCurrentCharFormat({}); // not that of the heading that stood there
    QTextCursor(m_text->document()).insertFragment(widgets::fromMarkdown(m_guide.textOf(m_page)));
}

void GuidePane::showSection(std::size_t section)
{
    const GuideSection &wanted = m_guide.sections()[section];
    m_page = wanted.page;
    m_shown = wanted.title;
    renderPage();
    m_views->setCurrentWidget(m_text);
    for (QTextBlock block = m_text->document()->begin(); block.isValid(); block = block.next()) {
        if (block.blockFormat().headingLevel() == 2 && block.text() == wanted.title) {
            QTextCursor cursor(block);
            m_text->moveCursor(QTextCursor::End); // so that the section comes to the top
            m_text->setTextCursor(cursor);
            break;
        }
    }
}

} // namespace postern::ide
