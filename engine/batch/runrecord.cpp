// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/batch/runrecord.h"

#include "engine/base/error.h"
#include "engine/base/json.h"
#include "engine/base/log.h"
#include "engine/base/nearpath.h"
#include "engine/base/pathtext.h"
#include "engine/batch/columnmapping.h"
#include "engine/history/promptflowrecords.h"
#include "engine/store/atomicfile.h"
#include "engine/store/home.h"
#include "engine/store/processmark.h"

#include <fmt/chrono.h>
#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <optional>
#include <system_error>
#include <utility>

namespace fs = std::filesystem;

namespace postern::batch {

namespace {

constexpr const char *kRecordFile = "run.json";

std::string textIn(const Value &json, std::string_view key)
{
    const Value *value = json.find(key);
    return value && value->isString() ? value->asString() : std::string();
}

Dict dictIn(const Value &json, std::string_view key)
{
    const Value *value = json.find(key);
    return value && value->isDict() ? value->asDict() : Dict();
}

std::size_t countIn(const Value &json, std::string_view key)
{
    const Value *value = json.find(key);
    return value && value->isInt() && value->asInt() > 0 ? static_cast<std::size_t>(value->asInt())
                                                         : 0;
}

run::WallClock::time_point timeIn(const Value &json, std::string_view key)
{
    const Value *value = json.find(key);
    return value ? history::promptflowTime(*value).value_or(run::WallClock::time_point())
                 : run::WallClock::time_point();
}

/// What is a name of a folder everywhere, and no option of a command.
void requireRunName(const std::string &name)
{
    constexpr std::size_t kLongest = 200;
    const bool isUsable = !name.empty() && name.size() <= kLongest && name.front() != '.'
                          && name.front() != '-' && std::ranges::none_of(name, [](unsigned char c) {
                                 return c < 0x20
                                        || std::string_view("/\\:*?\"<>|").find(static_cast<char>(c))
                                               != std::string_view::npos;
                             });
    if (!isUsable)
        throw Error(ErrorCode::Usage,
                    tr("'%1' can't be the name of a run.", name),
                    tr("Use letters, digits, '_', '-' and '.'."));
}

Error unknownRun(const fs::path &root, const std::string &name)
{
    Error error(ErrorCode::Usage,
                tr("There is no batch run '%1'.", name),
                nearestPathHint(root, name, tr("`postern run list` has them.")));
    return std::move(error).as({"UserError", "RunNotFoundError"},
                               "Run name '" + name + "' cannot be found.");
}

} // namespace

Dict RunRecord::toJson() const
{
    return Dict{{"name", name},
                {"display_name", displayName.empty() ? name : displayName},
                {"description", description.empty() ? Value() : Value(description)},
                {"tags", Value(tags)},
                {"flow", flow},
                {"data", data},
                {"run", run},
                {"resumed_from", resumedFrom},
                {"variant", variant},
                {"column_mapping", Value(columnMapping)},
                {"init", Value(init)},
                {"settings", Value(settings)},
                {"status", status},
                {"created_on", history::promptflowTime(created)},
                {"end_time", history::promptflowTime(ended)},
                {"is_archived", isArchived},
                {"owner", owner},
                {"lines", static_cast<std::int64_t>(lines)},
                {"failed_lines", static_cast<std::int64_t>(failed)},
                {"metrics", Value(metrics)},
                {"system_metrics", Value(systemMetrics)},
                {"error", error}};
}

RunRecord RunRecord::fromJson(const Value &json)
{
    RunRecord record;
    record.name = textIn(json, "name");
    if (record.name.empty())
        throw Error(ErrorCode::InvalidInput, tr("This is no record of a batch run."));
    record.displayName = textIn(json, "display_name");
    record.description = textIn(json, "description");
    record.tags = dictIn(json, "tags");
    record.flow = textIn(json, "flow");
    record.data = textIn(json, "data");
    record.run = textIn(json, "run");
    record.resumedFrom = textIn(json, "resumed_from");
    record.variant = textIn(json, "variant");
    record.columnMapping = dictIn(json, "column_mapping");
    record.init = dictIn(json, "init");
    record.settings = dictIn(json, "settings");
    record.status = textIn(json, "status");
    record.created = timeIn(json, "created_on");
    record.ended = timeIn(json, "end_time");
    const Value *archived = json.find("is_archived");
    record.isArchived = archived && archived->truthy();
    record.owner = textIn(json, "owner");
    record.lines = countIn(json, "lines");
    record.failed = countIn(json, "failed_lines");
    record.metrics = dictIn(json, "metrics");
    record.systemMetrics = dictIn(json, "system_metrics");
    if (const Value *error = json.find("error"))
        record.error = *error;
    return record;
}

fs::path runsFolder()
{
    return store::homeFolder() / "runs";
}

std::string defaultRunName(const fs::path &flow,
                           const std::string &variant,
                           run::WallClock::time_point now)
{
    const fs::path whole = fs::absolute(flow).lexically_normal();
    std::string name = pathText(whole.has_filename() ? whole.filename()
                                                     : whole.parent_path().filename());
    constexpr std::size_t kLongestPart = 80; // of the 200 that a run's name has
    name.resize(std::min(name.size(), kLongestPart));
    const std::string inner(referenceIn(Value(variant)));
    const std::size_t dot = inner.find('.');
    name += "_"
            + (dot == std::string::npos ? std::string("variant_0")
                                        : inner.substr(dot + 1, kLongestPart));
    const auto since = now.time_since_epoch();
    const auto micros = std::chrono::duration_cast<std::chrono::microseconds>(since).count()
                        % 1'000'000;
    name += fmt::format("_{:%Y%m%d_%H%M%S}_{:06}",
                        fmt::gmtime(std::chrono::system_clock::to_time_t(now)),
                        micros);
    for (char &c : name) {
        if (std::isalnum(static_cast<unsigned char>(c)) == 0)
            c = '_';
    }
    return name;
}

RunFolder::RunFolder(fs::path path, RunRecord record)
    : m_path(std::move(path))
    , m_record(std::move(record))
{}

RunFolder RunFolder::create(const fs::path &root, RunRecord record)
{
    requireRunName(record.name);
    std::error_code failure;
    if (fs::create_directories(root, failure) && !failure)
        fs::permissions(root, fs::perms::owner_all, failure);
    else if (!failure)
        store::securePrivateFolder(root);
    const fs::path path = root / record.name;
    // Who makes the folder has the name: of two at the same time only one does.
    if (failure || !fs::create_directory(path, failure)) {
        if (failure)
            throw Error(ErrorCode::FileUnwritable,
                        tr("The folder '%1' can't be made: %2.", pathText(path), failure.message()),
                        tr("Check the disk and the permissions of Postern's home."));
        Error error(ErrorCode::Usage,
                    tr("There is a run '%1' already.", record.name),
                    tr("Give another --name, or `postern run resume` to go on with it."));
        throw std::move(error).as({"UserError", "RunExistsError"},
                                  "Run '" + record.name + "' already exists.");
    }
    record.owner = store::processMark();
    RunFolder folder(path, std::move(record));
    folder.save();
    return folder;
}

RunFolder RunFolder::open(const fs::path &root, const std::string &name)
{
    requireRunName(name);
    const fs::path path = root / name;
    std::error_code unknown;
    if (!fs::is_regular_file(path / kRecordFile, unknown))
        throw unknownRun(root, name);
    RunRecord record = RunRecord::fromJson(json::parse(store::readFile(path / kRecordFile)));
    record.name = name; // whatever the file says: files are named after it
    return {path, std::move(record)};
}

std::string RunFolder::status() const
{
    const bool hasDied = m_record.status == "Running" && store::hasEnded(m_record.owner);
    return hasDied ? "Interrupted" : m_record.status;
}

void RunFolder::save() const
{
    json::WriteOptions options;
    options.indent = 1;
    options.ensureAscii = false;
    options.reprUnknown = true;
    store::writeFile(m_path / kRecordFile,
                     json::write(log::redact(Value(m_record.toJson())), options) + "\n",
                     0600);
}

void RunFolder::remove() const
{
    std::error_code failure;
    fs::remove_all(m_path, failure);
    if (failure)
        throw Error(ErrorCode::FileUnwritable,
                    tr("The run's folder '%1' can't be removed: %2.",
                       pathText(m_path),
                       failure.message()),
                    tr("Check its permissions."));
}

std::vector<RunFolder> listRuns(const fs::path &root)
{
    std::vector<RunFolder> runs;
    std::error_code none;
    for (const fs::directory_entry &entry : fs::directory_iterator(root, none)) {
        try {
            runs.push_back(RunFolder::open(root, pathText(entry.path().filename())));
        } catch (const Error &) { // somebody else's folder
            continue;
        }
    }
    std::ranges::sort(runs, [](const RunFolder &a, const RunFolder &b) {
        return a.record().created > b.record().created;
    });
    return runs;
}

} // namespace postern::batch
