// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QString>
#include <Qsci/qsciscintilla.h>

#include <vector>

namespace postern::widgets {

/// Shows the text of a file, read only, coloured by what the file's name says it is.
class CodeView : public QsciScintilla
{
    Q_OBJECT

public:
    explicit CodeView(QWidget *parent = nullptr);

    /// The name decides the colouring. The scroll position stays where it was.
    void setFile(const QString &name, const QString &text);
    /// Tints lines `first` to `last`, counted from 1, in place of those tinted before, and
    /// scrolls them into view if asked to.
    void tintLines(int first, int last, bool intoView = true);
    void clearTint();
    int firstTintedLine() const { return m_firstTinted; }
    /// Puts the caret there, counted from 1; column 0 is the line's beginning.
    void goTo(int line, int column = 0);

protected:
    void changeEvent(QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;
    virtual void applyTheme();
    /// Colours what follows by this name from now on; an empty name: not at all.
    void setLanguage(const QString &name);
    QString languageName() const { return m_name; }
    /// Marks these lines, from 1 and in order, and no others; paints only those that change.
    void setMarked(int marker, const std::vector<int> &wanted);
    /// Room for the numbers of all lines.
    void fitNumbers();

private:
    void colourLexer();

    QString m_name;
    int m_firstTinted = 0;
};

} // namespace postern::widgets
