// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "app/cli/commandmodel.h"

#include <CLI/CLI.hpp>

#include <algorithm>
#include <string_view>

namespace postern::cli {

namespace {

std::vector<std::string> wordsBetween(std::string_view text, char separator)
{
    std::vector<std::string> words;
    for (std::size_t begin = 0; begin <= text.size();) {
        const std::size_t end = std::min(text.find(separator, begin), text.size());
        if (end > begin)
            words.emplace_back(text.substr(begin, end - begin));
        begin = end + 1;
    }
    return words;
}

/// What an option takes: written as its form "a|b", or listed by its check as "TEXT:{a,b}".
std::vector<std::string> choicesOf(const CLI::Option &option)
{
    const std::string &form = option.get_option_text();
    const bool isList = form.find('|') != std::string::npos
                        && std::ranges::all_of(form, [](char c) {
                               return c == '|' || c == '-' || (c >= 'a' && c <= 'z');
                           });
    if (isList)
        return wordsBetween(form, '|');
    const std::string type = option.get_type_name();
    const std::size_t open = type.find('{');
    const bool isListed = form.empty() && open != std::string::npos && type.ends_with('}');
    return isListed
               ? wordsBetween(std::string_view(type).substr(open + 1, type.size() - open - 2), ',')
               : std::vector<std::string>();
}

OptionModel modelOf(const CLI::Option &option)
{
    OptionModel model;
    model.isArgument = option.get_positional();
    if (model.isArgument) {
        model.names.push_back(option.get_name(true));
    } else {
        for (const std::string &name : option.get_lnames())
            model.names.push_back("--" + name);
        for (const std::string &name : option.get_snames())
            model.names.push_back("-" + name);
    }
    model.help = option.get_description();
    model.choices = choicesOf(option);
    model.isRequired = option.get_required();
    model.isRepeated = option.get_expected_max() > 1;
    if (option.get_items_expected_max() > 0) {
        const std::string type = option.get_type_name();
        model.form = option.get_option_text().empty() ? type.substr(0, type.find(':'))
                                                      : option.get_option_text();
        if (!model.choices.empty()) {
            model.form.clear();
            for (const std::string &choice : model.choices)
                model.form += (model.form.empty() ? "" : "|") + choice;
        }
        if (model.form.empty())
            model.form = "VALUE";
    }
    return model;
}

CommandModel modelOf(const CLI::App &app, const std::string &above)
{
    CommandModel model;
    model.name = app.get_name();
    model.path = above.empty() ? model.name : above + " " + model.name;
    model.help = app.get_description();
    model.footer = app.get_footer();
    for (const CLI::Option *option : app.get_options({}))
        model.options.push_back(modelOf(*option));
    for (const CLI::App *command : app.get_subcommands({}))
        model.commands.push_back(modelOf(*command, model.path));
    return model;
}

} // namespace

CommandModel commandModel(const CLI::App &app)
{
    return modelOf(app, {});
}

std::vector<const CommandModel *> allCommands(const CommandModel &model)
{
    std::vector<const CommandModel *> all{&model};
    for (const CommandModel &command : model.commands) {
        const std::vector<const CommandModel *> below = allCommands(command);
        all.insert(all.end(), below.begin(), below.end());
    }
    return all;
}

} // namespace postern::cli
