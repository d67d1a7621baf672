// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QString>

#include <vector>

class QsciScintilla;

namespace postern::widgets {

/// A line that would be added to a text.
struct AddedLine
{
    QString text;
    bool isMarked = false; ///< it is tinted
};

/// Shows lines below a line of the editor, from 0, as if they had been added: without numbers, with a
/// "+" before each. The text stays as it is. The line is scrolled to where they can be seen.
void showAddition(QsciScintilla &editor, int below, const std::vector<AddedLine> &lines);
void clearAddition(QsciScintilla &editor);

} // namespace postern::widgets
