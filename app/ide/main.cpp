// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/ide/home/display.h"
#include "app/ide/home/options.h"
#include "app/ide/home/paths.h"
#include "app/ide/window/application.h"
#include "engine/store/crashreport.h"
#include "engine/store/hardening.h"

#include <QApplication>

#include <optional>

int main(int argc, char **argv)
{
    postern::store::hardenProcess();
    postern::store::installCrashReport("postern-ide");
    postern::ide::useBundledFonts();
    postern::ide::answerWithoutDisplay(argc, argv);
    std::optional<postern::ide::DisplayNeeded> needed(std::in_place);
    QApplication qt(argc, argv);
    needed.reset();
    QApplication::setApplicationName(QStringLiteral("Postern"));
    QGuiApplication::setDesktopFileName(QStringLiteral("postern"));
    QApplication::setApplicationVersion(QStringLiteral(POSTERN_VERSION));
    const postern::ide::Application application(qt,
                                                postern::ide::parseOptions(
                                                    QApplication::arguments()));
    return QApplication::exec();
}
