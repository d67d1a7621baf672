// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/ide/window/nodetarget.h"

#include "app/ide/session/session.h"
#include "app/ide/window/authoringcommands.h"

#include <QWidget>

namespace postern::ide {

NodeTarget::NodeTarget(AuthoringCommands &commands, Session &session, QWidget *widget)
    : EditTarget(widget)
    , m_commands(commands)
    , m_session(session)
{
    connect(&commands, &AuthoringCommands::targetsChanged, this, &EditTarget::changed);
}

PossibleEdits NodeTarget::possible() const
{
    const Document *const document = m_session.document();
    if (!document || !document->isDag())
        return {};
    const bool isSelected = !m_commands.targets().isEmpty();
    return {isSelected, isSelected, true, m_session.graph().nodeCount() > 0};
}

void NodeTarget::cut()
{
    m_commands.cut();
}

void NodeTarget::copy()
{
    m_commands.copy();
}

void NodeTarget::paste()
{
    m_commands.paste();
}

void NodeTarget::selectAll()
{
    QMetaObject::invokeMethod(parent(), "selectAll");
}

} // namespace postern::ide
