// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QWidget>

class QHBoxLayout;
class QLabel;
class QToolButton;

namespace postern::widgets {

/// A titled part of a panel that folds away.
class Section final : public QWidget
{
    Q_OBJECT

public:
    /// `content` becomes a child.
    Section(const QString &title, QWidget *content, QWidget *parent = nullptr);

    void setTitle(const QString &title);
    /// A count or a time after the title.
    void setRemark(const QString &text);
    /// Puts a button at the right end of the title.
    void addButton(QToolButton *button);

private:
    void setOpen(bool open);

    QToolButton *const m_title; // child of this
    QLabel *const m_remark;     // child of this
    QHBoxLayout *m_head = nullptr;
    QWidget *const m_content; // child of this
};

} // namespace postern::widgets
