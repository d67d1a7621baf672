// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/ide/commands/commandpalette.h"

#include "widgets/run/emptynote.h"
#include "widgets/theme/theme.h"

#include <QHeaderView>
#include <QKeyEvent>
#include <QLineEdit>
#include <QTreeView>
#include <QVBoxLayout>

#include <algorithm>
#include <utility>

namespace postern::ide {

namespace {

constexpr int kWidth = 460;
constexpr int kIconSize = 16;
constexpr int kHeight = 360;

} // namespace

CommandPalette::CommandPalette(std::vector<Entry> entries, const QString &prompt, QWidget *parent)
    : QFrame(parent, Qt::Popup)
    , m_field(new QLineEdit(this))
    , m_list(new QTreeView(this))
    , m_matches(new PaletteModel(this))
{
    setObjectName("commandPalette");
    setAttribute(Qt::WA_DeleteOnClose);
    m_matches->add(std::move(entries));
    m_list->setModel(m_matches);
    new widgets::EmptyNote(m_list, tr("Nothing found."));
    m_list->setFocusPolicy(Qt::NoFocus);
    m_list->setUniformRowHeights(true);
    m_list->setRootIsDecorated(false);
    m_list->setHeaderHidden(true);
    m_list->setIconSize({theme::scaled(kIconSize), theme::scaled(kIconSize)});
    m_list->setAccessibleName(prompt);
    m_list->header()->setStretchLastSection(false);
    m_list->header()->setSectionResizeMode(0, QHeaderView::Stretch);
    m_list->header()->setSectionResizeMode(1, QHeaderView::ResizeToContents);
    m_field->setPlaceholderText(prompt);
    m_field->setAccessibleName(prompt);
    m_field->installEventFilter(this);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(8, 8, 8, 8);
    layout->setSpacing(8);
    layout->addWidget(m_field);
    layout->addWidget(m_list);
    resize(theme::scaled(kWidth), theme::scaled(kHeight));
    setFocusProxy(m_field);
    filter({});

    connect(m_field, &QLineEdit::textChanged, this, &CommandPalette::filter);
    connect(m_field, &QLineEdit::returnPressed, this, &CommandPalette::chooseCurrent);
    connect(m_list, &QTreeView::clicked, this, &CommandPalette::chooseCurrent);
}

bool CommandPalette::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::KeyPress) {
        const auto *key = static_cast<QKeyEvent *>(event);
        const int page
            = std::max(1, m_list->viewport()->height() / std::max(1, m_list->sizeHintForRow(0)) - 1);
        switch (key->key()) {
        case Qt::Key_Up:
            step(-1);
            return true;
        case Qt::Key_Down:
            step(1);
            return true;
        case Qt::Key_PageUp:
            step(-page);
            return true;
        case Qt::Key_PageDown:
            step(page);
            return true;
        default:
            break;
        }
    }
    return QFrame::eventFilter(watched, event);
}

void CommandPalette::step(int rows)
{
    const int last = m_matches->rowCount() - 1;
    if (last >= 0)
        m_list->setCurrentIndex(
            m_matches->index(qBound(0, m_list->currentIndex().row() + rows, last), 0));
}

void CommandPalette::filter(const QString &text)
{
    m_isDue = false;
    m_matches->filter(text.trimmed());
    m_list->setCurrentIndex(m_matches->index(0, 0));
}

void CommandPalette::addLast(std::vector<Entry> entries)
{
    m_expectsMore = false;
    const QModelIndex current = m_list->currentIndex();
    const QString name = current.siblingAtColumn(0).data().toString();
    const QString note = current.siblingAtColumn(1).data().toString();
    m_matches->add(std::move(entries));
    int row = 0;
    // Who hasn't moved away from the best gets the best of all.
    for (int each = 0; current.row() > 0 && each < m_matches->rowCount(); ++each) {
        if (m_matches->entry(each).name == name && m_matches->entry(each).note == note)
            row = each;
    }
    m_list->setCurrentIndex(m_matches->index(row, 0));
    if (m_isDue)
        chooseCurrent();
}

void CommandPalette::chooseCurrent()
{
    const QModelIndex current = m_list->currentIndex();
    if (!current.isValid() && m_expectsMore) {
        m_isDue = true;
        return;
    }
    const auto choose = current.isValid() ? m_matches->entry(current.row()).choose
                                          : std::function<void()>();
    close();
    if (choose)
        choose();
}

} // namespace postern::ide
