// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QWidget>

#include <string>

class QComboBox;
class QLineEdit;

namespace postern::widgets {

class TextPage;

/// What a node wrote, all of it or the lines that are asked for: from a level on, with a text.
class LogPage final : public QWidget
{
    Q_OBJECT

public:
    explicit LogPage(QWidget *parent = nullptr);

    /// Shows the end of a log that grows.
    void follow(const std::string &log);

private:
    bool isFiltered() const;
    void showLines();
    std::string passing() const;

    std::string m_log;
    QComboBox *const m_level; // child of this
    QLineEdit *const m_text;  // child of this
    TextPage *const m_page;   // child of this
};

} // namespace postern::widgets
