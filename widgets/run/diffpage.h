// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QPlainTextEdit>

#include <string>
#include <utility>

namespace postern::widgets {

/// Two texts over one another, line by line: what is only in the first is marked by "-" and what is
/// only in the second by "+", and within a line that was changed the words that differ.
class DiffPage final : public QPlainTextEdit
{
    Q_OBJECT

public:
    explicit DiffPage(QWidget *parent = nullptr);

    /// A text of lines that begin with " ", "-" or "+".
    void setDiff(const std::string &diff);

private:
    void mark();
};

/// Begin and size of what differs in two lines of which one took the other's place, by whole words.
struct DifferingWords
{
    std::pair<qsizetype, qsizetype> before;
    std::pair<qsizetype, qsizetype> after;
};
DifferingWords differingWords(QStringView before, QStringView after);

} // namespace postern::widgets
