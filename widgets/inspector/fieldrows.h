// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QLabel>
#include <QString>

#include <vector>

class QGridLayout;
class QLineEdit;

namespace postern::theme {
class Prose;
} // namespace postern::theme

namespace postern::widgets {

/// Names may be of any length; the panel is narrow. The width is that for text of the usual size.
void showElided(QLabel &label, const QString &text, int width);
/// The name of a row at the left of a panel.
QLabel *rowLabel(const QString &text, QWidget *parent);

/// Rows of a name and a value that can be walked to, selected and copied. What is shown anew
/// changes only the fields that differ: the others aren't painted.
class FieldRows final
{
public:
    struct Field
    {
        QString name;
        QString text;
        QString whenEmpty;          ///< shown in place of an empty text
        const char *role = nullptr; ///< "literal" and "reference" are in code's letters
        bool isChanged = false;     ///< wears the mark of what differs from its default
    };

    explicit FieldRows(QWidget *body);

    /// The grid, for its spacing.
    QGridLayout &grid() { return *m_grid; }
    /// Shows these; with none, the sentence in their place.
    void show(const std::vector<Field> &fields, const QString &whenNone = {});

private:
    struct Row
    {
        QLabel *name = nullptr;
        QLineEdit *value = nullptr;
    };
    void fill(Row &row, const Field &field);

    QWidget *const m_body;
    QGridLayout *const m_grid;  // of m_body
    std::vector<Row> m_rows;    // children of m_body
    theme::Prose *const m_none; // child of m_body
};

} // namespace postern::widgets
