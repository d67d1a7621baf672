// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/ide/commands/question.h"

#include "widgets/theme/iconlabel.h"
#include "widgets/theme/prose.h"
#include "widgets/theme/styled.h"
#include "widgets/theme/theme.h"

#include <QDialogButtonBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QListWidget>
#include <QPushButton>

#include <algorithm>

namespace postern::ide {

namespace {
constexpr int kQuestionWidth = 420;
constexpr int kQuestionIcon = 24;
constexpr int kMostNamesInView = 8;
} // namespace

Question::Question(const QString &title, const QString &text, QWidget *parent)
    : QDialog(parent)
    , m_words(new QVBoxLayout)
    , m_buttons(new QDialogButtonBox(this))
{
    setObjectName("question");
    setWindowTitle(title);
    setAccessibleDescription(text);
    auto *icon = new theme::IconLabel(QStringLiteral("warning"),
                                      kQuestionIcon,
                                      this,
                                      &theme::Tokens::warn);
    auto *heading = new QLabel(title, this);
    heading->setProperty("role", "heading");
    heading->setTextFormat(Qt::PlainText);
    auto *words = new theme::Prose(text, this);
    words->setMinimumWidth(theme::scaled(kQuestionWidth));
    m_words->setSpacing(8);
    m_words->addWidget(heading);
    m_words->addWidget(words);
    auto *row = new QHBoxLayout;
    row->setSpacing(12);
    row->addWidget(icon, 0, Qt::AlignTop);
    row->addLayout(m_words, 1);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(16, 16, 16, 16);
    layout->setSpacing(16);
    layout->addLayout(row);
    layout->addWidget(m_buttons);
    layout->setSizeConstraint(QLayout::SetFixedSize);
}

void Question::setNames(const QStringList &names)
{
    auto *list = new QListWidget(this);
    list->setObjectName("questionNames");
    list->setAccessibleName(windowTitle());
    list->setSelectionMode(QAbstractItemView::NoSelection);
    list->setUniformItemSizes(true);
    list->addItems(names);
    const bool isLong = names.size() > kMostNamesInView;
    if (!isLong)
        list->setFocusPolicy(Qt::NoFocus); // nothing is to be scrolled
    list->ensurePolished();
    const int rows = std::min(static_cast<int>(names.size()), kMostNamesInView);
    list->setFixedHeight(rows * std::max(1, list->sizeHintForRow(0)) + 2 * list->frameWidth());
    m_words->addWidget(list);
}

QPushButton *Question::add(Button kind, const QString &text)
{
    QPushButton *const button = m_buttons->addButton(text,
                                                     kind == Button::Meant
                                                         ? QDialogButtonBox::AcceptRole
                                                     : kind == Button::Other
                                                         ? QDialogButtonBox::DestructiveRole
                                                         : QDialogButtonBox::RejectRole);
    const bool isForReturn = kind == Button::Meant || kind == Button::SafeCancel;
    button->setAutoDefault(isForReturn);
    button->setDefault(isForReturn);
    if (kind == Button::Meant)
        theme::setStyled(*button, "role", QStringLiteral("primary"));
    if (isForReturn)
        button->setFocus();
    const bool isCancel = kind == Button::Cancel || kind == Button::SafeCancel;
    connect(button, &QPushButton::clicked, this, [this, button, isCancel] {
        m_answer = isCancel ? nullptr : button;
        done(isCancel ? Rejected : Accepted);
    });
    return button;
}

const QPushButton *Question::ask()
{
    m_answer = nullptr;
    exec();
    return m_answer;
}

} // namespace postern::ide
