// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "widgets/inspector/fieldrows.h"

#include "engine/flow/floweditor.h"
#include "widgets/inspector/fieldedit.h"
#include "widgets/theme/follow.h"
#include "widgets/theme/plaintext.h"
#include "widgets/theme/prose.h"
#include "widgets/theme/styled.h"
#include "widgets/theme/theme.h"

#include <QGridLayout>
#include <QToolButton>

#include <algorithm>
#include <initializer_list>
#include <utility>

namespace postern::widgets {

namespace {

constexpr int kRowLabelWidth = 84;
constexpr int kWidestRowLabel = 120;
constexpr int kRowSide = 12;

/// What the guide has on a field: after the last name in its path.
QString helpTopic(const std::string &path)
{
    const std::string name = path.substr(path.rfind('.') + 1); // of npos + 1: all of it
    return QStringLiteral("field-") + QString::fromStdString(name);
}

} // namespace

void showElided(QLabel &label, const QString &text, int width)
{
    label.ensurePolished();
    label.setText(label.fontMetrics().elidedText(text, Qt::ElideMiddle, theme::scaled(width)));
    label.setToolTip(label.text() == text ? QString() : theme::plainToolTip(text));
}

QLabel *rowLabel(const QString &text, QWidget *parent)
{
    auto *made = new QLabel(parent);
    made->setProperty("role", "field");
    theme::follow(made, [made] { made->setMinimumWidth(theme::scaled(kRowLabelWidth)); });
    made->setTextFormat(Qt::PlainText);
    showElided(*made, text, kWidestRowLabel);
    return made;
}

FieldRows::FieldRows(QWidget *body)
    : QObject(body)
    , m_body(body)
    , m_grid(new QGridLayout(body))
    , m_none(new theme::Prose(body))
{
    m_grid->setContentsMargins(kRowSide, 8, kRowSide, 8);
    m_grid->setHorizontalSpacing(8);
    m_grid->setVerticalSpacing(6);
    m_grid->setColumnStretch(1, 1);
    m_none->setProperty("role", "field");
    m_grid->addWidget(m_none, 0, 0, 1, 3);
    m_none->hide();
}

void FieldRows::show(std::vector<FormField> fields, const QString &whenNone)
{
    while (m_rows.size() > fields.size())
        dropRow();
    m_none->setText(whenNone);
    m_none->setVisible(fields.empty() && !whenNone.isEmpty());
    while (m_rows.size() < fields.size())
        addRow();
    for (std::size_t at = 0; at < fields.size(); ++at)
        fill(m_rows[at], std::move(fields[at]));
}

void FieldRows::addRow()
{
    constexpr int kLines = 2; // of the grid: the field, and what is said of it
    const int at = static_cast<int>(m_rows.size()) * kLines;
    Row made;
    made.name = rowLabel({}, m_body);
    made.edit = new FieldEdit(m_body);
    m_grid->addWidget(made.name, at, 0);
    m_grid->addWidget(made.edit, at, 1, 1, 2);
    connect(made.edit, &FieldEdit::committed, this, [this, edit = made.edit](const QString &typed) {
        commit(edit, typed);
    });
    connect(made.edit, &FieldEdit::takenBack, this, [this, edit = made.edit] {
        if (Row *const row = find(edit); row != nullptr) {
            m_refused.erase(row->field.path);
            showNote(*row);
        }
    });
    connect(made.edit, &FieldEdit::revertWanted, this, [this, edit = made.edit] {
        if (const Row *const row = find(edit))
            write(Row(*row), {});
    });
    m_rows.push_back(made);
    // Now, not by the event loop after all was laid out without them.
    made.name->show();
    made.edit->show();
}

void FieldRows::dropRow()
{
    const Row row = std::move(m_rows.back());
    m_rows.pop_back();
    row.edit->disconnect(this);
    // Later: it may be the one that was just written.
    for (QWidget *const part :
         std::initializer_list<QWidget *>{row.name, row.edit, row.note, row.fix}) {
        if (part != nullptr) {
            part->hide();
            part->deleteLater();
        }
    }
}

void FieldRows::fill(Row &row, FormField field)
{
    const bool isOther = row.field.path != field.path;
    row.field = std::move(field);
    const FormField &now = row.field;
    showElided(*row.name, now.label, kWidestRowLabel);
    row.edit->setHasLines(now.hasLines);
    row.edit->setName(now.label);
    row.edit->setProperty("helpTopic", helpTopic(now.path));
    row.edit->setRole(QString::fromLatin1(now.role));
    row.edit->setPlaceholder(now.whenAbsent);
    const bool isEditable = m_isEditable && now.isEditable && m_writer != nullptr && *m_writer;
    row.edit->setEditable(isEditable);
    row.edit->setChoices(isEditable ? now.choices : nullptr);
    row.edit->setPick(isEditable ? now.pick : nullptr);
    row.edit->setMixed(now.isMixed);
    const bool hasWayBack = now.isChanged && !now.isRequired;
    row.edit->setChanged(now.isChanged,
                         !hasWayBack ? QString()
                         : now.whenAbsent.isEmpty()
                             ? FormWords::tr("Take it out")
                             : FormWords::tr("Back to %1").arg(now.whenAbsent));
    constexpr qsizetype kLongestValue = 500; // the file has all of it
    const QString text = isEditable ? now.text : theme::shortened(now.text, kLongestValue);
    if (isOther)
        row.edit->showText(text);
    else
        row.edit->setStated(text);
    if (const auto refused = m_refused.find(now.path); isOther && refused != m_refused.end())
        row.edit->keepTyped(refused->second.typed);
    showNote(row);
}

void FieldRows::showNote(Row &row)
{
    const auto refused = m_refused.find(row.field.path);
    const bool isRefused = refused != m_refused.end();
    const bool isWarning = !isRefused && !row.field.problem.isEmpty();
    const QString text = isRefused   ? refused->second.reason
                         : isWarning ? row.field.problem
                                     : row.field.remark;
    row.edit->setWrong(isRefused);
    const int at = 2 * static_cast<int>(&row - m_rows.data()) + 1;
    if (row.note == nullptr && !text.isEmpty()) {
        row.note = new theme::Prose(m_body);
        row.note->setProperty("role", "secondary");
        m_grid->addWidget(row.note, at, 1);
    }
    if (row.note != nullptr) {
        theme::setStyled(*row.note, "state", isRefused ? "err" : isWarning ? "warn" : "");
        if (row.note->text() != text)
            row.note->setText(text);
        row.note->setVisible(!text.isEmpty());
        row.note->setAccessibleName(row.field.label + ": " + text);
    }
    const bool hasFix = isWarning && !row.field.fix.isEmpty() && m_isEditable;
    if (hasFix && row.fix == nullptr) {
        row.fix = new QToolButton(m_body);
        row.fix->setProperty("role", "link");
        m_grid->addWidget(row.fix, at, 2, Qt::AlignRight | Qt::AlignTop);
        connect(row.fix, &QToolButton::clicked, this, [this, edit = row.edit] {
            if (const Row *const found = find(edit))
                write(Row(*found), {});
        });
    }
    if (row.fix != nullptr) {
        row.fix->setText(row.field.fix);
        row.fix->setVisible(hasFix);
    }
}

FieldRows::Row *FieldRows::find(const FieldEdit *edit)
{
    const auto found = std::ranges::find(m_rows, edit, &Row::edit);
    return found == m_rows.end() ? nullptr : &*found;
}

FieldRows::Row *FieldRows::find(const std::string &path)
{
    const auto found = std::ranges::find_if(m_rows,
                                            [&](const Row &row) { return row.field.path == path; });
    return found == m_rows.end() ? nullptr : &*found;
}

void FieldRows::commit(const FieldEdit *edit, const QString &typed)
{
    const Row *const found = find(edit);
    if (found == nullptr)
        return;
    const Row row = *found; // another may stand there once it was written
    const Typed meant = typedContent(typed, row.field.type);
    if (!meant.problem.isEmpty())
        refuse(row.field.path, typed, meant.problem);
    else if (!meant.content && row.field.isRequired)
        refuse(row.field.path, typed, FormWords::tr("It can't do without."));
    else
        write(row, meant);
}

void FieldRows::write(const Row &row, const Typed &typed)
{
    const FormField field = row.field;
    const QString shown = row.edit->text();
    const bool isSet = typed.content.has_value();
    FormIntent intent = field.intent ? field.intent(typed)
                                     : FormIntent([&](flow::FlowEditor &editor) {
                                           if (isSet)
                                               editor.set(field.path, *typed.content);
                                           else
                                               editor.unset(field.path);
                                       });
    if (!intent) {
        refuse(field.path, shown, FormWords::tr("It counts once the other half is given, too."));
        return;
    }
    const QString words = isSet ? FormWords::tr("Set %1 of %2") : FormWords::tr("Remove %1 of %2");
    const QString step = field.step.isEmpty() ? words.arg(field.label, field.unit) : field.step;
    const QString reason = (*m_writer)(intent, step, {});
    if (!reason.isEmpty()) {
        refuse(field.path, shown, reason);
        return;
    }
    m_refused.erase(field.path);
    if (Row *const now = find(field.path)) {
        now->edit->showText(now->field.text); // as the file has it
        showNote(*now);
    }
}

void FieldRows::refuse(const std::string &path, const QString &typed, const QString &reason)
{
    m_refused[path] = {typed, reason};
    if (Row *const row = find(path))
        showNote(*row);
}

void FieldRows::take()
{
    // One that is written may change the others.
    std::vector<std::string> paths;
    paths.reserve(m_rows.size());
    for (const Row &row : m_rows)
        paths.push_back(row.field.path);
    for (const std::string &path : paths) {
        if (const Row *const row = find(path))
            row->edit->take();
    }
}

bool FieldRows::focusField(const std::string &path)
{
    const Row *const row = find(path);
    if (row == nullptr)
        return false;
    row->edit->input()->setFocus(Qt::OtherFocusReason);
    return true;
}

} // namespace postern::widgets
