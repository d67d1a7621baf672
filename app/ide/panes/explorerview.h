// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QTreeView>

class QFileSystemModel;
class QSortFilterProxyModel;

namespace postern::ide {

/// The files of a folder, without those that nobody wants to see.
class ExplorerView final : public QTreeView
{
    Q_OBJECT

public:
    explicit ExplorerView(QWidget *parent = nullptr);

    void setFolder(const QString &folder);
    /// Selects the row of the file that is being edited, without emitting fileChosen. The same as
    /// before stays where the user has gone from it.
    void follow(const QString &path);
    /// Whether the files of a folder are shown.
    bool isOpen(const QString &folder) const;
    void setOpen(const QString &folder, bool open);

signals:
    /// A file was clicked, or Enter pressed on it.
    void fileChosen(const QString &path);
    /// By mouse or key; of a file or folder.
    void menuWanted(const QString &path, const QPoint &globalPosition);

private:
    void choose(const QModelIndex &index);
    QModelIndex indexOf(const QString &path) const;

    QString m_followed;
    QFileSystemModel *const m_files;      // child of this
    QSortFilterProxyModel *const m_shown; // child of this
};

} // namespace postern::ide
