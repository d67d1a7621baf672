// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/batch/resultfiles.h"

#include "engine/base/json.h"
#include "engine/base/log.h"
#include "engine/base/pathtext.h"
#include "engine/run/record.h"

#include <fmt/format.h>

#include <fstream>
#include <system_error>

namespace fs = std::filesystem;

namespace postern::batch {

namespace {

constexpr std::size_t kMostErrors = 1'000;

json::WriteOptions plainJson(bool isCompact)
{
    json::WriteOptions options;
    options.ensureAscii = false;
    options.reprUnknown = true;
    options.compact = isCompact;
    return options;
}

/// A file of results. Throws Error FileUnwritable when it is done and something is missing.
class ResultFile
{
public:
    explicit ResultFile(fs::path file)
        : m_file(std::move(file))
    {
        std::error_code ignored;
        fs::create_directories(m_file.parent_path(), ignored);
        m_stream.open(m_file, std::ios::binary | std::ios::trunc);
    }

    ResultFile &operator<<(std::string_view text)
    {
        m_stream.write(text.data(), static_cast<std::streamsize>(text.size()));
        return *this;
    }

    void close()
    {
        m_stream.close();
        if (!m_stream)
            throw Error(ErrorCode::FileUnwritable,
                        tr("The file '%1' can't be written: is the disk full?", pathText(m_file)),
                        tr("Make room, then `postern run resume`: no line runs again."));
    }

private:
    const fs::path m_file;
    std::ofstream m_stream;
};

std::string messageIn(const Value &error)
{
    const Value *message = error.find("message");
    return message && message->isString() ? message->asString() : std::string();
}

/// What pandas writes: the columns, then the number.
Value withNumberLast(const Value &values, std::size_t number)
{
    Dict dict;
    if (values.isDict()) {
        for (const auto &[key, value] : values.asDict())
            dict.set(key, value);
    }
    dict.erase("line_number");
    dict.append("line_number", static_cast<std::int64_t>(number));
    return dict;
}

Value withNumberFirst(const Value &values, std::size_t number)
{
    Dict dict{{"line_number", static_cast<std::int64_t>(number)}};
    if (values.isDict()) {
        for (const auto &[key, value] : values.asDict())
            dict.set(key, value);
    }
    return dict;
}

std::string firstSentence(const BatchResult &result)
{
    if (result.error) {
        const std::optional<PromptflowError> &promptflow = result.error->promptflow();
        return promptflow && !promptflow->message.empty() ? promptflow->message
                                                          : result.error->message();
    }
    if (!result.firstError.isNull())
        return messageIn(result.firstError);
    return result.failedAggregations.empty() ? std::string()
                                             : messageIn(result.failedAggregations.front().second);
}

} // namespace

Value bulkRunError(const RunFolder &folder, const BatchResult &result)
{
    const std::string first = firstSentence(result);
    const std::size_t failed = result.progress.failed;
    if (!result.error && failed == 0 && result.failedAggregations.empty())
        return {};
    List errors;
    if (failed > 0)
        readLines(folder, [&errors](const BatchLine &line) {
            if (!line.isCompleted() && errors.size() < kMostErrors)
                errors.emplace_back(Dict{{"line_number", static_cast<std::int64_t>(line.number)},
                                         {"error", line.error}});
        });
    for (const auto &[node, error] : result.failedAggregations)
        errors.emplace_back(Dict{{"aggregation_node_name", node}, {"error", error}});
    const std::string message
        = (failed > 0 && !result.error
               ? fmt::format("Failed to run {}/{} lines. ", failed, result.progress.ended)
               : std::string())
          + "First error message is: " + log::redact(first);
    Dict bulk{{"code", "BulkRunException"}, {"innerError", Value()}};
    Dict sdk{{"code", "SDKError"}, {"innerError", std::move(bulk)}};
    Dict additional{{"type", "BulkRunErrors"}, {"info", Dict{{"errors", std::move(errors)}}}};
    return Dict{{"message", message},
                {"messageFormat", ""},
                {"messageParameters", Dict()},
                {"referenceCode", "Runtime"},
                {"code", "UserError"},
                {"innerError", std::move(sdk)},
                {"additionalInfo", List{Value(std::move(additional))}},
                {"debugInfo",
                 Dict{{"type", "BulkRunException"},
                      {"message", message},
                      {"stackTrace", ""},
                      {"innerException", Value()}}}};
}

void writeResultFiles(const RunFolder &folder, const BatchResult &result)
{
    const fs::path &path = folder.path();
    const auto writeText = [&path](const char *name, std::string_view text) {
        ResultFile file(path / name);
        file << text;
        file.close();
    };
    writeText("meta.json", "{\"batch_size\": 1}");
    if (!folder.record().error.isNull())
        writeText("error.json", json::write(folder.record().error, plainJson(false)));
    else
        fs::remove(path / "error.json");
    if (result.error && result.progress.ended == 0)
        return;
    ResultFile inputs(path / "inputs.jsonl");
    ResultFile outputs(path / "outputs.jsonl");
    ResultFile flowOutputs(folder.outputsFile());
    readLines(folder, [&](const BatchLine &line) {
        inputs << json::write(withNumberLast(line.inputs, line.number), plainJson(true)) << "\n";
        if (!line.isCompleted())
            return;
        outputs << json::write(withNumberLast(line.output, line.number), plainJson(true)) << "\n";
        flowOutputs << json::write(withNumberFirst(line.output, line.number), plainJson(false))
                    << "\n";
    });
    inputs.close();
    outputs.close();
    flowOutputs.close();
    writeText("metrics.json", json::write(Value(folder.record().metrics), plainJson(false)));
}

} // namespace postern::batch
