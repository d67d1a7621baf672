// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The section of the settings in which commands get other keys.

#include "app/ide/session/session.h"
#include "app/ide/settings/settingsdialog.h"

#include <QComboBox>
#include <QHeaderView>
#include <QKeySequenceEdit>
#include <QLabel>
#include <QPushButton>
#include <QTreeWidget>
#include <QVBoxLayout>

namespace postern::ide {

namespace {

constexpr int kTableHeight = 260;
constexpr int kKeyWidth = 140;

QAction *commandOf(const QTreeWidgetItem *item)
{
    return item->data(0, Qt::UserRole).value<QAction *>();
}

} // namespace

void SettingsDialog::addKeys()
{
    addSection(tr("Keys"));
    auto *preset = new QComboBox(this);
    preset->setObjectName("keyPreset");
    preset->addItems({tr("Postern (as in VS Code)"), tr("JetBrains")});
    preset->setCurrentIndex(m_keys.preset() == KeyMap::Preset::JetBrains ? 1 : 0);
    addRow(tr("Preset"), tr("Keys of your own go before it."), preset);

    auto *both = new QWidget(this);
    auto *table = new QTreeWidget(both);
    table->setObjectName("keyTable");
    table->setRootIsDecorated(false);
    table->setUniformRowHeights(true);
    table->setHeaderLabels({tr("Command"), tr("Key"), tr("Same key")});
    table->setFixedHeight(kTableHeight);
    table->header()->setSectionResizeMode(0, QHeaderView::Stretch);
    table->header()->resizeSection(1, kKeyWidth);
    table->header()->setStretchLastSection(true);
    for (QAction *command : m_actions.all()) {
        auto *item = new QTreeWidgetItem(table, {command->text().remove('&')});
        item->setData(0, Qt::UserRole, QVariant::fromValue(command));
    }
    showKeys(table);
    auto *layout = new QVBoxLayout(both);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(table);
    layout->addWidget(makeKeyEditor(table));
    addRow(tr("Commands"), {}, both);
    connect(preset, &QComboBox::activated, this, [this, table](int index) {
        m_keys.setPreset(index == 1 ? KeyMap::Preset::JetBrains : KeyMap::Preset::Default);
        showKeys(table);
    });
}

QWidget *SettingsDialog::makeKeyEditor(QTreeWidget *table)
{
    auto *editor = new QWidget(table->parentWidget());
    auto *key = new QKeySequenceEdit(editor);
    key->setObjectName("keyEdit");
    key->setAccessibleName(tr("New key"));
    auto *none = new QPushButton(tr("No key"), editor);
    auto *reset = new QPushButton(tr("Preset's key"), editor);
    auto *layout = new QHBoxLayout(editor);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(new QLabel(tr("New key:"), editor));
    layout->addWidget(key, 1);
    for (QPushButton *button : {none, reset}) {
        button->setAutoDefault(false);
        layout->addWidget(button);
    }
    editor->setEnabled(false);
    connect(table, &QTreeWidget::currentItemChanged, editor, [editor, key](auto *item) {
        editor->setEnabled(item != nullptr);
        if (item)
            key->setKeySequence(commandOf(item)->shortcut());
    });
    const auto change = [this, table, key](const auto &apply) {
        const QTreeWidgetItem *item = table->currentItem();
        if (!item)
            return;
        apply(commandOf(item));
        key->setKeySequence(commandOf(item)->shortcut());
        showKeys(table);
    };
    connect(key, &QKeySequenceEdit::editingFinished, this, [this, change, key] {
        change([this, key](const QAction *command) { m_keys.setKey(command, key->keySequence()); });
    });
    connect(none, &QPushButton::clicked, this, [this, change] {
        change([this](const QAction *command) { m_keys.setKey(command, {}); });
    });
    connect(reset, &QPushButton::clicked, this, [this, change] {
        change([this](const QAction *command) { m_keys.resetKey(command); });
    });
    return editor;
}

void SettingsDialog::showKeys(QTreeWidget *table) const
{
    for (int row = 0; row < table->topLevelItemCount(); ++row) {
        QTreeWidgetItem *const item = table->topLevelItem(row);
        const QAction *const command = commandOf(item);
        QFont font = table->font();
        font.setBold(m_keys.isOwn(command));
        item->setFont(1, font);
        item->setText(1, command->shortcut().toString(QKeySequence::NativeText));
        QStringList others;
        for (const QAction *other : m_keys.conflicts(command))
            others.append(other->text().remove('&'));
        item->setText(2, others.join(QStringLiteral(", ")));
    }
}

} // namespace postern::ide
