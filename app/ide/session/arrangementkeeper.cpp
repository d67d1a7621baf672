// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/ide/session/arrangementkeeper.h"

#include "app/ide/editing/document.h"
#include "app/ide/home/logging.h"
#include "app/ide/home/paths.h"
#include "app/ide/session/layoutfile.h"

#include <chrono>
#include <utility>

namespace postern::ide {

namespace {

constexpr std::chrono::milliseconds kSettleArrangement{300};

flow::SourceFolder folderOf(const Document &document)
{
    return flow::SourceFolder(toPath(document.folder()), document.trust());
}

} // namespace

ArrangementKeeper::ArrangementKeeper(QObject *parent)
    : QObject(parent)
{
    qRegisterMetaType<postern::Error>();
    m_writer.setMaxThreadCount(1); // one write after the other
    m_settle.setSingleShot(true);
    m_settle.setInterval(kSettleArrangement);
    connect(&m_settle, &QTimer::timeout, this, &ArrangementKeeper::write);
}

ArrangementKeeper::~ArrangementKeeper()
{
    flush();
}

void ArrangementKeeper::open(Document *document)
{
    flush();
    m_document = document;
    m_arrangement = {};
    if (!document)
        return;
    try {
        m_arrangement = readLayout(folderOf(*document), document->fileName());
    } catch (const Error &error) {
        qCWarning(logSession) << "The layout isn't read:" << error.what();
    }
}

void ArrangementKeeper::change(const graph::Arrangement &before,
                               const graph::Arrangement &after,
                               const QString &label)
{
    if (!m_document)
        return;
    m_arrangement = after;
    m_settle.start();
    if (label.isEmpty())
        return;
    m_document->workspace().noteStep(label, [this, other = before]() mutable {
        std::swap(other, m_arrangement);
        m_settle.start();
        emit changed();
    });
}

void ArrangementKeeper::flush()
{
    if (m_settle.isActive()) {
        m_settle.stop();
        write();
    }
    m_writer.waitForDone();
}

void ArrangementKeeper::write()
{
    if (!m_document)
        return;
    const auto keep = [this,
                       folder = folderOf(*m_document),
                       file = m_document->fileName(),
                       arrangement = m_arrangement] {
        try {
            writeLayout(folder, file, arrangement);
        } catch (const Error &error) {
            qCWarning(logSession) << "The layout isn't kept:" << error.what();
            emit failed(error); // from the thread that writes
        }
    };
    m_writer.start(keep);
}

} // namespace postern::ide
