// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "app/cli/manpage.h"

#include <string_view>

namespace postern::cli {

namespace {

/// Text as man shows it: a backslash and a hyphen stand for themselves, and no line is a request.
std::string escaped(std::string_view text)
{
    std::string page;
    bool isLineStart = true;
    for (const char c : text) {
        if (isLineStart && (c == '.' || c == '\''))
            page += "\\&";
        if (c == '\\')
            page += "\\e";
        else if (c == '-')
            page += "\\-";
        else if (c == '\'')
            page += "\\(aq";
        else if (c == '`')
            page += "\\(ga";
        else
            page += c;
        isLineStart = c == '\n';
    }
    return page;
}

std::string sentence(std::string_view help)
{
    return escaped(help) + (help.ends_with('.') ? "" : ".") + "\n";
}

void addOption(const OptionModel &option, std::string &page)
{
    page += ".TP\n";
    bool isFirst = true;
    for (const std::string &name : option.names) {
        page += (isFirst ? "" : ", ") + ("\\fB" + escaped(name) + "\\fR");
        isFirst = false;
    }
    if (!option.form.empty() && !option.isArgument)
        page += " \\fI" + escaped(option.form) + "\\fR";
    if (option.isRepeated && option.form.find("...") == std::string::npos)
        page += "...";
    if (option.isRequired && !option.isArgument)
        page += " (required)";
    page += "\n" + sentence(option.help);
}

/// Two macros in a row would be an empty paragraph, of which readers of manuals complain.
void beginParagraph(std::string &page)
{
    if (!page.ends_with(".PP\n"))
        page += ".PP\n";
}

/// Examples as they are typed, the text before them as text.
void addFooter(const std::string &footer, std::string &page)
{
    bool isExample = false;
    for (std::size_t begin = 0; begin < footer.size();) {
        const std::size_t end = std::min(footer.find('\n', begin), footer.size());
        const std::string_view line = std::string_view(footer).substr(begin, end - begin);
        begin = end + 1;
        if (line.starts_with("  ") != isExample && !line.empty()) {
            isExample = !isExample;
            if (isExample)
                beginParagraph(page);
            page += isExample ? ".nf\n" : ".fi\n";
        }
        if (!line.empty())
            page += escaped(line) + "\n";
        else if (isExample)
            page += "\n";
        else
            beginParagraph(page);
    }
    if (isExample)
        page += ".fi\n";
}

void addCommand(const CommandModel &command, std::string &page)
{
    page += ".SS " + escaped(command.path) + "\n" + sentence(command.help);
    for (const OptionModel &option : command.options) {
        if (option.isArgument)
            addOption(option, page);
    }
    for (const OptionModel &option : command.options) {
        if (!option.isArgument && option.names.front() != "--help")
            addOption(option, page);
    }
    if (!command.footer.empty()) {
        beginParagraph(page);
        addFooter(command.footer, page);
    }
}

constexpr std::string_view kManualEnd = R"(.SH EXIT STATUS
.TP
.B 0
Done.
.TP
.B 1
The flow, a line, a test or a threshold failed, or a result can\(aqt be written.
.TP
.B 2
The command line is wrong.
.TP
.B 3
The flow or its data is invalid.
.TP
.B 4
A connection, credential or endpoint failed.
.TP
.B 5
Refused: a restricted folder, an allow\-list, a secret found.
.TP
.B 130
Cancelled.
.SH ENVIRONMENT
.TP
.B POSTERN_HOME
Where settings, the vault of connections and crash reports are kept, instead of
.IR ~/.local/share/postern .
.TP
.B POSTERN_PYTHON
The interpreter for Python nodes of folders without a
.IR .venv .
.TP
.BR HTTPS_PROXY ", " NO_PROXY ", " SSL_CERT_FILE
As everywhere, unless the settings say otherwise.
)";

} // namespace

std::string manualPage(const CommandModel &model)
{
    // REUSE-IgnoreStart
    std::string page = ".\\\" SPDX-FileCopyrightText: 2026 The Postern authors\n"
                       ".\\\" SPDX-License-Identifier: Apache-2.0\n"
                       ".TH POSTERN 1 \"\" \"postern " POSTERN_VERSION "\" \"User Commands\"\n"
                       ".SH NAME\npostern \\- run, test and check prompt flow folders\n"
                       ".SH SYNOPSIS\n.B postern\n.I COMMAND\n.RI [ OPTIONS ]\n.SH DESCRIPTION\n"
                       + sentence(model.help)
                       + "Results go to standard output, everything else to standard error.\n"
                         ".SH COMMANDS\n";
    // REUSE-IgnoreEnd
    for (const CommandModel *command : allCommands(model)) {
        if (command->commands.empty())
            addCommand(*command, page);
    }
    return page + std::string(kManualEnd);
}

} // namespace postern::cli
