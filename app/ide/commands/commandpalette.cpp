// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/ide/commands/commandpalette.h"

#include "widgets/run/emptynote.h"
#include "widgets/theme/theme.h"

#include <QHeaderView>
#include <QKeyEvent>
#include <QLineEdit>
#include <QSortFilterProxyModel>
#include <QStandardItemModel>
#include <QTreeView>
#include <QVBoxLayout>

namespace postern::ide {

namespace {

constexpr int kIndexRole = Qt::UserRole;
constexpr int kSearchRole = Qt::UserRole + 1;
constexpr int kWidth = 460;
constexpr int kIconSize = 16;
constexpr int kHeight = 360;

QList<QStandardItem *> row(const CommandPalette::Entry &entry, int index)
{
    QString text = entry.name;
    text.remove('&');
    QPixmap none(kIconSize, kIconSize); // keeps the names in line
    none.fill(Qt::transparent);
    auto *name = new QStandardItem(entry.icon.isNull() ? QIcon(none) : entry.icon, text);
    name->setData(index, kIndexRole);
    name->setData(QString(text + '\n' + entry.otherName), kSearchRole);
    auto *note = new QStandardItem(entry.note);
    note->setTextAlignment(Qt::AlignRight | Qt::AlignVCenter);
    for (QStandardItem *item : {name, note})
        item->setEditable(false);
    return {name, note};
}

} // namespace

CommandPalette::CommandPalette(std::vector<Entry> entries, const QString &prompt, QWidget *parent)
    : QFrame(parent, Qt::Popup)
    , m_entries(std::move(entries))
    , m_field(new QLineEdit(this))
    , m_list(new QTreeView(this))
    , m_matches(new QSortFilterProxyModel(this))
{
    setObjectName("commandPalette");
    setAttribute(Qt::WA_DeleteOnClose);
    auto *all = new QStandardItemModel(this);
    for (std::size_t index = 0; index < m_entries.size(); ++index)
        all->appendRow(row(m_entries[index], static_cast<int>(index)));
    m_matches->setSourceModel(all);
    m_matches->setFilterCaseSensitivity(Qt::CaseInsensitive);
    m_matches->setFilterRole(kSearchRole);
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
        if (key->key() == Qt::Key_Up || key->key() == Qt::Key_Down) {
            if (m_matches->rowCount() == 0)
                return true;
            const int step = key->key() == Qt::Key_Up ? -1 : 1;
            const int last = m_matches->rowCount() - 1;
            const int next = qBound(0, m_list->currentIndex().row() + step, last);
            m_list->setCurrentIndex(m_matches->index(next, 0));
            return true;
        }
    }
    return QFrame::eventFilter(watched, event);
}

void CommandPalette::filter(const QString &text)
{
    m_matches->setFilterFixedString(text.trimmed());
    m_list->setCurrentIndex(m_matches->index(0, 0));
}

void CommandPalette::chooseCurrent()
{
    const QModelIndex current = m_list->currentIndex().siblingAtColumn(0);
    close();
    if (current.isValid())
        m_entries[static_cast<std::size_t>(current.data(kIndexRole).toInt())].choose();
}

} // namespace postern::ide
