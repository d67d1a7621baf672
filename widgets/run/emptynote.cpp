// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "widgets/run/emptynote.h"

#include "widgets/theme/prose.h"

#include <QAbstractItemView>
#include <QEvent>

namespace postern::widgets {

EmptyNote::EmptyNote(QAbstractItemView *view, const QString &sentence)
    : QObject(view)
    , m_view(view)
    , m_note(new theme::Prose(sentence, view->viewport()))
{
    m_note->setObjectName("emptyNote");
    m_note->setProperty("role", "secondary");
    m_note->setAlignment(Qt::AlignTop | Qt::AlignLeft);
    m_note->setContentsMargins(12, 12, 12, 12);
    m_note->setAttribute(Qt::WA_TransparentForMouseEvents);
    view->viewport()->installEventFilter(this);
    const QAbstractItemModel *const model = view->model();
    // As long as the note is there: a QListWidget's model tells that it is empty when it goes, last.
    const auto follow = [this] { refresh(); };
    connect(model, &QAbstractItemModel::modelReset, m_note, follow);
    connect(model, &QAbstractItemModel::rowsInserted, m_note, follow);
    connect(model, &QAbstractItemModel::rowsRemoved, m_note, follow);
    refresh();
}

bool EmptyNote::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::Resize || event->type() == QEvent::Show)
        refresh();
    return QObject::eventFilter(watched, event);
}

void EmptyNote::refresh()
{
    const bool isEmpty = m_view->model()->rowCount() == 0;
    m_note->setVisible(isEmpty);
    if (isEmpty && m_view->viewport()->isVisible()) { // laid out for nobody it would cost the same
        const int width = m_view->viewport()->width();
        m_note->setGeometry(0, 0, width, m_note->heightForWidth(width));
    }
    // The view's own name says it where nothing can be walked through.
    m_view->setAccessibleDescription(isEmpty ? m_note->text() : QString());
}

} // namespace postern::widgets
