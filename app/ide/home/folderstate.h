// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QJsonObject>
#include <QObject>
#include <QString>
#include <QThreadPool>
#include <QTimer>

namespace postern::ide {

/// What the IDE remembers of one flow folder: typed inputs, open tabs, what is selected. Kept in
/// the home folder, readable by its owner alone, never in the flow folder. Written half a second
/// after a change, on a thread of its own, so that hardly anything is lost when the program is
/// killed.
class FolderState final : public QObject
{
    Q_OBJECT

public:
    explicit FolderState(QObject *parent = nullptr);
    ~FolderState() override;

    /// From now on of this folder. What can't be read counts as nothing.
    void open(const QString &folder);
    QJsonValue value(const QString &key) const { return m_values.value(key); }
    void set(const QString &key, const QJsonValue &value);
    /// Writes now what is still to be written, and waits for it.
    void flush();
    /// Tries once more what could not be written.
    void writeAgain();
    /// Takes away what is remembered of all other folders.
    void forgetOthers();

signals:
    /// Something could not be written; from the thread that writes.
    void failed();

private:
    void write();

    QString m_file;
    QJsonObject m_values;
    QTimer m_settle;
    QThreadPool m_writer;
};

} // namespace postern::ide
