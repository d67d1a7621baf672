// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/check/ruff.h"

#include "engine/base/error.h"
#include "engine/base/eventloop.h"
#include "engine/base/json.h"
#include "engine/base/pathtext.h"
#include "engine/base/textencoding.h"
#include "engine/base/utf8.h"
#include "engine/process/child.h"
#include "engine/process/program.h"
#include "engine/python/environment.h"

#include <boost/asio/co_spawn.hpp>

#include <algorithm>
#include <exception>
#include <optional>
#include <utility>

namespace postern::check {

namespace fs = std::filesystem;

namespace {

constexpr std::size_t kMostFindings = 200;

/// Where the lines of a text begin, to find what ruff counts in lines and characters.
class LinePlaces
{
public:
    explicit LinePlaces(std::string_view text)
        : m_text(text)
    {
        constexpr std::string_view kMark = "\xef\xbb\xbf"; // no character of the first line
        m_begins.push_back(text.starts_with(kMark) ? kMark.size() : 0);
        for (std::size_t at = text.find('\n'); at != std::string_view::npos;
             at = text.find('\n', at + 1))
            m_begins.push_back(at + 1);
    }

    /// Of a line and a column, from 1; beyond the text its end.
    std::size_t offset(std::int64_t line, std::int64_t column) const
    {
        if (line < 1 || std::cmp_greater(line, m_begins.size()))
            return m_text.size();
        std::size_t at = m_begins[static_cast<std::size_t>(line - 1)];
        for (std::int64_t passed = 1; passed < column && at < m_text.size(); ++passed)
            utf8::next(m_text, at);
        return at;
    }

private:
    std::string_view m_text;
    std::vector<std::size_t> m_begins;
};

std::int64_t numberOf(const Value *value)
{
    return value != nullptr && value->isInt() ? value->asInt() : 0;
}

std::string textOf(const Value *value)
{
    return value != nullptr && value->isString() ? value->asString() : std::string();
}

std::size_t placeOf(const Value *location, const LinePlaces &places)
{
    if (location == nullptr || !location->isDict())
        return 0;
    return places.offset(numberOf(location->find("row")), numberOf(location->find("column")));
}

void readFix(const Value &fix, const LinePlaces &places, RuffFinding &finding)
{
    const Value *const edits = fix.find("edits");
    if (edits == nullptr || !edits->isList())
        return;
    for (const Value &edit : edits->asList()) {
        if (!edit.isDict())
            continue;
        const std::size_t begin = placeOf(edit.find("location"), places);
        const std::size_t end = std::max(begin, placeOf(edit.find("end_location"), places));
        finding.edits.add({begin, end - begin, textOf(edit.find("content"))});
    }
    finding.fix = textOf(fix.find("message"));
    finding.isSafe = textOf(fix.find("applicability")) == "safe";
}

Error ruffFailed(const std::string &reason)
{
    return {ErrorCode::EnvironmentFailed,
            tr("ruff couldn't look at the file: %1", reason),
            tr("Check the ruff of the environment, or its settings in pyproject.toml.")};
}

/// Waits for a command on a loop of its own.
process::Output outputOf(process::Command command, std::string input)
{
    EventLoop loop;
    std::optional<process::Output> output;
    std::exception_ptr failure;
    boost::asio::co_spawn(loop,
                          process::run(std::move(command), std::move(input)),
                          [&](std::exception_ptr failed, process::Output value) {
                              failure = std::move(failed);
                              output = std::move(value);
                          });
    loop.run();
    if (failure)
        std::rethrow_exception(failure);
    return *std::move(output);
}

process::Output runRuff(const Ruff &ruff,
                        std::vector<std::string> arguments,
                        const fs::path &file,
                        const std::string &text)
{
    process::Command command;
    command.program = ruff.program;
    command.folder = ruff.folder;
    command.arguments = std::move(arguments);
    command.arguments.insert(command.arguments.end(),
                             {"--no-cache", "--stdin-filename", pathText(file), "-"});
    if (ruff.isIsolated)
        command.arguments.emplace_back("--isolated");
    return outputOf(std::move(command), text);
}

} // namespace

Ruff Ruff::locate(const fs::path &folder, flow::Trust trust, const fs::path &interpreter)
{
    Ruff ruff{{}, folder, trust == flow::Trust::Restricted};
    if (!ruff.isIsolated) {
        try {
            const fs::path python = python::locateInterpreter(folder, interpreter).program;
            const fs::path beside = python.parent_path() / "ruff";
            if (python.has_parent_path() && process::isProgram(beside))
                ruff.program = beside;
        } catch (const Error &) {
            ruff.program.clear(); // without an interpreter there is none beside it
        }
    }
    if (ruff.program.empty())
        ruff.program = process::findOnPath("ruff");
    if (!ruff.program.empty())
        ruff.program = fs::absolute(ruff.program);
    return ruff;
}

bool RuffFinding::isError() const
{
    return code.empty() || code == "F821" || code == "F822" || code == "F823"
           || code.starts_with("E9");
}

std::vector<RuffFinding> readRuffReport(std::string_view report, std::string_view text)
{
    Value read;
    try {
        read = json::parse(report);
    } catch (const Error &) {
        throw ruffFailed("its report can't be read");
    }
    if (!read.isList())
        throw ruffFailed("its report can't be read");
    const LinePlaces places(text);
    std::vector<RuffFinding> findings;
    for (const Value &told : read.asList()) {
        if (!told.isDict() || findings.size() == kMostFindings)
            continue;
        RuffFinding &finding = findings.emplace_back();
        finding.code = textOf(told.find("code"));
        if (finding.code == "invalid-syntax") // as newer ones call it
            finding.code.clear();
        finding.message = textOf(told.find("message"));
        const Value *const location = told.find("location");
        finding.line = location != nullptr && location->isDict()
                           ? static_cast<int>(numberOf(location->find("row")))
                           : 1;
        finding.begin = placeOf(location, places);
        finding.end = std::max(finding.begin, placeOf(told.find("end_location"), places));
        if (const Value *const fix = told.find("fix"); fix != nullptr && fix->isDict())
            readFix(*fix, places, finding);
    }
    return findings;
}

std::vector<RuffFinding> lintPython(const Ruff &ruff, const fs::path &file, const std::string &text)
{
    const process::Output said
        = runRuff(ruff, {"check", "--quiet", "--output-format", "json", "--exit-zero"}, file, text);
    if (!said.status.ok())
        throw ruffFailed(repairedUtf8(said.errors).substr(0, 500));
    return readRuffReport(said.output, text);
}

std::string formatPython(const Ruff &ruff, const fs::path &file, const std::string &text)
{
    const process::Output said = runRuff(ruff, {"format", "--quiet"}, file, text);
    if (!said.status.ok())
        throw Error(ErrorCode::InvalidInput,
                    tr("The file can't be formatted: %1", repairedUtf8(said.errors).substr(0, 500)),
                    tr("Mend what is marked in it first."));
    return said.output;
}

} // namespace postern::check
