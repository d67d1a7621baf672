// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "app/cli/flowedit.h"

#include "app/cli/commandline.h"
#include "app/cli/resultcheck.h"
#include "engine/base/pathtext.h"
#include "engine/base/unifieddiff.h"
#include "engine/flow/floweditor.h"
#include "engine/store/atomicfile.h"
#include "engine/store/filegroup.h"

#include <CLI/CLI.hpp>

#include <functional>
#include <map>
#include <memory>
#include <utility>

namespace postern::cli {

namespace {

namespace fs = std::filesystem;

using Intent = std::function<void(flow::FlowEditor &)>;
using Words = std::vector<std::string>;

struct EditOptions
{
    std::vector<fs::path> folders;
    std::map<std::string, Words> words; ///< by option: what each use of it said
    std::vector<Intent> intents;        ///< in the order of the command line
    bool dryRun = false;
};

[[noreturn]] void misuse(const std::string &option, const std::string &word, const std::string &form)
{
    throw Error(ErrorCode::Usage,
                "--" + option + " doesn't understand '" + word + "'.",
                "Write it as --" + option + " " + form);
}

/// "a=b" at the first sign; throws Error Usage when one of the parts is missing.
std::pair<std::string, std::string> halves(const std::string &option,
                                           const std::string &word,
                                           const std::string &form)
{
    const std::size_t at = word.find('=');
    if (at == std::string::npos || at == 0)
        misuse(option, word, form);
    return {word.substr(0, at), word.substr(at + 1)};
}

Intent renaming(const std::string &word)
{
    const std::string form = "node:OLD=NEW, input:OLD=NEW, input:NODE.OLD=NEW, output:OLD=NEW or "
                             "variant:NODE.OLD=NEW";
    const auto [what, newName] = halves("rename", word, form);
    const std::size_t colon = what.find(':');
    const std::string kind = what.substr(0, colon);
    if (colon == std::string::npos || newName.empty())
        misuse("rename", word, form);
    const std::string name = what.substr(colon + 1);
    const std::size_t dot = name.find('.');
    if (dot != std::string::npos && (kind == "variant" || kind == "input")) {
        const auto rename = kind == "variant" ? &flow::FlowEditor::renameVariant
                                              : &flow::FlowEditor::renameNodeInput;
        return [=, node = name.substr(0, dot), old = name.substr(dot + 1), fresh = newName](
                   flow::FlowEditor &editor) { (editor.*rename)(node, old, fresh); };
    }
    const auto rename = kind == "node"     ? &flow::FlowEditor::renameNode
                        : kind == "input"  ? &flow::FlowEditor::renameInput
                        : kind == "output" ? &flow::FlowEditor::renameOutput
                                           : nullptr;
    if (rename == nullptr)
        misuse("rename", word, form);
    return [=, fresh = newName](flow::FlowEditor &editor) { (editor.*rename)(name, fresh); };
}

Intent connecting(const std::string &word)
{
    const std::string form = "NODE.INPUT=REFERENCE, as answer.question=inputs.question";
    const auto [where, reference] = halves("connect", word, form);
    const std::size_t dot = where.find('.');
    if (dot == std::string::npos || reference.empty())
        misuse("connect", word, form);
    return [node = where.substr(0, dot), input = where.substr(dot + 1), text = reference](
               flow::FlowEditor &editor) { editor.connect(node, input, text); };
}

/// What an option says with that word. Throws Error.
Intent intentOf(const std::string &option, const std::string &word)
{
    if (option == "rename")
        return renaming(word);
    if (option == "connect")
        return connecting(word);
    if (option == "unset")
        return [word](flow::FlowEditor &editor) { editor.unset(word); };
    if (option == "add")
        return [yaml = store::readFile(word)](flow::FlowEditor &editor) { editor.addNodes(yaml); };
    if (option == "remove") {
        if (!word.starts_with("node:"))
            misuse(option, word, "node:NAME; --unset PATH removes anything else");
        return [name = word.substr(5)](flow::FlowEditor &editor) { editor.removeNode(name); };
    }
    const auto [path, yaml] = halves(option, word, "PATH=VALUE");
    return [where = path, content = yaml::Content::fromWord(yaml)](flow::FlowEditor &editor) {
        editor.set(where, content);
    };
}

/// How a patch that is applied here names the file.
std::string nameInPatch(const fs::path &file, const fs::path &folder)
{
    const fs::path here = file.lexically_relative(fs::current_path());
    const bool isBelow = !here.empty() && *here.begin() != "..";
    return (isBelow ? here : file.lexically_relative(folder)).generic_string();
}

/// Throws Error where the flow file is a link that leads out of its folder: what lies there is
/// nobody's who names this folder.
void requireOwnFile(const flow::FlowLocation &location)
{
    std::error_code failure;
    if (!fs::is_symlink(fs::symlink_status(location.file, failure)))
        return;
    const fs::path target = fs::weakly_canonical(location.file, failure);
    const fs::path below = target.lexically_relative(fs::weakly_canonical(location.folder, failure));
    if (below.empty() || *below.begin() == "..")
        throw Error(ErrorCode::Refused,
                    pathText(location.file) + " is a link that leads out of its folder.",
                    "Edit the folder that it leads to: " + pathText(target.parent_path()) + ".");
}

/// The texts of files as the folders before have left them in this call, which a dry run doesn't
/// write.
class EditedTexts
{
public:
    std::string read(const fs::path &file) const
    {
        const auto known = m_texts.find(file.lexically_normal());
        return known == m_texts.end() ? store::readFile(file) : known->second;
    }
    void set(const fs::path &file, std::string text)
    {
        m_texts.insert_or_assign(file.lexically_normal(), std::move(text));
    }

private:
    std::map<fs::path, std::string> m_texts;
};

struct Edited
{
    std::string patch;
    List files;
};

Edited editFolder(const fs::path &folder, const EditOptions &options, EditedTexts &texts)
{
    const flow::FlowLocation location = flow::locateFlow(folder);
    requireOwnFile(location);
    const auto document = flow::FlowDocument::fromText(location, texts.read(location.file));
    flow::FlowEditor editor(document, [&texts](const fs::path &file) { return texts.read(file); });
    for (const Intent &intent : options.intents)
        intent(editor);
    editor.requireSound();
    requireValid(document, editor.text());
    Edited result;
    std::map<fs::path, store::Rewrite> files;
    for (const auto &[path, edits] : editor.edit().files) {
        auto &[before, after] = files[path];
        before = path == location.file ? document.text() : texts.read(path);
        after = before;
        edits.applyTo(after);
        result.patch += unifiedDiff(before, edits, nameInPatch(path, location.folder));
        result.files.emplace_back(pathText(path.lexically_relative(location.folder)));
    }
    if (!options.dryRun)
        store::writeTogether(files);
    for (auto &[path, rewrite] : files)
        texts.set(path, std::move(rewrite.after));
    return result;
}

/// Edits every folder that takes the edits. The others are named and stay as they are.
ExitCode editFlows(const EditOptions &options, const CommandLine &line)
{
    if (options.intents.empty())
        throw Error(ErrorCode::Usage,
                    "Nothing is to be edited.",
                    "Say what: --set, --unset, --rename, --add, --remove or --connect.");
    store::finishInterruptedWrites();
    EditedTexts texts;
    List report;
    std::string patch;
    ExitCode code = ExitCode::Done;
    for (const fs::path &folder : options.folders) {
        Dict told{{"folder", pathText(folder)}};
        try {
            Edited edited = editFolder(folder, options, texts);
            patch += edited.patch;
            if (!options.dryRun && line.format == Format::Text) {
                for (const Value &file : edited.files)
                    printNote(pathText(folder) + ": edited " + file.asString());
                if (edited.files.empty())
                    printNote(pathText(folder) + ": nothing to change");
            }
            told.append("files", std::move(edited.files));
            told.append("patch", std::move(edited.patch));
        } catch (const Error &error) {
            if (error.code() == ErrorCode::Usage)
                throw;
            const Error named(error.code(),
                              pathText(folder) + " stays as it is: " + error.message(),
                              error.hint(),
                              error.place());
            if (line.format == Format::Text)
                printError(named, line.format, line.verbose);
            told.append("error", toJson(error));
            code = ExitCode::Invalid;
        }
        report.emplace_back(std::move(told));
    }
    if (line.format == Format::Json)
        printJson(Value(std::move(report)));
    else if (options.dryRun && !patch.empty())
        printPiece(patch);
    return code;
}

/// The options as intents, in the order in which they were written.
void collectIntents(const CLI::App &edit, EditOptions &options)
{
    std::map<std::string, std::size_t> next;
    for (const CLI::Option *option : edit.parse_order()) {
        const std::string name = option->get_single_name();
        const auto found = options.words.find(name);
        if (found != options.words.end() && next[name] < found->second.size())
            options.intents.push_back(intentOf(name, found->second[next[name]++]));
    }
}

} // namespace

void addFlowEdit(CLI::App &group, CommandLine &line)
{
    CLI::App *edit = group.add_subcommand("edit", "Edits flows and leaves every other byte alone");
    auto options = std::make_shared<EditOptions>();
    edit->add_option("FOLDER", options->folders, "Folders of flows, or their files")
        ->required()
        ->option_text("...");
    const auto add = [&](const std::string &name, const std::string &form, const std::string &help) {
        edit->add_option("--" + name, options->words[name], help)
            ->allow_extra_args(false)
            ->option_text(form);
    };
    add("set",
        "PATH=VALUE",
        "Set nodes.NAME.inputs.KEY, inputs.NAME.default ... to a value in YAML");
    add("unset", "PATH", "Remove what is there");
    add("rename",
        "KIND:OLD=NEW",
        "Rename node:OLD, input:OLD, input:NODE.OLD, output:OLD or variant:NODE.OLD and all that "
        "refers to it");
    add("add", "FILE", "Add the nodes of a YAML file");
    add("remove", "node:NAME", "Remove a node with its variants");
    add("connect", "NODE.INPUT=REFERENCE", "Bind an input to OTHER.output or inputs.NAME");
    edit->add_flag("--dry-run", options->dryRun, "Change nothing, print a patch for `git apply`");
    addCommonOptions(*edit, line);
    edit->footer(
        "All edits of a call are done in their order, in each folder all or none. A folder that "
        "can't take\nthem is named and stays as it is; the exit code is 3 then.\n\n"
        "Examples:\n"
        "  postern flow edit chat --set nodes.answer.inputs.deployment_name=gpt-4o\n"
        "  postern flow edit flows/* --rename node:fetch=search --dry-run | git apply\n"
        "  postern flow edit chat --add node.yaml --connect answer.context=search.output");
    edit->callback([edit, options, &line] {
        line.action = [edit, options, &line] {
            collectIntents(*edit, *options);
            return editFlows(*options, line);
        };
    });
}

} // namespace postern::cli
