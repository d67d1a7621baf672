// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/ide/panes/explorerview.h"

#include "app/ide/home/paths.h"
#include "widgets/theme/icon.h"

#include <QAbstractFileIconProvider>
#include <QFileSystemModel>
#include <QHeaderView>
#include <QSortFilterProxyModel>

namespace postern::ide {

namespace {

class Icons final : public QAbstractFileIconProvider
{
public:
    QIcon icon(IconType type) const override
    {
        return theme::icon(type == Folder ? QStringLiteral("folder") : QStringLiteral("file"));
    }
    QIcon icon(const QFileInfo &info) const override
    {
        if (info.isDir())
            return theme::icon(QStringLiteral("folder"));
        const QString suffix = info.suffix();
        if (suffix == "py")
            return theme::icon(QStringLiteral("python"));
        if (suffix == "jinja2")
            return theme::icon(QStringLiteral("jinja"));
        if (suffix == "jsonl" || suffix == "csv")
            return theme::icon(QStringLiteral("data"));
        if (suffix == "yaml" || suffix == "yml")
            return theme::icon(QStringLiteral("file-text"));
        return theme::icon(QStringLiteral("file"));
    }
};

class Filter final : public QSortFilterProxyModel
{
public:
    using QSortFilterProxyModel::QSortFilterProxyModel;

protected:
    /// The flow's own file, then files, then folders.
    bool lessThan(const QModelIndex &left, const QModelIndex &right) const override
    {
        const auto *files = qobject_cast<const QFileSystemModel *>(sourceModel());
        const auto rank = [&](const QModelIndex &index) {
            if (files->isDir(index))
                return 2;
            return files->fileName(index).startsWith(QLatin1String("flow.")) ? 0 : 1;
        };
        if (rank(left) != rank(right))
            return rank(left) < rank(right);
        return QString::localeAwareCompare(files->fileName(left), files->fileName(right)) < 0;
    }

    bool filterAcceptsRow(int row, const QModelIndex &parent) const override
    {
        const auto *files = qobject_cast<const QFileSystemModel *>(sourceModel());
        // Above the flow folder only the way to it.
        const QString path = files->filePath(files->index(row, 0, parent));
        if (!path.startsWith(files->rootPath() + u'/'))
            return (files->rootPath() + u'/').startsWith(path == u"/" ? path : path + u'/');
        return !isHiddenName(files->fileName(files->index(row, 0, parent)));
    }
};

Icons &icons()
{
    static Icons theIcons;
    return theIcons;
}

} // namespace

ExplorerView::ExplorerView(QWidget *parent)
    : QTreeView(parent)
    , m_files(new QFileSystemModel(this))
    , m_shown(new Filter(this))
{
    m_files->setIconProvider(&icons());
    m_files->setOption(QFileSystemModel::DontUseCustomDirectoryIcons);
    m_shown->setSourceModel(m_files);
    setModel(m_shown);
    setHeaderHidden(true);
    setUniformRowHeights(true);
    setFrameShape(QFrame::NoFrame);
    setIndentation(14);
    setAccessibleName(tr("Explorer"));
    for (int column = 1; column < m_files->columnCount(); ++column)
        hideColumn(column);
    setContextMenuPolicy(Qt::CustomContextMenu);
    connect(this, &QWidget::customContextMenuRequested, this, [this](const QPoint &at) {
        const QModelIndex index = indexAt(at);
        if (index.isValid())
            emit menuWanted(m_files->filePath(m_shown->mapToSource(index)),
                            viewport()->mapToGlobal(at));
    });
    connect(this, &QTreeView::clicked, this, &ExplorerView::choose);
    connect(this, &QTreeView::activated, this, &ExplorerView::choose);
}

void ExplorerView::setFolder(const QString &folder)
{
    m_followed.clear();
    if (rootIndex().isValid() && m_files->rootPath() == folder)
        return; // another flow of it: what is open in it stays open
    const QModelIndex root = m_files->setRootPath(folder);
    m_shown->invalidate();
    m_shown->sort(0);
    setRootIndex(m_shown->mapFromSource(root.parent()));
    setExpanded(m_shown->mapFromSource(root), true);
}

void ExplorerView::follow(const QString &path)
{
    if (path == m_followed)
        return;
    m_followed = path;
    setCurrentIndex(indexOf(path));
}

bool ExplorerView::isOpen(const QString &folder) const
{
    return isExpanded(indexOf(folder));
}

void ExplorerView::setOpen(const QString &folder, bool open)
{
    setExpanded(indexOf(folder), open);
}

QModelIndex ExplorerView::indexOf(const QString &path) const
{
    return m_shown->mapFromSource(m_files->index(path));
}

void ExplorerView::choose(const QModelIndex &index)
{
    const QModelIndex file = m_shown->mapToSource(index);
    if (!m_files->isDir(file))
        emit fileChosen(m_files->filePath(file));
}

} // namespace postern::ide
