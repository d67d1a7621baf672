// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "engine/base/value.h"

#include <QDialog>

class QLabel;
class QLineEdit;

namespace postern::widgets {

class ValueView;

/// A value in a window of its own: large, to be searched and copied.
class ValueDialog final : public QDialog
{
    Q_OBJECT

public:
    ValueDialog(const QString &title, const Value &value, QWidget *parent = nullptr);

    /// Shows one beside the window; it is gone when it is closed.
    static void open(const QString &title, const Value &value, QWidget *window);

private:
    void find(bool backward);

    ValueView *const m_view;   // child of this
    QLineEdit *const m_search; // child of this
    QLabel *const m_remark;    // child of this
};

} // namespace postern::widgets
