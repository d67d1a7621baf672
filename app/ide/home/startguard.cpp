// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/ide/home/startguard.h"

#include "app/ide/home/paths.h"
#include "engine/store/home.h"

#include <QDir>
#include <QLockFile>
#include <QUuid>

#include <algorithm>

namespace postern::ide {

namespace {

QString startsFolder()
{
    return fromPath(store::homeFolder() / "starts");
}

} // namespace

StartGuard::StartGuard()
{
    const QDir folder(startsFolder());
    for (const QString &name : folder.entryList({QStringLiteral("*.start")}, QDir::Files)) {
        QLockFile left(folder.filePath(name));
        left.setStaleLockTime(0); // only the end of its program frees it
        if (!left.tryLock())
            continue;
        // "2-<unique>.start": that was the second in a row.
        m_failed = std::max(m_failed, name.section(u'-', 0, 0).toInt());
    }
    if (!QDir().mkpath(folder.path()))
        return;
    const QString name = QStringLiteral("%1-%2.start")
                             .arg(m_failed + 1)
                             .arg(QUuid::createUuid().toString(QUuid::WithoutBraces));
    m_marker = std::make_unique<QLockFile>(folder.filePath(name));
    m_marker->setStaleLockTime(0);
    (void) m_marker->tryLock(); // without it this start doesn't count
}

StartGuard::~StartGuard() = default;

void StartGuard::succeed()
{
    m_marker.reset();
}

} // namespace postern::ide
