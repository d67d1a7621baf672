// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "widgets/theme/filedialog.h"

#include "widgets/theme/dialogsize.h"
#include "widgets/theme/icon.h"
#include "widgets/theme/styled.h"
#include "widgets/theme/theme.h"

#include <QAbstractFileIconProvider>
#include <QComboBox>
#include <QDateTime>
#include <QDialogButtonBox>
#include <QDir>
#include <QFileInfo>
#include <QFileSystemModel>
#include <QHeaderView>
#include <QIdentityProxyModel>
#include <QListView>
#include <QLocale>
#include <QPushButton>
#include <QStandardPaths>
#include <QToolButton>
#include <QTreeView>
#include <QUrl>

namespace postern::theme {

namespace {

constexpr QSize kFileDialogSize{820, 540};
constexpr int kNameColumn = 300;
constexpr int kSideWidth = 150;
constexpr int kSizeColumn = 1; // of a QFileSystemModel
constexpr int kDateColumn = 3;

class FileIcons final : public QAbstractFileIconProvider
{
public:
    QIcon icon(IconType type) const override
    {
        return theme::icon(type == File ? QStringLiteral("file") : QStringLiteral("folder"));
    }
    QIcon icon(const QFileInfo &file) const override
    {
        return theme::icon(file.isDir() ? QStringLiteral("folder") : QStringLiteral("file"));
    }
    /// Qt has words for it in few languages.
    QString type(const QFileInfo &file) const override
    {
        if (file.isDir())
            return FileDialog::tr("Folder");
        return file.suffix().isEmpty() ? FileDialog::tr("File")
                                       : FileDialog::tr("%1 file").arg(file.suffix());
    }
};

/// The files with sizes and dates as the window's language writes them: Qt takes the system's.
class FileColumns final : public QIdentityProxyModel
{
public:
    using QIdentityProxyModel::QIdentityProxyModel;

    QVariant data(const QModelIndex &index, int role) const override
    {
        const auto *files = qobject_cast<const QFileSystemModel *>(sourceModel());
        if (files == nullptr || role != Qt::DisplayRole || index.column() == 0)
            return QIdentityProxyModel::data(index, role);
        const QFileInfo file = files->fileInfo(mapToSource(index));
        switch (index.column()) {
        case kSizeColumn:
            return file.isDir() ? QString() : QLocale().formattedDataSize(file.size());
        case kDateColumn:
            return QLocale().toString(file.lastModified(), QLocale::ShortFormat);
        default:
            return QIdentityProxyModel::data(index, role);
        }
    }
};

QString &lastFolder()
{
    static QString folder;
    return folder;
}

} // namespace

FileDialog::FileDialog(QWidget *parent,
                       const QString &title,
                       const QString &from,
                       const QString &filter)
    : QFileDialog(parent, title, from.isEmpty() ? lastFolder() : from, filter)
{
    static FileIcons icons;
    setOption(DontUseNativeDialog);
    setIconProvider(&icons);
    setProxyModel(new FileColumns(this));
    setViewMode(Detail);
    setLabelText(LookIn, tr("Folder:"));
    setLabelText(FileName, tr("Name:"));
    setLabelText(FileType, tr("Kind:"));
    setLabelText(Reject, tr("Cancel"));
    QList<QUrl> places;
    for (const auto place : {QStandardPaths::HomeLocation,
                             QStandardPaths::DesktopLocation,
                             QStandardPaths::DocumentsLocation}) {
        const QUrl folder = QUrl::fromLocalFile(QStandardPaths::writableLocation(place));
        if (QDir(folder.toLocalFile()).exists() && !places.contains(folder))
            places.append(folder);
    }
    setSidebarUrls(places << QUrl::fromLocalFile(QDir::rootPath()));
    sizeDialog(*this, kFileDialogSize);
    connect(this, &QFileDialog::fileSelected, this, [this] { lastFolder() = directory().path(); });
}

QString FileDialog::folder(QWidget *parent, const QString &title)
{
    FileDialog dialog(parent, title, {}, {});
    dialog.setFileMode(Directory);
    dialog.setOption(ShowDirsOnly);
    dialog.setLabelText(Accept, tr("Choose"));
    return dialog.choose();
}

QString FileDialog::file(QWidget *parent, const QString &title, const QString &filter)
{
    FileDialog dialog(parent, title, {}, filter);
    dialog.setFileMode(ExistingFile);
    return dialog.choose();
}

QString FileDialog::newFile(QWidget *parent, const QString &title, const QString &proposed)
{
    FileDialog dialog(parent, title, QFileInfo(proposed).path(), {});
    dialog.setFileMode(AnyFile);
    dialog.setAcceptMode(AcceptSave);
    dialog.setLabelText(Accept, tr("Save"));
    dialog.selectFile(QFileInfo(proposed).fileName());
    return dialog.choose();
}

QString FileDialog::choose()
{
    return exec() == Accepted ? selectedFiles().value(0) : QString();
}

void FileDialog::showEvent(QShowEvent *event)
{
    dress();
    QFileDialog::showEvent(event);
}

void FileDialog::dress()
{
    if (acceptMode() == AcceptOpen && fileMode() != Directory)
        setLabelText(Accept, tr("Open"));
    struct Dress
    {
        const char *button;
        const char *icon;
        QString name;
    };
    for (const Dress &dress : {Dress{"backButton", "chevron-left", tr("Back")},
                               Dress{"forwardButton", "chevron-right", tr("Forward")},
                               Dress{"toParentButton", "chevron-up", tr("Folder above")},
                               Dress{"newFolderButton", "plus", tr("New folder")},
                               Dress{"listModeButton", "triple-line", tr("Names alone")},
                               Dress{"detailModeButton", "data", tr("With details")}}) {
        if (auto *button = findChild<QToolButton *>(QLatin1String(dress.button))) {
            button->setIcon(icon(QLatin1String(dress.icon)));
            button->setToolTip(dress.name);
            button->setAccessibleName(dress.name);
        }
    }
    if (auto *details = findChild<QTreeView *>(QStringLiteral("treeView"))) {
        details->setRootIsDecorated(false);
        details->header()->resizeSection(0, scaled(kNameColumn));
        details->header()->setStretchLastSection(true);
    }
    if (auto *side = findChild<QListView *>(QStringLiteral("sidebar")))
        side->setMinimumWidth(scaled(kSideWidth));
    for (QAbstractButton *button : findChild<QDialogButtonBox *>()->buttons()) {
        if (findChild<QDialogButtonBox *>()->buttonRole(button) == QDialogButtonBox::AcceptRole)
            setStyled(*button, "role", QStringLiteral("primary"));
    }
}

} // namespace postern::theme
