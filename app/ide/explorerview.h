// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QTreeView>

class QFileSystemModel;
class QSortFilterProxyModel;

namespace postern::ide {

/// The files of the flow folder, without those that nobody wants to see.
class ExplorerView final : public QTreeView
{
    Q_OBJECT

public:
    explicit ExplorerView(QWidget *parent = nullptr);

    void setFolder(const QString &folder);
    /// Selects the row of a file without emitting fileChosen.
    void selectFile(const QString &path);

signals:
    /// A file was clicked, or Enter pressed on it.
    void fileChosen(const QString &path);

private:
    void choose(const QModelIndex &index);

    QFileSystemModel *const m_files;      // child of this
    QSortFilterProxyModel *const m_shown; // child of this
};

} // namespace postern::ide
