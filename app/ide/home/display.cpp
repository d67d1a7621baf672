// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/ide/home/display.h"

#include <QStringList>
#include <QtGlobal>

#include <cstdio>
#include <cstdlib>

namespace postern::ide {

namespace {

constexpr int kNoDisplay = 1;

/// What was said until it was clear whether there is a display.
QStringList &startRemarks()
{
    static QStringList theRemarks;
    return theRemarks;
}

QString displayTrouble(const QString &message)
{
    QStringList named;
    for (const char *variable : {"QT_QPA_PLATFORM", "WAYLAND_DISPLAY", "DISPLAY"}) {
        if (const QString value = qEnvironmentVariable(variable); !value.isEmpty())
            named.append(QStringLiteral("%1=%2").arg(QLatin1String(variable), value));
    }
    if (named.isEmpty())
        return QStringLiteral("needs a display, and neither DISPLAY nor WAYLAND_DISPLAY names one");
    const bool isPlugin = message.contains(QLatin1String("plugin"));
    return QStringLiteral("can't open a display with %1%2")
        .arg(named.join(QLatin1Char(' ')),
             isPlugin ? QString() : QStringLiteral(" (%1)").arg(message.section(u'\n', 0, 0)));
}

void onStartMessage(QtMsgType type, const QMessageLogContext &, const QString &message)
{
    if (type != QtFatalMsg) {
        startRemarks().append(message);
        return;
    }
    std::fprintf(stderr,
                 "postern-ide %s; the postern command runs flows without one.\n",
                 qPrintable(displayTrouble(message)));
    std::_Exit(kNoDisplay);
}

} // namespace

DisplayNeeded::DisplayNeeded()
{
    qInstallMessageHandler(onStartMessage);
}

DisplayNeeded::~DisplayNeeded()
{
    qInstallMessageHandler(nullptr);
    for (const QString &remark : std::as_const(startRemarks()))
        std::fprintf(stderr, "%s\n", qPrintable(remark));
    startRemarks().clear();
}

} // namespace postern::ide
