// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/ide/commands/actions.h"

#include <QKeySequence>
#include <QString>

namespace postern::ide {

class Settings;

/// The keys of the commands: those of a preset, with the user's own in their place. Kept in the
/// settings by the commands' ids.
class KeyMap final
{
public:
    enum class Preset { Default, JetBrains };

    KeyMap(Settings &settings, const Actions &actions);

    Preset preset() const;
    /// The user's own keys stay.
    void setPreset(Preset preset);
    /// An empty key takes the command's away.
    void setKey(const QAction *command, const QKeySequence &key);
    /// Back to the preset's.
    void resetKey(const QAction *command);
    bool isOwn(const QAction *command) const;

    /// Gives the actions their keys.
    void apply() const;
    /// The other commands that have the same key.
    QList<QAction *> conflicts(const QAction *command) const;

private:
    QKeySequence presetKey(const QAction *command) const;

    Settings &m_settings;
    const Actions &m_actions;
};

} // namespace postern::ide
