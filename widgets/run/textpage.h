// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QPlainTextEdit>

#include <cstddef>
#include <string>
#include <string_view>

namespace postern::widgets {

/// A text of any length, to be read. No more of it is laid out than is soon seen: pages follow as
/// the reader comes to the end, and a line too long to be laid out at once is broken for the eye.
/// What is copied and what is found is the text without those breaks.
class TextPage : public QPlainTextEdit
{
    Q_OBJECT

public:
    explicit TextPage(QWidget *parent = nullptr);

    /// Shows it from its beginning.
    void setText(const std::string &text);
    /// Shows the end of a text that grows. What is new is appended, so that a reader's place and
    /// selection stay; a reader who is at the end is kept there.
    void follow(const std::string &text);
    /// Selects the next place where the words stand, or the one before, around the ends. False
    /// when there is none.
    bool findText(const QString &words, bool backward = false);

protected:
    QMimeData *createMimeDataFromSelection() const override;
    void showEvent(QShowEvent *event) override;

private:
    bool isWhole() const { return m_shown == m_text.size(); }
    void restart(bool follows);
    void showPage();
    void append(std::string_view more);
    /// Whether the last line of what is followed can be read.
    bool isEndInView() const;
    /// Scrolls to its last line; with room below it for what comes.
    void showEnd(bool withRoom);
    /// Appends to what is followed, and paints what is new alone.
    void appendToEnd(std::string_view more);
    void fill();
    QString selectedLines() const;
    /// Between places of the document and of the text.
    qsizetype toText(int position) const;
    int toDocument(qsizetype place) const;

    std::string m_text;
    std::size_t m_shown = 0; ///< bytes of it that the document has
    bool m_follows = false;
};

} // namespace postern::widgets
