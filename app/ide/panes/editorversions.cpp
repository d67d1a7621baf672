// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The earlier versions of the file that is being edited, and what is shown of one
// that can't be: the beginning of a large one, a picture.

#include "app/ide/editing/buffer.h"
#include "app/ide/editing/document.h"
#include "app/ide/panes/editorpane.h"
#include "app/ide/panes/fileview.h"
#include "app/ide/panes/pictureview.h"
#include "app/ide/panes/versionsview.h"
#include "widgets/theme/icon.h"

#include <QFile>
#include <QFileInfo>
#include <QTabWidget>

namespace postern::ide {

static constexpr qsizetype kMostOfBeginning = 20'000'000;

void EditorPane::showVersions()
{
    flush();
    Workspace &workspace = m_document->workspace();
    const Buffer *const buffer = active()->buffer();
    if (!buffer)
        return;
    workspace.versions().settle(); // a save that has just been made is among them
    const QString path = buffer->path();
    for (int tab = 0; tab < m_tabs->count(); ++tab) {
        auto *const known = qobject_cast<VersionsView *>(m_tabs->widget(tab));
        if (known && known->path() == path) {
            known->refresh();
            m_tabs->setCurrentIndex(tab);
            return;
        }
    }
    auto *const view
        = new VersionsView(path, [&workspace, path] { return workspace.textOf(path); }, m_tabs);
    connect(view, &VersionsView::failed, this, &EditorPane::failed);
    connect(view, &VersionsView::restoreWanted, this, [this, path](const std::string &text) {
        Workspace &files = m_document->workspace();
        Buffer *const restored = files.open(path);
        const TextEdit edit = difference(restored->text(), text);
        if (!edit.isEmpty())
            files.edit(restored, edit);
    });
    m_tabs->setCurrentIndex(m_tabs->addTab(view,
                                           theme::icon(QStringLiteral("history")),
                                           tr("%1: versions").arg(buffer->name())));
    view->setFocus();
}

void EditorPane::openBeginning(const QString &path)
{
    constexpr int kLines = 1000;
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly)) {
        emit failed(tr("%1 can't be read.").arg(QFileInfo(path).fileName()), file.errorString());
        return;
    }
    QByteArray lines;
    for (int line = 0; line < kLines && !file.atEnd() && lines.size() < kMostOfBeginning; ++line)
        lines += file.readLine();
    const QFileInfo info(path);
    QString name = info.path() + u'/' + info.completeBaseName() + QStringLiteral("-first.")
                   + info.suffix();
    for (int number = 2; QFileInfo::exists(name); ++number)
        name = QStringLiteral("%1/%2-first-%3.%4")
                   .arg(info.path(),
                        info.completeBaseName(),
                        QString::number(number),
                        info.suffix());
    Buffer *const buffer = m_document->workspace().open(name);
    m_document->workspace().edit(buffer, {0, buffer->text().size(), lines.toStdString()});
    openFile(name);
}

void EditorPane::openPicture(const QString &path)
{
    for (int tab = 0; tab < m_tabs->count(); ++tab) {
        if (qobject_cast<PictureView *>(m_tabs->widget(tab)) && m_tabs->tabToolTip(tab) == path) {
            m_tabs->setCurrentIndex(tab);
            return;
        }
    }
    const int tab = m_tabs->addTab(new PictureView(path, m_tabs),
                                   theme::icon(QStringLiteral("image")),
                                   QFileInfo(path).fileName());
    m_tabs->setTabToolTip(tab, path);
    m_tabs->setCurrentIndex(tab);
}

} // namespace postern::ide
