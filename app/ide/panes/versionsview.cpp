// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/ide/panes/versionsview.h"

#include "app/ide/editing/textdiff.h"
#include "engine/base/error.h"
#include "widgets/editor/codeview.h"
#include "widgets/run/emptynote.h"
#include "widgets/theme/translated.h"

#include <QFileInfo>
#include <QListWidget>
#include <QLocale>
#include <QPushButton>
#include <QSplitter>
#include <QVBoxLayout>

#include <utility>

namespace postern::ide {

VersionsView::VersionsView(QString path, std::function<std::string()> text, QWidget *parent)
    : QWidget(parent)
    , m_path(std::move(path))
    , m_text(std::move(text))
    , m_list(new QListWidget(this))
    , m_changes(new widgets::CodeView(this))
    , m_restore(new QPushButton(tr("Restore this version"), this))
{
    setObjectName("versionsView");
    m_list->setObjectName("versionsList");
    m_list->setAccessibleName(tr("Versions of %1").arg(QFileInfo(m_path).fileName()));
    m_list->setFrameShape(QFrame::NoFrame);
    new widgets::EmptyNote(m_list, tr("None yet: each save keeps one."));
    m_changes->setObjectName("versionsChanges");
    m_restore->setObjectName("restoreVersion");
    auto *parts = new QSplitter(Qt::Vertical, this);
    parts->setChildrenCollapsible(false);
    parts->addWidget(m_list);
    parts->addWidget(m_changes);
    parts->setStretchFactor(0, 1);
    parts->setStretchFactor(1, 3);
    auto *foot = new QHBoxLayout;
    foot->setContentsMargins(8, 4, 8, 4);
    foot->addStretch();
    foot->addWidget(m_restore);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(parts, 1);
    layout->addLayout(foot);
    setFocusProxy(m_list);
    connect(m_list, &QListWidget::currentRowChanged, this, &VersionsView::showChosen);
    connect(m_restore, &QPushButton::clicked, this, &VersionsView::restoreChosen);
    refresh();
}

void VersionsView::refresh()
{
    m_versions = FileVersions::of(m_path);
    const QSignalBlocker silent(m_list);
    m_list->clear();
    for (const FileVersion &version : m_versions)
        m_list->addItem(QLocale().toString(version.time, QLocale::ShortFormat)
                        + version.time.toString(QStringLiteral(" (ss)")) + QStringLiteral(" · ")
                        + QLocale().formattedDataSize(version.size));
    m_list->setCurrentRow(m_versions.empty() ? -1 : 0);
    showChosen();
}

const FileVersion *VersionsView::chosen() const
{
    const int row = m_list->currentRow();
    return row >= 0 && std::cmp_less(row, m_versions.size())
               ? &m_versions[static_cast<std::size_t>(row)]
               : nullptr;
}

void VersionsView::showChosen()
{
    const FileVersion *const version = chosen();
    m_restore->setEnabled(version != nullptr);
    QString shown;
    if (version) {
        try {
            const std::string name = QFileInfo(m_path).fileName().toStdString();
            const std::string kept = FileVersions::read(*version);
            const std::string now = m_text();
            m_restore->setEnabled(kept != now);
            shown = kept == now ? tr("The editor has this version.")
                                : QString::fromStdString(
                                      unifiedDiff(kept,
                                                  now,
                                                  name + " (" + tr("version").toStdString() + ')',
                                                  name + " (" + tr("editor").toStdString() + ')'));
        } catch (const Error &error) {
            shown = theme::translated(error.translatableMessage());
            m_restore->setEnabled(false);
        }
    }
    m_changes->setFile(QFileInfo(m_path).fileName() + QStringLiteral(".diff"), shown);
}

void VersionsView::restoreChosen()
{
    const FileVersion *const version = chosen();
    if (!version)
        return;
    try {
        emit restoreWanted(FileVersions::read(*version));
    } catch (const Error &error) {
        emit failed(theme::translated(error.translatableMessage()),
                    theme::translated(error.translatableHint()));
    }
    showChosen();
}

} // namespace postern::ide
