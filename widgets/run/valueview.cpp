// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "widgets/run/valueview.h"

#include "widgets/run/valuemodel.h"
#include "widgets/theme/theme.h"

#include <QApplication>
#include <QClipboard>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QMenu>
#include <QPlainTextEdit>
#include <QStackedWidget>
#include <QToolButton>
#include <QTreeView>

#include <algorithm>

namespace postern::widgets {

namespace {

constexpr qsizetype kRawCharacters = 1'000'000;
constexpr qulonglong kUnfolded = 10; // longer lists are opened by hand
constexpr int kLeastNameWidth = 60;
constexpr int kMostNameWidth = 180;

QToolButton *toggle(const QString &text, QWidget *parent)
{
    auto *button = new QToolButton(parent);
    button->setText(text);
    button->setCheckable(true);
    button->setAutoExclusive(true);
    return button;
}

} // namespace

ValueView::ValueView(QWidget *parent)
    : QWidget(parent)
    , m_model(new ValueModel(this))
    , m_tree(new QTreeView(this))
    , m_raw(new QPlainTextEdit(this))
    , m_stack(new QStackedWidget(this))
    , m_treeButton(toggle(tr("Tree"), this))
    , m_rawButton(toggle(tr("Raw"), this))
{
    m_tree->setObjectName("valueTree");
    m_tree->setModel(m_model);
    m_tree->setHeaderHidden(true);
    m_tree->setUniformRowHeights(true);
    m_tree->setFrameShape(QFrame::NoFrame);
    m_tree->setIndentation(14);
    m_tree->header()->setStretchLastSection(true);
    m_tree->setContextMenuPolicy(Qt::CustomContextMenu);
    m_tree->setAccessibleName(tr("Value"));
    m_raw->setObjectName("valueRaw");
    m_raw->setReadOnly(true);
    m_raw->setFrameShape(QFrame::NoFrame);
    m_raw->setFont(theme::monoFont(11));
    m_raw->setAccessibleName(tr("Raw value"));
    m_stack->addWidget(m_tree);
    m_stack->addWidget(m_raw);
    auto *copy = new QToolButton(this);
    copy->setText(tr("Copy"));

    auto *buttons = new QHBoxLayout;
    buttons->setContentsMargins(8, 4, 8, 4);
    buttons->setSpacing(4);
    buttons->addWidget(m_treeButton);
    buttons->addWidget(m_rawButton);
    buttons->addStretch();
    buttons->addWidget(copy);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addLayout(buttons);
    layout->addWidget(m_stack);

    m_treeButton->setChecked(true);
    connect(m_treeButton, &QToolButton::clicked, this, [this] { showRaw(false); });
    connect(m_rawButton, &QToolButton::clicked, this, [this] { showRaw(true); });
    connect(copy, &QToolButton::clicked, this, [this] {
        QApplication::clipboard()->setText(fullText(m_value));
    });
    connect(m_tree, &QTreeView::customContextMenuRequested, this, &ValueView::showMenu);
}

void ValueView::setValue(const Value &value)
{
    // What is unfolded stays so while a run goes on around it.
    if (value.kind() == m_value.kind() && value == m_value)
        return;
    m_value = value;
    m_model->setValue(value);
    for (int row = 0; row < m_model->rowCount(); ++row) {
        const QModelIndex index = m_model->index(row, ValueModel::Name);
        if (index.data(ValueModel::CountRole).toULongLong() <= kUnfolded)
            m_tree->expand(index);
    }
    m_tree->resizeColumnToContents(ValueModel::Name);
    m_tree->header()->resizeSection(ValueModel::Name,
                                    std::clamp(m_tree->columnWidth(ValueModel::Name),
                                               kLeastNameWidth,
                                               kMostNameWidth));
    // A single long text is read, not unfolded.
    const bool isText = value.isString();
    m_treeButton->setEnabled(!isText);
    m_treeButton->setChecked(!isText);
    m_rawButton->setChecked(isText);
    showRaw(isText);
}

void ValueView::showRaw(bool raw)
{
    if (raw) {
        const QString text = fullText(m_value);
        m_raw->setPlainText(text.size() <= kRawCharacters
                                ? text
                                : text.left(kRawCharacters)
                                      + tr("\n… the rest is left out; Copy takes all of it."));
    }
    m_stack->setCurrentWidget(raw ? static_cast<QWidget *>(m_raw) : m_tree);
}

void ValueView::showMenu(const QPoint &position)
{
    const QModelIndex index = m_tree->indexAt(position);
    if (!index.isValid())
        return;
    QMenu menu;
    menu.addAction(tr("Copy value"), this, [index] {
        QApplication::clipboard()->setText(index.data(ValueModel::TextRole).toString());
    });
    menu.addAction(tr("Copy path"), this, [index] {
        QApplication::clipboard()->setText(index.data(ValueModel::PathRole).toString());
    });
    menu.exec(m_tree->viewport()->mapToGlobal(position));
}

} // namespace postern::widgets
