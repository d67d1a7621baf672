// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "app/cli/completion.h"

#include <string_view>

namespace postern::cli {

namespace {

// REUSE-IgnoreStart
constexpr std::string_view kLicence = "# SPDX-FileCopyrightText: 2026 The Postern authors\n"
                                      "# SPDX-License-Identifier: Apache-2.0\n";
// REUSE-IgnoreEnd

/// A word between single quotes of a POSIX shell.
std::string shellQuoted(std::string_view text)
{
    std::string quoted = "'";
    for (const char c : text) {
        if (c == '\'')
            quoted += "'\\''";
        else
            quoted += c;
    }
    return quoted + "'";
}

/// The same for fish, in which a backslash escapes between quotes.
std::string fishQuoted(std::string_view text)
{
    std::string quoted = "'";
    for (const char c : text) {
        if (c == '\'' || c == '\\')
            quoted += '\\';
        quoted += c;
    }
    return quoted + "'";
}

std::string wordsOf(const std::vector<std::string> &words)
{
    std::string text;
    for (const std::string &word : words)
        text += (text.empty() ? "" : " ") + word;
    return text;
}

std::string commandNames(const CommandModel &command)
{
    std::string names;
    for (const CommandModel &below : command.commands)
        names += (names.empty() ? "" : " ") + below.name;
    return names;
}

std::string optionNames(const CommandModel &command)
{
    std::string names;
    for (const OptionModel &option : command.options) {
        if (!option.isArgument)
            names += (names.empty() ? "" : " ") + wordsOf(option.names);
    }
    return names;
}

/// The words of an argument that takes some words only.
std::string argumentWords(const CommandModel &command)
{
    std::string words;
    for (const OptionModel &option : command.options) {
        if (option.isArgument)
            words += wordsOf(option.choices);
    }
    return words;
}

/// The lines of a `case` that say of each command below the first which one it is.
std::string pathCases(const CommandModel &model, std::string_view indent)
{
    std::string lines;
    for (const CommandModel *command : allCommands(model)) {
        if (command != &model)
            lines += std::string(indent) + shellQuoted(command->path)
                     + ") where=\"$where $word\" ;;\n";
    }
    return lines;
}

/// "'postern flow test --format'|'...'": one option's names after a command.
std::string optionPatterns(const CommandModel &command, const OptionModel &option)
{
    std::string patterns;
    for (const std::string &name : option.names)
        patterns += (patterns.empty() ? "" : "|") + shellQuoted(command.path + " " + name);
    return patterns;
}

bool takesValue(const OptionModel &option)
{
    return !option.isArgument && !option.form.empty();
}

/// How help tells what an option is, short enough for a list.
std::string oneLine(std::string_view help)
{
    std::string text(help.substr(0, help.find('\n')));
    while (text.ends_with('.'))
        text.pop_back();
    return text;
}

/// `name:help` for zsh, in which a colon of the name is escaped.
std::string described(std::string_view name, std::string_view help)
{
    std::string text;
    for (const char c : name) {
        if (c == ':')
            text += '\\';
        text += c;
    }
    return shellQuoted(text + ":" + oneLine(help));
}

} // namespace

std::string bashCompletion(const CommandModel &model)
{
    std::string script = "# bash completion of postern: source it, or keep it as "
                         "~/.local/share/bash-completion/completions/postern\n"
                         + std::string(kLicence) + R"(
_postern()
{
    local where=postern word current=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD-1]}
    local words= values= files= i
    COMPREPLY=()
    for ((i = 1; i < COMP_CWORD; ++i)); do
        word=${COMP_WORDS[i]}
        case "$where $word" in
)";
    script += pathCases(model, "            ");
    script += R"(        esac
    done
    # Bash splits --option=word at the sign.
    if [[ $current == = ]]; then
        current=
    elif [[ $before == = && COMP_CWORD -gt 1 ]]; then
        before=${COMP_WORDS[COMP_CWORD-2]}
    fi
    case "$where $before" in
)";
    for (const CommandModel *command : allCommands(model)) {
        for (const OptionModel &option : command->options) {
            if (takesValue(option))
                script += "        " + optionPatterns(*command, option) + ") values="
                          + (option.choices.empty() ? std::string("; files=yes")
                                                    : shellQuoted(wordsOf(option.choices)))
                          + " ;;\n";
        }
    }
    script += R"(    esac
    if [[ -n $values ]]; then
        COMPREPLY=($(compgen -W "$values" -- "$current"))
        return
    fi
    if [[ -z $files ]]; then
        case "$where" in
)";
    for (const CommandModel *command : allCommands(model)) {
        const std::string words = commandNames(*command) + argumentWords(*command);
        script += "            " + shellQuoted(command->path) + ") words=" + shellQuoted(words)
                  + "; [[ $current == -* ]] && words=" + shellQuoted(optionNames(*command))
                  + " ;;\n";
    }
    script += R"(        esac
        if [[ -n $words ]]; then
            COMPREPLY=($(compgen -W "$words" -- "$current"))
            return
        fi
    fi
    compopt -o filenames 2>/dev/null
    local IFS=$'\n'
    COMPREPLY=($(compgen -f -- "$current"))
}
complete -F _postern postern
)";
    return script;
}

