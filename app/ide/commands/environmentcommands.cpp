// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/ide/commands/environmentcommands.h"

#include "app/ide/commands/actions.h"
#include "app/ide/commands/question.h"
#include "app/ide/session/session.h"
#include "engine/store/settings.h"
#include "widgets/theme/filedialog.h"
#include "widgets/theme/translated.h"

namespace postern::ide {

EnvironmentCommands::EnvironmentCommands(Session &session, const Actions &actions, QWidget *window)
    : QObject(window)
    , m_session(session)
    , m_actions(actions)
    , m_window(window)
{
    EnvironmentController &environment = session.environment();
    actions.on(ActionId::CheckEnvironment, &environment, &EnvironmentController::check);
    actions.on(ActionId::CreateEnvironment, this, &EnvironmentCommands::create);
    actions.on(ActionId::CreateFromWheels, this, &EnvironmentCommands::createFromWheels);
    actions.on(ActionId::StopCreating, &environment, &EnvironmentController::stopCreating);
    actions.on(ActionId::ChooseInterpreter, this, &EnvironmentCommands::chooseInterpreter);
    connect(&environment, &EnvironmentController::changed, this, &EnvironmentCommands::refresh);
    connect(&session, &Session::runnableChanged, this, &EnvironmentCommands::refresh);
    connect(&environment, &EnvironmentController::created, this, [this](const auto &error) {
        if (error && error->code() != ErrorCode::Cancelled)
            emit failed(theme::translated(error->translatableMessage()),
                        theme::translated(error->translatableHint()));
    });
    refresh();
}

bool EnvironmentCommands::mayReplace()
{
    if (!m_session.environment().hasOwnEnvironment())
        return true;
    Question question(tr("Create a Python environment"),
                      tr("The folder has an environment already. Make it anew? Packages that "
                         "requirements.txt doesn't name will be gone."),
                      m_window);
    question.add(Question::Button::Other, tr("Make anew"));
    question.add(Question::Button::SafeCancel, tr("Cancel"));
    return question.ask() != nullptr;
}

void EnvironmentCommands::create()
{
    if (mayReplace())
        m_session.environment().create({});
}

void EnvironmentCommands::createFromWheels()
{
    const QString wheels = theme::FileDialog::folder(m_window, tr("Folder of wheels"));
    if (!wheels.isEmpty() && mayReplace())
        m_session.environment().create(wheels);
}

void EnvironmentCommands::chooseInterpreter()
{
    const QString program = theme::FileDialog::file(m_window, tr("Python interpreter"));
    if (program.isEmpty())
        return;
    try {
        store::Settings::update({{"python.interpreter", program.toStdString()}});
        m_session.environment().check();
    } catch (const Error &error) {
        emit failed(theme::translated(error.translatableMessage()),
                    theme::translated(error.translatableHint()));
    }
}

void EnvironmentCommands::refresh()
{
    const bool isCreating = m_session.environment().isCreating();
    const bool isUsable = m_session.document() && !m_session.isRestricted() && !isCreating;
    for (const ActionId id :
         {ActionId::CheckEnvironment, ActionId::CreateEnvironment, ActionId::CreateFromWheels})
        m_actions[id]->setEnabled(isUsable);
    m_actions[ActionId::StopCreating]->setEnabled(isCreating);
}

} // namespace postern::ide
