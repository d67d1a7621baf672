// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/base/nearpath.h"
#include "engine/base/pathtext.h"
#include "engine/flow/flowdocument.h"
#include "engine/store/atomicfile.h"
#include "engine/yaml/document.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <string_view>

namespace postern::flow {

namespace fs = std::filesystem;

namespace {

constexpr std::array kFlowFiles
    = {"flow.dag.yaml", "flow.dag.yml", "flow.flex.yaml", "flow.flex.yml"};

std::string lowerSuffix(const fs::path &file)
{
    std::string suffix = pathText(file.extension());
    for (char &c : suffix) {
        if (c >= 'A' && c <= 'Z')
            c = static_cast<char>(c + ('a' - 'A'));
    }
    return suffix;
}

Error userError(Message message, Message hint, const std::string &promptflowMessage)
{
    return Error(ErrorCode::InvalidFlow, std::move(message), std::move(hint))
        .as({"UserError"}, promptflowMessage);
}

/// What to name instead of a folder without a flow file: its prompties, a few of many.
Message wayOut(const fs::path &folder)
{
    constexpr std::size_t kMostNames = 5;
    std::vector<std::string> names;
    std::error_code ignored;
    for (const auto &entry : fs::directory_iterator(folder, ignored)) {
        if (entry.path().extension() == ".prompty")
            names.push_back(entry.path().filename().string());
    }
    if (names.empty())
        return tr("Add a flow.dag.yaml, or name the folder of a flow.");
    std::ranges::sort(names);
    std::string listed = names.front();
    for (std::size_t i = 1; i < std::min(names.size(), kMostNames); ++i)
        listed += ", " + names[i];
    return names.size() > kMostNames ? tr("Name one of its prompties: %1, ...", listed)
                                     : tr("Name one of its prompties: %1.", listed);
}

fs::path fileIn(const fs::path &folder)
{
    std::error_code ignored;
    std::vector<std::string> found;
    for (const char *name : kFlowFiles) {
        if (fs::is_regular_file(folder / name, ignored))
            found.emplace_back(name);
    }
    const std::string where = pathText(fs::absolute(folder));
    std::error_code unreadable;
    if (found.empty() && (fs::directory_iterator(folder, unreadable), unreadable))
        throw Error(ErrorCode::FileUnreadable,
                    tr("The folder %1 can't be read: %2.", where, unreadable.message()),
                    tr("Check its permissions."));
    if (found.empty())
        throw userError(tr("The folder %1 has no flow file.", where),
                        wayOut(folder),
                        "Have found neither flow.dag.yaml nor flow.flex.yaml in " + where);
    if (found.size() == 1)
        return folder / found.front();
    std::string names = found.front();
    for (std::size_t i = 1; i < found.size(); ++i)
        names += ", " + found[i];
    throw Error(ErrorCode::InvalidFlow,
                tr("The folder %1 has several flow files: %2.", where, names),
                tr("Name one of them, or remove the others."))
        .as({"UserError", "ValidationError"},
            "Multiple files " + names + " exist in " + pathText(folder)
                + ". Please specify a file or remove the extra YAML file.");
}

/// Whether a YAML file has a key "entry" at its top level. A flow file is small; a line that
/// starts so in block style is what every writer makes.
bool hasEntry(const fs::path &file)
{
    std::string text;
    try {
        text = store::readFile(file, yaml::Document::kMaxBytes);
    } catch (const Error &) {
        return false; // said when it is loaded
    }
    std::string_view rest = text;
    while (!rest.empty()) {
        const std::string_view line = rest.substr(0, rest.find_first_of("\r\n"));
        if (line.starts_with("entry:") || line.starts_with("\"entry\":")
            || line.starts_with("'entry':"))
            return true;
        rest.remove_prefix(std::min(rest.size(), line.size() + 1));
    }
    return false;
}

} // namespace

bool isFlowName(std::string_view name)
{
    return std::ranges::find(kFlowFiles, name) != kFlowFiles.end();
}

FlowLocation locateFlow(const fs::path &folderOrFile)
{
    if (folderOrFile.empty())
        throw userError(tr("The flow's path is empty."),
                        tr("Name the folder of a flow or its file."),
                        "Flow path  does not exist.");
    std::error_code ignored;
    fs::path file = folderOrFile;
    const std::string suffix = lowerSuffix(file);
    const bool isFlowSuffix = suffix == ".yaml" || suffix == ".yml" || suffix == ".prompty";
    if (fs::is_directory(folderOrFile, ignored)) {
        file = fileIn(folderOrFile);
    } else if (!fs::exists(folderOrFile, ignored)) {
        const std::string where = pathText(fs::absolute(folderOrFile));
        const bool isFile = isFlowSuffix
                            && fs::is_directory(fs::absolute(file).parent_path(), ignored);
        throw userError(tr("There is no %1.", where),
                        nearestPathHint(fs::current_path(ignored),
                                        pathText(folderOrFile),
                                        tr("Name the folder of a flow or its file.")),
                        isFile ? "Flow file " + where + " does not exist."
                               : "Flow path " + where + " does not exist.");
    } else if (!isFlowSuffix) {
        throw userError(tr("The file %1 isn't a flow.", pathText(file)),
                        tr("Name a .yaml, .yml or .prompty file, or the folder."),
                        "The flow file suffix must be yaml, yml or prompty; cannot be "
                            + pathText(file.extension()));
    }
    FlowLocation location;
    location.file = fs::absolute(file).lexically_normal();
    location.folder = location.file.parent_path();
    if (lowerSuffix(file) == ".prompty")
        location.kind = FlowKind::Prompty;
    else if (hasEntry(file))
        location.kind = FlowKind::Flex;
    return location;
}

} // namespace postern::flow
