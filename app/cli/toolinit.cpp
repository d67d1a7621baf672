// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "app/cli/toolinit.h"

#include "app/request/keyvalues.h"
#include "engine/base/pyrepr.h"
#include "engine/pyobject/pyliteral.h"
#include "engine/pyobject/text.h"
#include "engine/store/atomicfile.h"

#include <CLI/CLI.hpp>

#include <algorithm>
#include <cctype>
#include <memory>

namespace fs = std::filesystem;

namespace postern::cli {

namespace {

struct ToolInitOptions
{
    std::string package; ///< a folder, whose name is the package's
    std::string tool;
    std::vector<std::string> settings;
};

void requireIdentifier(const std::string &name, const char *what)
{
    const auto isLetter = [](unsigned char c) { return std::isalpha(c) || c == '_'; };
    const bool isFine = !name.empty() && isLetter(static_cast<unsigned char>(name.front()))
                        && std::ranges::all_of(name, [&](unsigned char c) {
                               return isLetter(c) || std::isdigit(c);
                           });
    if (!isFine)
        throw Error(ErrorCode::Usage,
                    "The " + std::string(what) + " name '" + name + "' is no Python identifier.",
                    "Use letters, digits and underscores, and no digit in front.")
            .as({"UserError"},
                "The " + std::string(what) + " name " + name + " is a invalid identifier.");
}

/// The decorator's argument for a setting: what reads as a dict, list, number or constant of Python
/// is that, everything else text.
std::string argumentOf(const std::string &key, const std::string &text)
{
    const auto literal = pyobject::parsePythonLiteral(text);
    const bool isPlain = literal && !literal->isString();
    return "    " + key + "=" + py::repr(isPlain ? *literal : Value(text)) + ",\n";
}

constexpr std::string_view kTool = R"(@HEAD@from promptflow.connections import CustomConnection
from promptflow.core import tool


@tool(
    name="@TOOL@",
    description="What @TOOL@ does.",
@SETTINGS@)
def @TOOL@(connection: CustomConnection, input_text: str) -> str:
    # A connection holds what an endpoint needs: connection.api_base, connection.secrets["api_key"].
    # A tool that needs none leaves the parameter out.
    return "Hello " + input_text
)";

constexpr std::string_view kProject = R"([build-system]
requires = ["setuptools>=61"]
build-backend = "setuptools.build_meta"

[project]
name = "@PACKAGE@"
version = "0.0.1"
description = "Tools for flows"

[project.entry-points.package_tools]
@PACKAGE@ = "@PACKAGE@.utils:list_package_tools"

[tool.setuptools]
packages = ["@PACKAGE@"]

[tool.setuptools.package-data]
"@PACKAGE@" = ["icons/*"]
)";

constexpr std::string_view kListing = R"("""Lists the tools of this package."""


def list_package_tools(raise_error=False):
    """{id: manifest}, made of every function with the @tool decorator."""
    from promptflow.client import PFClient

    return PFClient().tools._list_tools_in_package("@PACKAGE@", raise_error=raise_error)
)";

constexpr std::string_view kReadme = R"(# @PACKAGE@

Tools for flows. Every function in `@PACKAGE@/` with the `@tool` decorator is one; the entry point in
`pyproject.toml` lets flows find them.

    pip install -e .
    postern tool list
    postern tool validate --source @PACKAGE@

A flow names a tool by its module and function:

    source: {type: package, tool: @PACKAGE@.@TOOL@.@TOOL@}
)";

std::string filled(std::string_view text, const std::string &package, const std::string &tool)
{
    return pyobject::replaceAll(pyobject::replaceAll(text, "@PACKAGE@", package), "@TOOL@", tool);
}

/// Writes the file unless it is there: a package takes more than one tool.
void writeNew(const fs::path &file, const std::string &text)
{
    if (fs::exists(file))
        return;
    store::writeFile(file, text);
    printNote("Created " + file.string());
}

void writeTool(const fs::path &file, const ToolInitOptions &options, const std::string &icon)
{
    std::string settings;
    if (!icon.empty())
        settings = "    icon=" + icon + ",\n";
    for (const auto &[key, value] : request::readPairs(options.settings, "--set")) {
        if (key != "icon")
            settings += argumentOf(key, value);
    }
    const bool needsPath = icon.starts_with("Path(");
    std::string text = pyobject::replaceAll(filled(kTool, "", options.tool), "@SETTINGS@", settings);
    text = pyobject::replaceAll(text, "@HEAD@", needsPath ? "from pathlib import Path\n\n" : "");
    store::writeFile(file, text);
    printNote("Created " + file.string());
}

ExitCode initTool(const ToolInitOptions &options)
{
    requireIdentifier(options.tool, "tool");
    const fs::path root(options.package);
    const std::string package = root.filename().string();
    if (!options.package.empty())
        requireIdentifier(package, "package");
    fs::path icon;
    for (const auto &[key, value] : request::readPairs(options.settings, "--set")) {
        requireIdentifier(key, "setting's");
        if (key == "icon")
            icon = value;
    }
    if (!icon.empty() && !fs::is_regular_file(icon))
        throw Error(ErrorCode::FileUnreadable,
                    "There is no icon at " + icon.string() + ".",
                    "Name a picture with --set icon=FILE.")
            .as({"UserError"}, "Cannot find the icon path " + icon.string() + ".");
    const fs::path folder = options.package.empty() ? fs::path() : root / package;
    const fs::path file = folder / (options.tool + ".py");
    if (fs::exists(file))
        throw Error(ErrorCode::FileUnwritable,
                    "The file " + file.string() + " is already there.",
                    "Name another tool, or remove the file.");
    if (options.package.empty()) {
        writeTool(file, options, icon.empty() ? "" : py::reprString(icon.string()));
        return ExitCode::Done;
    }
    std::string iconCode;
    if (!icon.empty()) {
        writeNew(folder / "icons" / icon.filename(), store::readFile(icon));
        iconCode = "Path(__file__).parent / \"icons\" / "
                   + py::reprString(icon.filename().string());
    }
    writeTool(file, options, iconCode);
    writeNew(folder / "__init__.py", "");
    writeNew(folder / "utils.py", filled(kListing, package, options.tool));
    writeNew(root / "pyproject.toml", filled(kProject, package, options.tool));
    writeNew(root / "README.md", filled(kReadme, package, options.tool));
    return ExitCode::Done;
}

} // namespace

void addToolInit(CLI::App &group, CommandLine &line)
{
    CLI::App *command = group.add_subcommand("init", "Makes a tool, or a package with one");
    auto options = std::make_shared<ToolInitOptions>();
    command->add_option("--package",
                        options->package,
                        "Folder of the package, whose name is the package's; without it the tool "
                        "is a file in this folder");
    command->add_option("--tool", options->tool, "Name of the tool")->required();
    command
        ->add_option("--set",
                     options->settings,
                     "KEY=VALUE pairs for the decorator: icon, category, tags ...")
        ->expected(1, -1);
    addCommonOptions(*command, line);
    command->footer("Examples:\n"
                    "  postern tool init --tool shorten\n"
                    "  postern tool init --package my_tools --tool shorten --set category=text");
    command->callback([options, &line] { line.action = [options] { return initTool(*options); }; });
}

} // namespace postern::cli
