// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/ide/commands/edittarget.h"

namespace postern::ide {

class AuthoringCommands;
class Session;

/// What the Edit menu does to the nodes that are selected on the canvas or in the outline.
class NodeTarget final : public EditTarget
{
    Q_OBJECT

public:
    NodeTarget(AuthoringCommands &commands, Session &session, QWidget *widget);

    PossibleEdits possible() const override;
    void cut() override;
    void copy() override;
    void paste() override;
    void selectAll() override;

private:
    AuthoringCommands &m_commands;
    Session &m_session;
};

} // namespace postern::ide
