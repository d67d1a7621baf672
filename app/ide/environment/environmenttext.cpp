// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/ide/environment/environmenttext.h"

#include "app/ide/environment/environmentcontroller.h"
#include "app/ide/home/paths.h"
#include "widgets/theme/translated.h"

#include <QCoreApplication>
#include <QDir>

namespace postern::ide {

namespace {

struct Environment
{
    Q_DECLARE_TR_FUNCTIONS(Environment)
};

QString originText(python::InterpreterOrigin origin)
{
    switch (origin) {
    case python::InterpreterOrigin::Folder:
        return Environment::tr("It is the folder's own .venv.");
    case python::InterpreterOrigin::Variable:
        return Environment::tr("The variable POSTERN_PYTHON names it.");
    case python::InterpreterOrigin::Settings:
        return Environment::tr("The settings name it.");
    case python::InterpreterOrigin::Bundled:
        return Environment::tr("It came with Postern, because none is on the PATH.");
    case python::InterpreterOrigin::Caller:
    case python::InterpreterOrigin::Path:
        break;
    }
    return Environment::tr("It is the first on the PATH.");
}

QString needText(const python::RequirementState &one)
{
    QString text = QString::fromStdString(one.requirement);
    if (!one.installed.empty())
        text += ' '
                + Environment::tr("(%1 is installed)").arg(QString::fromStdString(one.installed));
    return text;
}

} // namespace

QString environmentSummary(const EnvironmentController &environment)
{
    if (environment.isCreating())
        return Environment::tr("Creating the environment…");
    if (environment.error())
        return Environment::tr("No Python");
    if (!environment.interpreter())
        return environment.isChecking() ? Environment::tr("Looking for Python…")
                                        : Environment::tr("Python");
    const QString name = QStringLiteral("Python ")
                         + QString::fromStdString(environment.interpreter()->version);
    const auto missing = static_cast<int>(environment.missing().size());
    return missing == 0 ? name
                        : Environment::tr("%1 · packages missing: %2").arg(name).arg(missing);
}

QString environmentDetails(const EnvironmentController &environment)
{
    if (environment.error())
        return theme::translated(environment.error()->translatableMessage()) + u'\n'
               + theme::translated(environment.error()->translatableHint());
    if (!environment.interpreter())
        return environmentSummary(environment);
    QStringList lines{Environment::tr("Runs use %1.").arg(interpreterName(environment)),
                      originText(environment.interpreter()->interpreter.origin)};
    for (const python::RequirementState &one : environment.missing())
        lines.append(Environment::tr("Missing: %1").arg(needText(one)));
    if (environment.missing().empty())
        lines.append(environment.hasRequirements()
                         ? Environment::tr("All that requirements.txt asks for is there.")
                         : Environment::tr("All that the flow's code imports is there."));
    return lines.join('\n');
}

QString missingText(const EnvironmentController &environment)
{
    QStringList required;
    QStringList imported;
    for (const python::RequirementState &one : environment.missing())
        (one.isImport ? imported : required).append(QString::fromStdString(one.requirement));
    const QString separator = QStringLiteral(", ");
    QString asked = required.isEmpty()
                        ? QString()
                        : Environment::tr("%1 lacks packages that requirements.txt asks for: %2.")
                              .arg(interpreterName(environment), required.join(separator));
    if (imported.isEmpty())
        return asked;
    if (required.isEmpty())
        return Environment::tr("%1 lacks modules that the flow's code imports: %2.")
            .arg(interpreterName(environment), imported.join(separator));
    return asked + u' '
           + Environment::tr("The flow's code also imports: %1.").arg(imported.join(separator));
}

QString interpreterName(const EnvironmentController &environment)
{
    if (!environment.interpreter())
        return {};
    return Environment::tr("Python %1 (%2)")
        .arg(QString::fromStdString(environment.interpreter()->version),
             QDir::toNativeSeparators(fromPath(environment.interpreter()->interpreter.program)));
}

} // namespace postern::ide
