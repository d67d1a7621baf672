// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/ide/home/paths.h"

#include "engine/base/error.h"
#include "engine/store/resources.h"

namespace postern::ide {

static QString findSamples()
{
    try {
        return QFileInfo(fromPath(store::resourcesFolder() / "samples")).canonicalFilePath();
    } catch (const Error &) {
        return {};
    }
}

QString samplesFolder()
{
    static const QString folder = findSamples(); // asked at each pause in typing
    return folder;
}

void useBundledFonts()
{
    if (qEnvironmentVariableIsSet("FONTCONFIG_FILE"))
        return;
    try {
        const std::filesystem::path fonts = store::resourcesFolder() / "fonts" / "fonts.conf";
        if (std::error_code ignored; std::filesystem::exists(fonts, ignored))
            qputenv("FONTCONFIG_FILE", fonts.c_str());
    } catch (const Error &) {
        return; // what needs the resources says that they are missing
    }
}

bool isSample(const QString &folder)
{
    const QString samples = samplesFolder();
    return !samples.isEmpty()
           && QFileInfo(folder).canonicalFilePath().startsWith(samples + QLatin1Char('/'));
}

bool isHiddenName(const QString &name)
{
    static const QStringList kHidden{QStringLiteral("__pycache__"),
                                     QStringLiteral("node_modules"),
                                     QStringLiteral("venv")};
    return name.startsWith(QLatin1Char('.')) || kHidden.contains(name) || name.endsWith(".pyc");
}

} // namespace postern::ide
