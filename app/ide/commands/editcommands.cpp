// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/ide/commands/editcommands.h"

#include "app/ide/commands/actions.h"
#include "app/ide/commands/edittarget.h"

#include <QAbstractItemView>
#include <QApplication>
#include <QClipboard>
#include <QContextMenuEvent>
#include <QLabel>
#include <QLineEdit>
#include <QMimeData>
#include <QPlainTextEdit>
#include <QTextEdit>
#include <Qsci/qsciscintilla.h>

namespace postern::ide {

namespace {

PossibleEdits ofText(bool isSelected, bool isReadOnly, bool isEmpty)
{
    return {isSelected && !isReadOnly, isSelected, !isReadOnly, !isEmpty};
}

template<typename Edit>
PossibleEdits ofEdit(const Edit &edit)
{
    return ofText(edit.textCursor().hasSelection(), edit.isReadOnly(), edit.document()->isEmpty());
}

PossibleEdits possible(const QWidget *widget)
{
    if (const EditTarget *const target = EditTarget::of(widget))
        return target->possible();
    if (const auto *code = qobject_cast<const QsciScintilla *>(widget))
        return ofText(code->hasSelectedText(), code->isReadOnly(), code->length() == 0);
    if (const auto *line = qobject_cast<const QLineEdit *>(widget))
        return ofText(line->hasSelectedText(), line->isReadOnly(), line->text().isEmpty());
    if (const auto *edit = qobject_cast<const QPlainTextEdit *>(widget))
        return ofEdit(*edit);
    if (const auto *edit = qobject_cast<const QTextEdit *>(widget))
        return ofEdit(*edit);
    if (const auto *label = qobject_cast<const QLabel *>(widget))
        return {false, label->hasSelectedText(), false, false};
    if (const auto *list = qobject_cast<const QAbstractItemView *>(widget)) {
        const bool takesSeveral = list->selectionMode() > QAbstractItemView::SingleSelection;
        return {false, list->currentIndex().isValid(), false, takesSeveral};
    }
    return {};
}

// A spin box and a combo hold a field that isn't what has the focus.
QWidget *fieldOf(QWidget *widget)
{
    auto *inside = widget ? widget->findChild<QLineEdit *>() : nullptr;
    const bool isField = widget
                         && (widget->inherits("QAbstractSpinBox") || widget->inherits("QComboBox"));
    return isField && inside ? inside : widget;
}

void copyFrom(QWidget *widget)
{
    if (const auto *label = qobject_cast<QLabel *>(widget)) {
        QApplication::clipboard()->setText(label->selectedText());
    } else if (const auto *list = qobject_cast<QAbstractItemView *>(widget)) {
        QStringList columns; // of the row
        const QModelIndex row = list->currentIndex();
        for (int column = 0; column < row.model()->columnCount(row.parent()); ++column)
            columns.append(row.siblingAtColumn(column).data().toString());
        columns.removeAll(QString());
        QApplication::clipboard()->setText(columns.join('\t'));
    } else {
        QMetaObject::invokeMethod(widget, "copy");
    }
}

bool takesImages(const QWidget *widget)
{
    return widget && widget->property("takesImages").toBool();
}

// An image is for the widget around the text that has the keyboard.
void pasteInto(QWidget *widget)
{
    bool isTaken = false;
    QWidget *around = takesImages(widget) ? widget->parentWidget() : nullptr;
    while (around && around->metaObject()->indexOfMethod("pasteImage()") < 0)
        around = around->parentWidget();
    if (around)
        QMetaObject::invokeMethod(around, "pasteImage", Q_RETURN_ARG(bool, isTaken));
    if (!isTaken)
        QMetaObject::invokeMethod(widget, "paste");
}

} // namespace

EditCommands::EditCommands(const Actions &actions, QWidget *window)
    : QObject(window)
    , m_actions(actions)
    , m_window(window)
{
    const auto connectEdit = [&](ActionId id, void (EditTarget::*toTarget)(), auto toText) {
        actions.on(id, this, [this, toTarget, toText] {
            if (EditTarget *const target = EditTarget::of(m_target))
                (target->*toTarget)();
            else
                toText(m_target);
        });
    };
    const auto calls = [](const char *slot) {
        return [slot](QWidget *widget) { QMetaObject::invokeMethod(widget, slot); };
    };
    connectEdit(ActionId::Cut, &EditTarget::cut, calls("cut"));
    connectEdit(ActionId::Copy, &EditTarget::copy, &copyFrom);
    connectEdit(ActionId::Paste, &EditTarget::paste, &pasteInto);
    connectEdit(ActionId::SelectAll, &EditTarget::selectAll, calls("selectAll"));
    actions.on(ActionId::ShowContextMenu, this, &EditCommands::showContextMenu);
    const auto look = [this] {
        const QMimeData *const held = QApplication::clipboard()->mimeData();
        m_hasText = held && held->hasText();
        m_hasImage = held && (held->hasImage() || held->hasUrls());
        refresh();
    };
    connect(QApplication::clipboard(), &QClipboard::dataChanged, this, look);
    connect(qApp, &QApplication::focusChanged, this, [this](QWidget *, QWidget *now) {
        follow(now);
    });
    look();
}

void EditCommands::follow(QWidget *focused)
{
    // A menu and the command palette are about what had the keyboard before them.
    if (!focused || focused->window() != m_window)
        return;
    if (m_target) {
        disconnect(m_target, nullptr, this, nullptr);
        if (EditTarget *const target = EditTarget::of(m_target))
            disconnect(target, nullptr, this, nullptr);
    }
    m_target = fieldOf(focused);
    if (const EditTarget *const target = EditTarget::of(m_target))
        connect(target, &EditTarget::changed, this, &EditCommands::refresh);
    for (const char *change : {"selectionChanged()", "textChanged()", "textChanged(QString)"}) {
        if (m_target->metaObject()->indexOfSignal(change) >= 0)
            connect(m_target, ('2' + QByteArray(change)).constData(), this, SLOT(refresh()));
    }
    if (const auto *list = qobject_cast<QAbstractItemView *>(m_target);
        list && list->selectionModel())
        connect(list->selectionModel(),
                &QItemSelectionModel::currentChanged,
                this,
                &EditCommands::refresh,
                Qt::UniqueConnection);
    refresh();
}

void EditCommands::refresh()
{
    const PossibleEdits can = possible(m_target);
    m_actions[ActionId::Cut]->setEnabled(can.cut);
    m_actions[ActionId::Copy]->setEnabled(can.copy);
    const bool isHeld = m_hasText || (m_hasImage && takesImages(m_target));
    m_actions[ActionId::Paste]->setEnabled(can.paste && isHeld);
    m_actions[ActionId::SelectAll]->setEnabled(can.all);
}

// As the menu key does: at the caret, or at the current row.
void EditCommands::showContextMenu()
{
    QWidget *const focused = m_window->focusWidget();
    if (!focused)
        return;
    const QRect place = focused->inputMethodQuery(Qt::ImCursorRectangle).toRect();
    const QPoint at = place.isValid() ? place.center() : focused->rect().center();
    QContextMenuEvent event(QContextMenuEvent::Keyboard, at, focused->mapToGlobal(at));
    QCoreApplication::sendEvent(focused, &event);
}

} // namespace postern::ide
