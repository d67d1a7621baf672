// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QFrame>
#include <QIcon>
#include <QString>

#include <functional>
#include <vector>

class QLineEdit;
class QTreeView;
class QSortFilterProxyModel;

namespace postern::ide {

/// Finds a command or a place by its name and goes for it. A popup: it goes away when something
/// else is clicked.
class CommandPalette final : public QFrame
{
    Q_OBJECT

public:
    struct Entry
    {
        QString name;
        QString note;      ///< at the right: a key, or what it is
        QString otherName; ///< it is found by this too
        QIcon icon;
        std::function<void()> choose;
    };

    CommandPalette(std::vector<Entry> entries, const QString &prompt, QWidget *parent);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void filter(const QString &text);
    void chooseCurrent();

    const std::vector<Entry> m_entries;
    QLineEdit *const m_field;               // child of this
    QTreeView *const m_list;                // child of this
    QSortFilterProxyModel *const m_matches; // child of this
};

} // namespace postern::ide
