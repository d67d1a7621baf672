// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/ide/commands/keymap.h"

#include "app/ide/home/settings.h"

#include <algorithm>
#include <optional>

namespace postern::ide {

namespace {

struct Key
{
    ActionId id;
    const char *key;
};

// Where the JetBrains IDEs have another key for the same thing.
constexpr Key kJetBrains[]{{ActionId::Run, "Shift+F10"},
                           {ActionId::ShowContextMenu, ""}, // the menu key does it
                           {ActionId::Stop, "Ctrl+F2"},
                           {ActionId::Commands, "Ctrl+Shift+A"},
                           {ActionId::GoToPlace, "Ctrl+Shift+N"},
                           {ActionId::GoToSource, "F4"},
                           {ActionId::ShowOutline, "Alt+7"},
                           {ActionId::RenameNode, "Ctrl+F6"},
                           {ActionId::NextProblem, "F2"},
                           {ActionId::PreviousProblem, "Shift+F2"},
                           {ActionId::CloseTab, "Ctrl+F4"},
                           {ActionId::Replace, "Ctrl+R"},
                           {ActionId::GoToLine, "Ctrl+G"}};

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

QString settingOf(ActionId id)
{
    return QStringLiteral("keys/") + Actions::name(id);
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

void KeyMap::setKey(ActionId id, const QKeySequence &key)
{
    if (key == presetKey(id))
        m_settings.removeValue(settingOf(id));
    else
        m_settings.setValue(settingOf(id), key.toString(QKeySequence::PortableText));
    apply();
}

void KeyMap::resetKey(ActionId id)
{
    m_settings.removeValue(settingOf(id));
    apply();
}

bool KeyMap::isOwn(ActionId id) const
{
    return readKey(m_settings.value(settingOf(id))).has_value();
}

QKeySequence KeyMap::presetKey(ActionId id) const
{
    if (preset() == Preset::JetBrains) {
        const auto other = std::ranges::find(kJetBrains, id, &Key::id);
        if (other != std::end(kJetBrains))
            return QKeySequence::fromString(QString::fromLatin1(other->key));
    }
    return m_actions.defaultKey(id);
}

void KeyMap::apply() const
{
    for (int number = 0; number < static_cast<int>(ActionId::Count); ++number) {
        const auto id = static_cast<ActionId>(number);
        m_actions.setKey(id, readKey(m_settings.value(settingOf(id))).value_or(presetKey(id)));
    }
}

QList<ActionId> KeyMap::conflicts(ActionId id) const
{
    QList<ActionId> found;
    const QKeySequence key = m_actions[id]->shortcut();
    for (int number = 0; number < static_cast<int>(ActionId::Count) && !key.isEmpty(); ++number) {
        const auto other = static_cast<ActionId>(number);
        if (other != id && m_actions[other]->shortcut() == key)
            found.append(other);
    }
    return found;
}

} // namespace postern::ide
