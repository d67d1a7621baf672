// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "widgets/run/valuedialog.h"

#include "widgets/run/valuetext.h"
#include "widgets/run/valueview.h"
#include "widgets/theme/dialogsize.h"
#include "widgets/theme/plaintext.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QScreen>
#include <QShortcut>

namespace postern::widgets {

namespace {
constexpr QSize kSize(900, 600);
constexpr qsizetype kLongestTitle = 80;
} // namespace

ValueDialog::ValueDialog(const QString &title, const Value &value, QWidget *parent)
    : QDialog(parent)
    , m_view(new ValueView(this, ValueView::Form::Rendered))
    , m_search(new QLineEdit(this))
    , m_remark(new QLabel(this))
{
    setObjectName("valueDialog");
    setWindowTitle(title.isEmpty() ? tr("Value") : theme::shortened(title, kLongestTitle));
    theme::sizeDialog(*this, kSize);
    m_view->setTitle(title);
    m_view->setLarge();
    m_view->setValue(value);
    m_search->setObjectName("valueSearch");
    m_search->setPlaceholderText(tr("Find in the value"));
    m_search->setAccessibleName(m_search->placeholderText());
    m_search->setClearButtonEnabled(true);
    m_remark->setObjectName("valueRemark");
    m_remark->setProperty("role", "secondary");
    auto *previous = new QPushButton(tr("Previous"), this);
    auto *next = new QPushButton(tr("Next"), this);
    auto *close = new QPushButton(tr("Close"), this);
    for (QPushButton *button : {previous, next, close})
        button->setAutoDefault(false); // Return finds

    auto *bar = new QHBoxLayout;
    bar->setContentsMargins(8, 8, 8, 4);
    bar->setSpacing(4);
    bar->addWidget(m_search, 1);
    bar->addWidget(previous);
    bar->addWidget(next);
    bar->addWidget(m_remark);
    auto *foot = new QHBoxLayout;
    foot->setContentsMargins(8, 4, 8, 8);
    foot->addStretch();
    foot->addWidget(close);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addLayout(bar);
    layout->addWidget(m_view, 1);
    layout->addLayout(foot);

    connect(m_search, &QLineEdit::returnPressed, this, [this] { find(false); });
    connect(m_search, &QLineEdit::textEdited, m_remark, &QLabel::clear);
    connect(next, &QPushButton::clicked, this, [this] { find(false); });
    connect(previous, &QPushButton::clicked, this, [this] { find(true); });
    connect(close, &QPushButton::clicked, this, &QDialog::accept);
    auto *toSearch = new QShortcut(QKeySequence::Find, this);
    connect(toSearch, &QShortcut::activated, m_search, qOverload<>(&QWidget::setFocus));
    auto *onwards = new QShortcut(QKeySequence::FindNext, this);
    connect(onwards, &QShortcut::activated, this, [this] { find(false); });
    auto *back = new QShortcut(QKeySequence::FindPrevious, this);
    connect(back, &QShortcut::activated, this, [this] { find(true); });
}

void ValueDialog::open(const QString &title, const Value &value, QWidget *window)
{
    auto *dialog = new ValueDialog(title, value, window); // deletes itself
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->show();
}

void ValueDialog::find(bool backward)
{
    const QString words = m_search->text();
    const bool isFound = words.isEmpty() || m_view->findText(words, backward);
    m_remark->setText(isFound ? QString() : tr("Not found"));
}

} // namespace postern::widgets
