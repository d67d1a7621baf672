// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "app/cli/recordtarget.h"

#include "engine/base/pathtext.h"
#include "engine/flow/sourcefolder.h"
#include "engine/run/record.h"

#include <fstream>

namespace fs = std::filesystem;

namespace postern::cli {

namespace {

/// Whether the file begins as the records do that `--detail`, `--events` and `--record` write.
bool isRecord(const fs::path &file)
{
    constexpr std::size_t kEnough = 4096;
    std::string begin(kEnough, '\0');
    std::ifstream stream(file, std::ios::binary);
    stream.read(begin.data(), static_cast<std::streamsize>(begin.size()));
    begin.resize(static_cast<std::size_t>(stream.gcount()));
    const std::size_t key = begin.find_first_not_of(" \t\r\n", 1);
    return begin.starts_with('{') && key != std::string::npos
           && (begin.compare(key, 11, "\"flow_runs\"") == 0
               || begin.compare(key, 15, "\"resourceSpans\"") == 0
               || begin.compare(key, 10, "\"cassette\"") == 0
               || (begin.compare(key, 6, "\"time\"") == 0
                   && begin.find("\"event\"") != std::string::npos));
}

Error wouldOverwrite(const char *option, const fs::path &target)
{
    return {ErrorCode::Refused,
            tr("%1 would write over '%2', which isn't the record of a run.",
               option,
               pathText(target)),
            tr("Name another file, or remove that one first.")};
}

void checkOverwrite(const char *option, const fs::path &target)
{
    std::error_code ignored;
    const bool isInTheWay = fs::is_regular_file(target, ignored)
                            && fs::file_size(target, ignored) > 0 && !isRecord(target);
    if (isInTheWay)
        throw wouldOverwrite(option, target);
}

} // namespace

void checkRecordTarget(const run::RunSpec &spec, const char *option, const std::string &target)
{
    if (target.empty())
        return;
    const bool isFolder = run::isDetailFolder(target);
    const fs::path &folder = spec.document.location().folder;
    const fs::path place = fs::absolute(target).lexically_normal();
    const fs::path relative = place.lexically_relative(folder);
    const bool isOutside = relative.empty() || *relative.begin() == "..";
    // A link is replaced, and what it leads to stays; but one of the flow is as good as its file.
    if (!isFolder && !(isOutside && fs::is_symlink(place)))
        checkOverwrite(option, target);
    if (isOutside)
        return;
    flow::pathInFolder({folder, spec.trust}, place.parent_path());
    if (isFolder)
        flow::pathInFolder({folder, spec.trust}, place);
}

void checkOwnFile(const char *option, const fs::path &file, std::string_view beginning)
{
    std::error_code ignored;
    if (!fs::is_regular_file(file, ignored) || fs::file_size(file, ignored) == 0)
        return;
    std::string begin(beginning.size(), '\0');
    std::ifstream stream(file, std::ios::binary);
    stream.read(begin.data(), static_cast<std::streamsize>(begin.size()));
    if (begin != beginning)
        throw wouldOverwrite(option, file);
}

} // namespace postern::cli
