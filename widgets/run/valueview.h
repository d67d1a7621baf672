// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "engine/base/value.h"

#include <QWidget>

class QPlainTextEdit;
class QStackedWidget;
class QToolButton;
class QTreeView;

namespace postern::widgets {

class ValueModel;

/// Shows a value as a tree or as its raw text, and copies the value or the path of a row.
class ValueView final : public QWidget
{
    Q_OBJECT

public:
    explicit ValueView(QWidget *parent = nullptr);

    void setValue(const Value &value);

private:
    void showRaw(bool raw);
    void showMenu(const QPoint &position);

    Value m_value;
    ValueModel *const m_model;       // child of this
    QTreeView *const m_tree;         // child of this
    QPlainTextEdit *const m_raw;     // child of this
    QStackedWidget *const m_stack;   // child of this
    QToolButton *const m_treeButton; // child of this
    QToolButton *const m_rawButton;  // child of this
};

} // namespace postern::widgets
