// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/ide/window/windowmemory.h"

#include "app/ide/session/session.h"

#include <QDir>
#include <QJsonArray>

#include <chrono>

namespace postern::ide {

namespace {
constexpr std::chrono::milliseconds kSettle{200};
const QString kKey = QStringLiteral("window");
constexpr double kFarAway = 1e6; // from the middle of a graph
} // namespace

WindowMemory::WindowMemory(Session &session, std::function<WindowPlace()> look, QObject *parent)
    : QObject(parent)
    , m_session(session)
    , m_look(std::move(look))
{
    m_settle.setSingleShot(true);
    m_settle.setInterval(kSettle);
    connect(&m_settle, &QTimer::timeout, this, &WindowMemory::keep);
    // What belongs to the folder before must not be written into this one's.
    connect(&session, &Session::documentOpened, &m_settle, &QTimer::stop);
}

void WindowMemory::touch()
{
    if (m_session.document())
        m_settle.start();
}

void WindowMemory::flush()
{
    if (!m_settle.isActive())
        return;
    m_settle.stop();
    keep();
}

bool WindowMemory::recall(WindowPlace &place) const
{
    const QJsonObject kept = m_session.folderState().value(kKey).toObject();
    if (kept.isEmpty() || m_session.isCautious())
        return false;
    place.selected = kept.value("selected").toString();
    place.graph.scale = qBound(0.05, kept.value("scale").toDouble(1), 8.0);
    place.graph.centre = QPointF(qBound(-kFarAway, kept.value("x").toDouble(), kFarAway),
                                 qBound(-kFarAway, kept.value("y").toDouble(), kFarAway));
    place.graph.followsContent = kept.value("follows").toBool(true);
    place.mode = modeNamed(kept.value("mode").toString());
    place.line = kept.value("line").toInt();
    place.column = kept.value("column").toInt();
    return true;
}

void WindowMemory::keep()
{
    Document *const document = m_session.document();
    if (!document)
        return;
    const WindowPlace place = m_look();
    m_session.folderState().set(kKey,
                                QJsonObject{{"selected", place.selected},
                                            {"scale", place.graph.scale},
                                            {"x", place.graph.centre.x()},
                                            {"y", place.graph.centre.y()},
                                            {"follows", place.graph.followsContent},
                                            {"mode", QLatin1String(rowOf(place.mode).name)},
                                            {"line", place.line},
                                            {"column", place.column}});
    QJsonArray tabs;
    const QDir folder(document->folder());
    for (const QString &path : document->workspace().tabs())
        tabs.append(folder.relativeFilePath(path));
    m_session.folderState().set(QStringLiteral("tabs"), tabs);
}

} // namespace postern::ide
