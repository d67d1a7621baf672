// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "app/cli/commandline.h"
#include "app/request/keyvalues.h"
#include "engine/store/settings.h"

#include <CLI/CLI.hpp>

#include <memory>

namespace postern::cli {

namespace {

std::string keysText()
{
    std::string text = "Settings:";
    for (const store::SettingKey &key : store::settingKeys())
        text += "\n  " + std::string(key.name) + ": " + std::string(key.meaning);
    return text;
}

void addSet(CLI::App &group, CommandLine &line)
{
    CLI::App *command = group.add_subcommand("set", "Changes settings");
    auto words = std::make_shared<std::vector<std::string>>();
    command->add_option("settings", *words, "KEY=VALUE pairs; KEY= takes one back")
        ->required()
        ->expected(1, -1);
    addCommonOptions(*command, line);
    command->footer(
        keysText() + "\nExample:\n  postern config set python.interpreter=/opt/python/bin/python3");
    command->callback([words, &line] {
        line.action = [words] {
            printJson(store::Settings::update(request::readPairs(*words, "settings")).values());
            return ExitCode::Done;
        };
    });
}

void addShow(CLI::App &group, CommandLine &line)
{
    CLI::App *command = group.add_subcommand("show", "Prints the settings that are set, as JSON");
    addCommonOptions(*command, line);
    command->footer(keysText() + "\nExample:\n  postern config show");
    command->callback([&line] {
        line.action = [] {
            printJson(store::Settings::load().values());
            printNote("Kept in " + store::Settings::file().string());
            return ExitCode::Done;
        };
    });
}

} // namespace

void addConfigCommands(CLI::App &app, CommandLine &line)
{
    CLI::App *group = app.add_subcommand("config", "Settings for all flows: set, show");
    group->require_subcommand(1);
    addSet(*group, line);
    addShow(*group, line);
}

} // namespace postern::cli
