// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "widgets/run/logmodel.h"

#include <QSortFilterProxyModel>
#include <QWidget>

class QComboBox;
class QLabel;
class QLineEdit;
class QTreeView;

namespace postern::widgets {

/// The lines of a log that are asked for: from a level on, of a node, with a text.
class LogFilter final : public QSortFilterProxyModel
{
    Q_OBJECT

public:
    using QSortFilterProxyModel::QSortFilterProxyModel;

    void setLevel(LogLevel least);
    /// Empty: of all.
    void setNode(const QString &node);
    /// In any case; empty: any.
    void setText(const QString &text);

protected:
    bool filterAcceptsRow(int row, const QModelIndex &parent) const override;

private:
    LogLevel m_least = LogLevel::Info;
    QString m_node;
    QString m_text;
};

/// A log with its filters above it. It stays at the end while a reader is there.
class LogView final : public QWidget
{
    Q_OBJECT

public:
    /// `ofNode`: which node's is chosen from outside, and not here.
    LogView(LogModel &log, bool ofNode, QWidget *parent = nullptr);

    void setNode(const QString &node);
    /// The lines that pass, as text, to the clipboard.
    void copyAll() const;
    /// How many lines pass.
    int count() const;

signals:
    void countChanged();
    void nodeChosen(const QString &node);

private:
    QLayout *makeFilters();
    void setUpTable();
    void fillNodes();
    void onRows();

    LogModel &m_log;
    const bool m_isOfNode;
    LogFilter *const m_filter; // child of this
    QComboBox *const m_level;  // child of this
    QComboBox *const m_nodes;  // child of this
    QLineEdit *const m_text;   // child of this
    QLabel *const m_remark;    // child of this
    QTreeView *const m_table;  // child of this
    bool m_isAtEnd = true;
};

} // namespace postern::widgets