std::string zshCompletion(const CommandModel &model)
{
    std::string script = "#compdef postern\n# zsh completion of postern: keep it as _postern in a "
                         "folder of $fpath\n"
                         + std::string(kLicence) + R"(
_postern()
{
    local where=postern word before=${words[CURRENT-1]} i
    local -a below flags values
    for ((i = 2; i < CURRENT; ++i)); do
        word=${words[i]}
        case "$where $word" in
)";
    script += pathCases(model, "            ");
    script += R"(        esac
    done
    if [[ $PREFIX == --*=* ]]; then
        before=${PREFIX%%=*}
        compset -P '*='
    fi
    case "$where $before" in
)";
    for (const CommandModel *command : allCommands(model)) {
        for (const OptionModel &option : command->options) {
            if (takesValue(option))
                script += "        " + optionPatterns(*command, option) + ") "
                          + (option.choices.empty()
                                 ? std::string("_files")
                                 : "values=(" + wordsOf(option.choices) + "); compadd -a values")
                          + "; return ;;\n";
        }
    }
    script += "    esac\n    case \"$where\" in\n";
    for (const CommandModel *command : allCommands(model)) {
        script += "        " + shellQuoted(command->path) + ")\n";
        if (!command->commands.empty()) {
            script += "            below=(\n";
            for (const CommandModel &below : command->commands)
                script += "                " + described(below.name, below.help) + "\n";
            script += "            )\n";
        }
        if (const std::string words = argumentWords(*command); !words.empty())
            script += "            values=(" + words + ")\n";
        script += "            flags=(\n";
        for (const OptionModel &option : command->options) {
            for (const std::string &name : option.names) {
                if (!option.isArgument)
                    script += "                " + described(name, option.help) + "\n";
            }
        }
        script += "            ) ;;\n";
    }
    script += R"(    esac
    if [[ $PREFIX == -* ]]; then
        _describe -o option flags
    elif ((${#below})); then
        _describe command below
    elif ((${#values})); then
        compadd -a values
    else
        _files
    fi
}

# Loaded by name it is called at once; sourced it names itself.
if [[ ${funcstack[1]} == _postern ]]; then
    _postern "$@"
else
    compdef _postern postern
fi
)";
    return script;
}

std::string fishCompletion(const CommandModel &model)
{
    std::string script = "# fish completion of postern: keep it as "
                         "~/.config/fish/completions/postern.fish\n"
                         + std::string(kLicence) + R"(
# Whether the words before the cursor name this command.
function __postern_at
    set -l where postern
    set -l words (commandline -opc)
    for word in $words[2..]
        switch "$where $word"
            case )";
    for (const CommandModel *command : allCommands(model)) {
        if (command != &model)
            script += fishQuoted(command->path) + " ";
    }
    script.pop_back();
    script += R"(
                set where "$where $word"
        end
    end
    test "$where" = "$argv"
end

)";
    for (const CommandModel *command : allCommands(model)) {
        const std::string at = "complete -c postern -n "
                               + fishQuoted("__postern_at " + command->path);
        for (const CommandModel &below : command->commands)
            script += at + " -f -a " + fishQuoted(below.name) + " -d "
                      + fishQuoted(oneLine(below.help)) + "\n";
        if (const std::string words = argumentWords(*command); !words.empty())
            script += at + " -f -a " + fishQuoted(words) + "\n";
        for (const OptionModel &option : command->options) {
            if (option.isArgument)
                continue;
            script += at;
            for (const std::string &name : option.names)
                script += name.starts_with("--") ? " -l " + name.substr(2)
                                                 : " -s " + name.substr(1);
            if (takesValue(option))
                script += option.choices.empty() ? " -r -F"
                                                 : " -x -a " + fishQuoted(wordsOf(option.choices));
            script += " -d " + fishQuoted(oneLine(option.help)) + "\n";
        }
    }
    return script;
}

} // namespace postern::cli
