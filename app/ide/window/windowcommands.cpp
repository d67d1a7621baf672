// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/ide/window/windowcommands.h"

#include "app/ide/commands/actions.h"
#include "app/ide/editing/folderfiles.h"
#include "app/ide/panes/aboutdialog.h"
#include "app/ide/session/session.h"
#include "app/ide/settings/settingsdialog.h"
#include "widgets/theme/icon.h"

#include <QActionGroup>
#include <QDir>
#include <QPointer>
#include <QThreadPool>

#include <utility>

namespace postern::ide {

namespace {

constexpr qsizetype kMostFiles = 5000;

QString nameOf(const std::string &text)
{
    return QString::fromStdString(text);
}

} // namespace

WindowCommands::WindowCommands(Session &session,
                               const Actions &actions,
                               QWidget *window,
                               QWidget *anchor)
    : QObject(window)
    , m_session(session)
    , m_actions(actions)
    , m_window(window)
    , m_anchor(anchor)
{
    actions.on(ActionId::Commands, this, &WindowCommands::showCommands);
    actions.on(ActionId::GoToPlace, this, &WindowCommands::showPlaces);
    actions.on(ActionId::ShowSettings, this, &WindowCommands::showSettings);
    actions.on(ActionId::About, this, [this] {
        auto *dialog = new AboutDialog(m_window);
        dialog->setAttribute(Qt::WA_DeleteOnClose);
        dialog->open();
    });
    connectAppearance();
    KeyMap(session.settings(), actions).apply();
}

void WindowCommands::connectAppearance()
{
    using Choice = std::pair<ActionId, const char *>;
    auto *themes = new QActionGroup(this);
    for (const auto &[id, theme] : {Choice{ActionId::ThemeDark, "dark"},
                                    Choice{ActionId::ThemeLight, "light"},
                                    Choice{ActionId::ThemeContrast, "contrast"}}) {
        themes->addAction(m_actions[id]);
        m_actions[id]->setChecked(m_session.settings().theme() == QLatin1String(theme));
        m_actions.on(id, this, [this, name = theme] { emit themeChosen(QLatin1String(name)); });
    }
    for (const auto &[id, language] :
         {Choice{ActionId::LanguageEnglish, "en"}, Choice{ActionId::LanguageKorean, "ko"}}) {
        m_actions[id]->setChecked(m_session.settings().language() == QLatin1String(language));
        m_actions.on(id, this, [this, name = language] {
            emit languageChosen(QLatin1String(name));
        });
    }
}

void WindowCommands::showPalette(CommandPalette *palette)
{
    palette->move(
        m_anchor->mapToGlobal(QPoint(m_anchor->width() - palette->width(), m_anchor->height())));
    palette->show();
    palette->setFocus();
}

void WindowCommands::showCommands()
{
    std::vector<CommandPalette::Entry> entries;
    for (QAction *action : m_actions.all()) {
        if (action == m_actions[ActionId::Commands] || !action->isEnabled())
            continue;
        entries.push_back({action->text(),
                           action->shortcut().toString(QKeySequence::NativeText),
                           m_actions.englishText(action),
                           action->icon(),
                           [action] { action->trigger(); }});
    }
    showPalette(new CommandPalette(std::move(entries), tr("Search commands"), m_window));
}

void WindowCommands::showPlaces()
{
    const Document *document = m_session.document();
    if (!document)
        return;
    auto *palette = new CommandPalette(namedPlaces(*document),
                                       tr("Go to a node, an input, an output or a file"),
                                       m_window);
    palette->expectMore();
    m_listing.startBlocking(
        *QThreadPool::globalInstance(),
        [folder = document->folder()] { return filesBelow(folder, kMostFiles); },
        [this, folder = QDir(document->folder()), shown = QPointer(palette)](
            const Outcome<QStringList> &files) {
            std::vector<PaletteEntry> entries;
            for (const QString &file : files.value.value_or(QStringList()))
                entries.push_back({folder.relativeFilePath(file),
                                   tr("File"),
                                   {},
                                   theme::icon("file-text"),
                                   [this, file] { emit fileChosen(file); }});
            if (shown)
                shown->addLast(std::move(entries));
        });
    showPalette(palette);
}

std::vector<PaletteEntry> WindowCommands::namedPlaces(const Document &document)
{
    std::vector<PaletteEntry> entries;
    const flow::Flow &flow = document.flow().flow();
    for (const flow::Node &node : document.shownFlow().nodes) {
        const QString name = nameOf(node.name);
        entries.push_back(
            {name, tr("Node"), {}, theme::icon("flow"), [this, name] { emit nodeChosen(name); }});
    }
    const auto add = [&](const flow::Symbol &symbol, const QString &name, const QString &what) {
        entries.push_back(
            {name, what, {}, theme::icon("flow"), [this, symbol] { emit symbolChosen(symbol); }});
    };
    for (const flow::FlowInput &input : flow.inputs)
        add({flow::Symbol::Kind::Input, input.name, {}}, nameOf(input.name), tr("Input"));
    for (const flow::FlowOutput &output : flow.outputs)
        add({flow::Symbol::Kind::Output, output.name, {}}, nameOf(output.name), tr("Output"));
    for (const auto &[node, variants] : flow.variants) {
        for (const flow::Variant &variant : variants.variants)
            add({flow::Symbol::Kind::Variant, variant.id, node},
                nameOf(node + '.' + variant.id),
                tr("Variant"));
    }
    return entries;
}

void WindowCommands::showSettings()
{
    auto *dialog = new SettingsDialog(m_session, m_actions, m_window);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &SettingsDialog::textScaleChosen, this, &WindowCommands::textScaleChosen);
    dialog->open();
}

} // namespace postern::ide
