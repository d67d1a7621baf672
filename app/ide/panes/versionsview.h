// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/ide/editing/fileversions.h"

#include <QWidget>

#include <functional>

class QListWidget;
class QPushButton;

namespace postern::widgets {
class CodeView;
} // namespace postern::widgets

namespace postern::ide {

/// The versions of a file that were kept when it was saved, and how the chosen one differs from the
/// text in the editor.
class VersionsView final : public QWidget
{
    Q_OBJECT

public:
    /// `text` gives the text in the editor.
    VersionsView(QString path, std::function<std::string()> text, QWidget *parent = nullptr);

    QString path() const { return m_path; }
    /// Looks for the versions that there are now.
    void refresh();

signals:
    /// This text is to stand in the editor again.
    void restoreWanted(const std::string &text);
    void failed(const QString &title, const QString &reason);

private:
    void showChosen();
    void restoreChosen();
    const FileVersion *chosen() const;

    const QString m_path;
    const std::function<std::string()> m_text;
    std::vector<FileVersion> m_versions;
    QListWidget *const m_list;          // child of this
    widgets::CodeView *const m_changes; // child of this
    QPushButton *const m_restore;       // child of this
};

} // namespace postern::ide
