// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QFileDialog>

namespace postern::theme {

/// Qt's dialog for files and folders in the program's look, letters and language.
///
/// Never the desktop's own: it is there only where a plug-in of that desktop is, which is neither in
/// our archive nor on most remote desktops, it speaks the system's language in the system's colours,
/// and a portal may keep a window waiting for a bus that doesn't answer. So it is the same, and
/// readable, everywhere.
class FileDialog final : public QFileDialog
{
    Q_OBJECT

public:
    /// Empty `from`: where a file was chosen last.
    FileDialog(QWidget *parent, const QString &title, const QString &from, const QString &filter);

    /// Each waits for the choice and returns its path; empty when nothing was chosen.
    static QString folder(QWidget *parent, const QString &title);
    static QString file(QWidget *parent, const QString &title, const QString &filter = {});
    static QString newFile(QWidget *parent, const QString &title, const QString &proposed);

protected:
    void showEvent(QShowEvent *event) override;

private:
    QString choose();
    void dress();
};

} // namespace postern::theme
