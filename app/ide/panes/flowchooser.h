// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QDialog>
#include <QStringList>

class QTreeWidget;

namespace postern::ide {

/// Lists the flows of a folder that holds several, so that one of them is opened.
class FlowChooser final : public QDialog
{
    Q_OBJECT

public:
    /// `flows` are files in the folder.
    FlowChooser(const QString &folder, const QStringList &flows, QWidget *parent = nullptr);

signals:
    void chosen(const QString &file);

private:
    void fill(const QString &folder, const QStringList &flows);
    /// The kind of a flow by its file, in words: "Flow", "Flex flow", "Prompty".
    static QString kindOf(const QString &file);
    void choose();

    QTreeWidget *const m_list; // child of this
};

} // namespace postern::ide
