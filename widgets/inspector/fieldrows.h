// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "widgets/inspector/formfield.h"

#include <QLabel>
#include <QObject>
#include <QString>

#include <map>
#include <string>
#include <vector>

class QGridLayout;
class QToolButton;

namespace postern::theme {
class Prose;
} // namespace postern::theme

namespace postern::widgets {

class FieldEdit;

/// Names may be of any length; the panel is narrow. The width is that for text of the usual size.
void showElided(QLabel &label, const QString &text, int width);
/// The name of a row at the left of a panel.
QLabel *rowLabel(const QString &text, QWidget *parent);

/// Rows of a name and a value that is edited in place. What is shown anew changes only the fields
/// that differ: the others aren't painted. A value that was refused stays in its field, with the
/// reason below it, until another is taken or it is taken back.
class FieldRows final : public QObject
{
    Q_OBJECT

public:
    explicit FieldRows(QWidget *body);

    /// The grid, for its spacing.
    QGridLayout &grid() { return *m_grid; }
    /// Without a writer, or with none that could write now, the fields only show.
    void setWriter(const FormWriter *writer) { m_writer = writer; }
    void setEditable(bool isEditable) { m_isEditable = isEditable; }
    /// Shows these; with none, the sentence in their place.
    void show(std::vector<FormField> fields, const QString &whenNone = {});
    /// Writes what was typed and not told yet.
    void take();
    /// Nothing is refused any more of what was.
    void forget() { m_refused.clear(); }
    /// Gives the keyboard to the field of that path; whether there is one.
    bool focusField(const std::string &path);

private:
    struct Row
    {
        FormField field;
        QLabel *name = nullptr;
        FieldEdit *edit = nullptr;
        theme::Prose *note = nullptr;
        QToolButton *fix = nullptr;
    };
    struct Refused
    {
        QString typed;
        QString reason;
    };
    void addRow();
    void dropRow();
    void fill(Row &row, FormField field);
    void showNote(Row &row);
    Row *find(const FieldEdit *edit);
    Row *find(const std::string &path);
    void commit(const FieldEdit *edit, const QString &typed);
    void write(const Row &row, const Typed &typed);
    void refuse(const std::string &path, const QString &typed, const QString &reason);

    QWidget *const m_body;
    QGridLayout *const m_grid; // of m_body
    const FormWriter *m_writer = nullptr;
    bool m_isEditable = true;
    std::vector<Row> m_rows;                  // children of m_body
    theme::Prose *const m_none;               // child of m_body
    std::map<std::string, Refused> m_refused; // by path
};

} // namespace postern::widgets
