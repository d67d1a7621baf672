// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/ide/application.h"
#include "app/ide/options.h"
#include "engine/store/crashreport.h"

#include <QApplication>

int main(int argc, char **argv)
{
    postern::store::installCrashReport("postern-ide");
    QApplication qt(argc, argv);
    QApplication::setApplicationName(QStringLiteral("Postern"));
    QApplication::setApplicationVersion(QStringLiteral(POSTERN_VERSION));
    const postern::ide::Application application(qt,
                                                postern::ide::parseOptions(
                                                    QApplication::arguments()));
    return QApplication::exec();
}
