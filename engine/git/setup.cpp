// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/git/setup.h"

#include "engine/base/pathtext.h"
#include "engine/git/flowignores.h"
#include "engine/store/atomicfile.h"

#include <algorithm>
#include <system_error>

namespace fs = std::filesystem;

namespace postern::git {

namespace {

constexpr std::string_view kRemark
    = "# Flows are compared and merged by their nodes: postern git setup";
constexpr std::string_view kRule = "*.dag.yaml diff=postern merge=postern";

std::string shellWord(const std::string &text)
{
    std::string quoted = "'";
    for (const char c : text)
        quoted += c == '\'' ? std::string("'\\''") : std::string(1, c);
    return quoted + "'";
}

/// As git takes it in a merge driver, where %A and its like are files.
std::string withoutPlaceholders(std::string text)
{
    for (std::size_t at = text.find('%'); at != std::string::npos; at = text.find('%', at + 2))
        text.insert(at, 1, '%');
    return text;
}

/// The names of files follow: what begins like an option is none.
std::vector<std::pair<std::string, std::string>> settingsFor(const std::string &program)
{
    const std::string name = shellWord(program);
    return {{"merge.postern.name", "flows by their nodes"},
            {"merge.postern.driver",
             withoutPlaceholders(name) + " merge-driver --marker-size %L -- %O %A %B %P"},
            {"diff.postern.command", name + " diff --git-external --"}};
}

Task<fs::path> topFolder(Program &git)
{
    std::vector<std::string> ask{"rev-parse", "--show-toplevel"};
    std::string top = co_await git.output(std::move(ask));
    while (top.ends_with('\n') || top.ends_with('\r'))
        top.pop_back();
    co_return fs::path(std::u8string(top.begin(), top.end()));
}

std::string readIfThere(const fs::path &file)
{
    std::error_code failure;
    return fs::exists(fs::symlink_status(file, failure)) ? store::readFile(file) : std::string();
}

Task<std::string> settingOf(Program &git, std::string name)
{
    Call ask;
    ask.arguments = {"config", "--local", "--get", std::move(name)};
    Answer answer = co_await git.call(std::move(ask));
    if (answer.output.ends_with('\n'))
        answer.output.pop_back();
    co_return std::move(answer.output);
}

std::string lineEndOf(const std::string &text)
{
    const std::size_t at = text.find('\n');
    return at != std::string::npos && at > 0 && text[at - 1] == '\r' ? "\r\n" : "\n";
}

void settleIgnores(const fs::path &file, bool adds, SetupReport &report)
{
    const std::string text = readIfThere(file);
    std::vector<std::string> missing = missingIgnoreRules(text);
    if (missing.empty())
        return;
    if (!adds) {
        report.offered = std::move(missing);
        return;
    }
    store::writeFile(file, withFlowIgnores(text));
    for (const std::string &rule : missing)
        report.done.push_back(pathText(file) + ": " + rule);
}

/// Writes a file without our lines, or removes it where nothing else stood in it; whether it did.
bool takeBack(const fs::path &file, const std::string &text)
{
    if (text == readIfThere(file))
        return false;
    if (text.empty())
        fs::remove(file);
    else
        store::writeFile(file, text);
    return true;
}

} // namespace

std::string withFlowAttributes(const std::string &text)
{
    if (text.find(kRule) != std::string::npos)
        return text;
    const std::string end = lineEndOf(text);
    std::string added = text;
    if (!added.empty() && !added.ends_with('\n'))
        added += end;
    return added + std::string(kRemark) + end + std::string(kRule) + end;
}

std::string withoutFlowAttributes(const std::string &text)
{
    std::string kept;
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t end = std::min(text.find('\n', at), text.size() - 1) + 1;
        std::string line = text.substr(at, end - at);
        at = end;
        std::string bare = line;
        while (bare.ends_with('\n') || bare.ends_with('\r'))
            bare.pop_back();
        if (bare != kRemark && bare != kRule)
            kept += line;
    }
    return kept;
}

Task<SetupReport> setUpRepository(Program git, std::string program, bool addsIgnores)
{
    SetupReport report;
    const fs::path top = co_await topFolder(git);
    const fs::path file = top / ".gitattributes";
    const std::string before = readIfThere(file);
    const std::string after = withFlowAttributes(before);
    if (after != before) {
        store::writeFile(file, after);
        report.done.push_back(pathText(file) + ": " + std::string(kRule));
    }
    settleIgnores(top / ".gitignore", addsIgnores, report);
    for (const auto &[name, value] : settingsFor(program)) {
        const std::string now = co_await settingOf(git, name);
        if (now == value)
            continue;
        Call set;
        set.isReading = false;
        set.arguments = {"config", "--local", name, value};
        co_await git.output(std::move(set));
        report.done.push_back("git config " + name + " " + shellWord(value));
    }
    co_return report;
}

Task<SetupReport> undoSetup(Program git)
{
    SetupReport report;
    const fs::path top = co_await topFolder(git);
    const fs::path attributes = top / ".gitattributes";
    if (takeBack(attributes, withoutFlowAttributes(readIfThere(attributes))))
        report.done.push_back(pathText(attributes) + ": without " + std::string(kRule));
    const fs::path ignores = top / ".gitignore";
    if (takeBack(ignores, withoutFlowIgnores(readIfThere(ignores))))
        report.done.push_back(pathText(ignores) + ": without what was added");
    for (const char *const section : {"merge.postern", "diff.postern"}) {
        Call remove;
        remove.isReading = false;
        remove.arguments = {"config", "--local", "--remove-section", section};
        const Answer answer = co_await git.call(std::move(remove));
        if (answer.ok())
            report.done.push_back(std::string("git config --remove-section ") + section);
    }
    co_return report;
}

} // namespace postern::git
