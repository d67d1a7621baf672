// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/ide/home/options.h"

#include <QCommandLineParser>
#include <QCoreApplication>

#include <cstdio>
#include <cstdlib>
#include <string_view>

namespace postern::ide {

namespace {

[[noreturn]] void refuse(const QString &sentence)
{
    std::fprintf(stderr, "%s\n", qPrintable(sentence));
    std::exit(2);
}

QString choice(const QCommandLineParser &parser, const QString &option, const QStringList &allowed)
{
    const QString value = parser.value(option);
    if (!value.isEmpty() && !allowed.contains(value))
        refuse(QStringLiteral("--%1 takes one of: %2.").arg(option, allowed.join(u", ")));
    return value;
}

} // namespace

Options parseOptions(const QStringList &arguments)
{
    QCommandLineParser parser;
    parser.setApplicationDescription(QStringLiteral("A native home for prompt flow folders."));
    const QCommandLineOption help(QStringLiteral("help"), QStringLiteral("Shows this help."));
    const QCommandLineOption version(QStringLiteral("version"),
                                     QStringLiteral("Shows the version."));
    parser.addOptions({help, version});
    parser.addPositionalArgument(QStringLiteral("flow"),
                                 QStringLiteral(
                                     "Folder of flows, or the file of a flow or prompty, to open."),
                                 QStringLiteral("[FOLDER|FILE]"));
    parser.addOptions(
        {{QStringLiteral("simulate"),
          QStringLiteral("Answer every connection from the built-in simulator.")},
         {QStringLiteral("connections"),
          QStringLiteral("Connections for runs, YAML or JSON."),
          QStringLiteral("FILE")},
         {QStringLiteral("lang"), QStringLiteral("Language: en or ko."), QStringLiteral("LANG")},
         {QStringLiteral("theme"),
          QStringLiteral("Theme: dark, light or contrast."),
          QStringLiteral("THEME")}});
    if (!parser.parse(arguments))
        refuse(parser.errorText());
    if (parser.isSet(help)) {
        std::fputs(qPrintable(parser.helpText()), stdout);
        std::exit(0);
    }
    if (parser.isSet(version)) {
        std::puts("postern-ide " POSTERN_VERSION);
        std::exit(0);
    }
    if (parser.positionalArguments().size() > 1)
        refuse(QStringLiteral("Only one flow folder can be opened."));

    Options options;
    options.path = parser.positionalArguments().value(0);
    options.simulate = parser.isSet(QStringLiteral("simulate"));
    options.connections = parser.value(QStringLiteral("connections"));
    options.language = choice(parser,
                              QStringLiteral("lang"),
                              {QStringLiteral("en"), QStringLiteral("ko")});
    options.theme
        = choice(parser,
                 QStringLiteral("theme"),
                 {QStringLiteral("dark"), QStringLiteral("light"), QStringLiteral("contrast")});
    return options;
}

void answerWithoutDisplay(int argc, char **argv)
{
    for (int i = 1; i < argc; ++i) {
        const std::string_view argument = argv[i];
        if (argument == "--")
            return;
        if (argument != "--help" && argument != "--version")
            continue;
        const QCoreApplication core(argc, argv);
        (void) parseOptions(QCoreApplication::arguments());
        return;
    }
}

} // namespace postern::ide
