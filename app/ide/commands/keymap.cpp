// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/ide/commands/keymap.h"

#include "app/ide/home/settings.h"

#include <optional>

namespace postern::ide {

namespace {

struct Key
{
    const char *command;
    const char *key;
};

// Where the JetBrains IDEs have another key for the same thing, or the key for another one.
constexpr Key kJetBrains[]{{"Run", "Shift+F10"},
                           {"ShowContextMenu", ""}, // the menu key does it
                           {"Continue", "F9"},
                           {"NextNode", "F8"},
                           {"StepInto", "F7"},
                           {"StepOut", "Shift+F8"},
                           {"StepBack", "Ctrl+Shift+F8"},
                           {"RunToHere", "Alt+F9"},
                           {"ToggleBreakpoint", "Ctrl+F8"},
                           {"EditBreakpoint", "Alt+F8"},
                           {"Stop", "Ctrl+F2"},
                           {"Commands", "Ctrl+Shift+A"},
                           {"GoToPlace", "Ctrl+Shift+N"},
                           {"GoToSource", "F4"},
                           {"ShowOutline", "Alt+7"},
                           {"RenameNode", "Ctrl+F6"},
                           {"NextProblem", "F2"},
                           {"PreviousProblem", "Shift+F2"},
                           {"CloseTab", "Ctrl+F4"},
                           {"Replace", "Ctrl+R"},
                           {"GoToLine", "Ctrl+G"},
                           {"GroupNodes", "Ctrl+Alt+G"},
                           {"UngroupNodes", "Ctrl+Alt+Shift+G"}};

constexpr const char *kPresetKey = "keys/preset";
const QString kJetBrainsName = QStringLiteral("jetbrains");

/// What is kept of a key; nothing when it is none.
std::optional<QKeySequence> readKey(const QVariant &kept)
{
    if (!kept.isValid())
        return {};
    const QString text = kept.toString();
    auto key = QKeySequence::fromString(text, QKeySequence::PortableText);
    if (key.isEmpty() != text.isEmpty())
        return {};
    for (int part = 0; part < key.count(); ++part) {
        if (key[static_cast<uint>(part)].key() == Qt::Key_unknown)
            return {};
    }
    return key;
}

QString settingOf(const QAction *command)
{
    return QStringLiteral("keys/") + command->objectName();
}

} // namespace

KeyMap::KeyMap(Settings &settings, const Actions &actions)
    : m_settings(settings)
    , m_actions(actions)
{}

KeyMap::Preset KeyMap::preset() const
{
    return m_settings.value(kPresetKey).toString() == kJetBrainsName ? Preset::JetBrains
                                                                     : Preset::Default;
}

void KeyMap::setPreset(Preset preset)
{
    m_settings.setValue(kPresetKey, preset == Preset::JetBrains ? kJetBrainsName : QString());
    apply();
}

void KeyMap::setKey(const QAction *command, const QKeySequence &key)
{
    if (key == presetKey(command))
        m_settings.removeValue(settingOf(command));
    else
        m_settings.setValue(settingOf(command), key.toString(QKeySequence::PortableText));
    apply();
}

void KeyMap::resetKey(const QAction *command)
{
    m_settings.removeValue(settingOf(command));
    apply();
}

bool KeyMap::isOwn(const QAction *command) const
{
    return readKey(m_settings.value(settingOf(command))).has_value();
}

QKeySequence KeyMap::presetKey(const QAction *command) const
{
    if (preset() == Preset::JetBrains) {
        for (const Key &other : kJetBrains) {
            if (command->objectName() == QLatin1String(other.command))
                return QKeySequence::fromString(QString::fromLatin1(other.key));
        }
    }
    return Actions::defaultKey(command);
}

void KeyMap::apply() const
{
    for (QAction *command : m_actions.all())
        Actions::setKey(command,
                        readKey(m_settings.value(settingOf(command))).value_or(presetKey(command)));
}

QList<QAction *> KeyMap::conflicts(const QAction *command) const
{
    QList<QAction *> found = m_actions.all();
    found.removeIf([command](const QAction *other) {
        return other == command || other->shortcut().isEmpty()
               || other->shortcut() != command->shortcut() || Actions::takeTurns(command, other);
    });
    return found;
}

} // namespace postern::ide
