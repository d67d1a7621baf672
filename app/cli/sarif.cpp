// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "app/cli/sarif.h"

#include "app/cli/reporttext.h"
#include "engine/base/pathtext.h"

#include <algorithm>
#include <charconv>
#include <filesystem>
#include <set>
#include <string>
#include <string_view>
#include <utility>

namespace postern::cli {

namespace {

namespace fs = std::filesystem;

constexpr std::string_view kPromptflowRule = "promptflow";

std::string_view levelOf(flow::Severity severity)
{
    return severity == flow::Severity::Hint ? "note" : severityText(severity);
}

/// A path as a part of a URI.
std::string uriOf(std::string_view path)
{
    constexpr std::string_view kHex = "0123456789ABCDEF";
    std::string uri;
    for (const char c : path) {
        const bool isPlain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z')
                             || (c >= '0' && c <= '9')
                             || std::string_view("-._~/").find(c) != std::string_view::npos;
        if (isPlain) {
            uri += c;
        } else {
            const auto byte = static_cast<unsigned char>(c);
            uri += '%';
            uri += kHex[byte >> 4U];
            uri += kHex[byte & 15U];
        }
    }
    return uri;
}

/// "missing-file" as "Missing file".
std::string titleOf(std::string_view code)
{
    if (code == kPromptflowRule)
        return "What only pf flow validate says";
    std::string title = titled(code);
    std::ranges::replace(title, '-', ' ');
    return title;
}

/// Where `length` bytes of the text end that begin at the place.
Place endOf(const std::string &text, std::size_t offset, std::size_t length, Place place)
{
    for (std::size_t i = offset; i < std::min(offset + length, text.size()); ++i) {
        const bool isContinuation = (static_cast<unsigned char>(text[i]) & 0xC0U) == 0x80U;
        if (text[i] == '\n') {
            ++place.line;
            place.column = 1;
        } else if (!isContinuation) {
            ++place.column;
        }
    }
    return place;
}

/// Where byte `offset` of the text is.
Place placeOf(const std::string &text, std::size_t offset)
{
    return endOf(text, 0, offset, Place{{}, 1, 1});
}

class SarifLog
{
public:
    explicit SarifLog(const flow::FlowDocument &document)
        : m_document(document)
        , m_flowFile(pathText(document.location().file.filename()))
    {
        const fs::path folder = fs::absolute(document.location().folder).lexically_normal();
        const fs::path here = folder.lexically_relative(fs::current_path());
        const bool isBelow = !here.empty() && *here.begin() != "..";
        m_base = isBelow ? fs::current_path() : folder;
        m_prefix = isBelow ? here : fs::path();
    }

    void add(const flow::Diagnostic &diagnostic)
    {
        std::string text = diagnostic.message.english();
        if (!diagnostic.hint.isEmpty())
            text += " " + diagnostic.hint.english();
        Dict region = start(diagnostic.place);
        const bool isRange = diagnostic.length > 0 && diagnostic.place.file == m_flowFile
                             && diagnostic.place.line > 0 && diagnostic.place.column > 0;
        if (isRange)
            region = regionOf(diagnostic.place,
                              endOf(m_document.text(),
                                    diagnostic.offset,
                                    diagnostic.length,
                                    diagnostic.place));
        Dict result = resultOf(diagnostic.code,
                               diagnostic.severity,
                               text,
                               diagnostic.place.file,
                               std::move(region));
        if (!diagnostic.node.empty())
            result.append("properties", Dict{{"node", diagnostic.node}});
        if (diagnostic.fix)
            result.append("fixes", List{fixOf(*diagnostic.fix)});
        m_results.emplace_back(std::move(result));
        m_known.emplace(diagnostic.place.file, diagnostic.place.line);
        m_files.insert(diagnostic.place.file);
    }

    /// What prompt flow alone finds, of an entry of the report.
    void addPromptflows(const Value &entry, flow::Severity severity)
    {
        const Value *message = entry.find("message");
        const Value *location = entry.find("location");
        Place place{m_flowFile, 1, 0};
        constexpr std::string_view kLine = "#line ";
        if (location != nullptr && location->isString()) {
            const std::string &text = location->asString();
            const std::size_t at = text.rfind(kLine);
            if (at != std::string::npos) {
                std::from_chars(text.data() + at + kLine.size(),
                                text.data() + text.size(),
                                place.line);
                place.file = pathText(
                    fs::path(text.substr(0, at)).lexically_relative(m_document.location().folder));
            }
        }
        const Value *value = entry.find("value");
        const bool isKnown = m_known.contains({place.file, place.line})
                             || (value != nullptr && value->isString()
                                 && m_files.contains(value->asString()));
        if (isKnown || message == nullptr || !message->isString())
            return;
        m_results.emplace_back(resultOf(std::string(kPromptflowRule),
                                        severity,
                                        message->asString(),
                                        place.file,
                                        start(place)));
    }

    Value take()
    {
        Dict driver{{"name", "postern"},
                    {"version", POSTERN_VERSION},
                    {"rules", std::move(m_rules)}};
        Dict run{{"tool", Dict{{"driver", std::move(driver)}}},
                 {"columnKind", "unicodeCodePoints"},
                 {"originalUriBaseIds",
                  Dict{{"SRCROOT", Dict{{"uri", "file://" + uriOf(pathText(m_base)) + "/"}}}}},
                 {"results", std::move(m_results)}};
        return Dict{{"$schema", "https://json.schemastore.org/sarif-2.1.0.json"},
                    {"version", "2.1.0"},
                    {"runs", List{Value(std::move(run))}}};
    }

private:
    static Dict start(const Place &place)
    {
        Dict region{{"startLine", std::max(place.line, 1)}};
        if (place.line > 0 && place.column > 0)
            region.append("startColumn", place.column);
        return region;
    }

    static Dict regionOf(const Place &from, const Place &to)
    {
        return Dict{{"startLine", from.line},
                    {"startColumn", from.column},
                    {"endLine", to.line},
                    {"endColumn", to.column}};
    }

    Dict artifact(const std::string &file) const
    {
        const fs::path path = m_prefix / fs::path(std::u8string(file.begin(), file.end()));
        return Dict{{"uri", uriOf(pathText(path.lexically_normal()))}, {"uriBaseId", "SRCROOT"}};
    }

    Value fixOf(const flow::Fix &fix) const
    {
        const std::string &text = m_document.text();
        const Place from = placeOf(text, fix.edit.offset);
        const Place to = endOf(text, fix.edit.offset, fix.edit.removed, from);
        Dict replacement{{"deletedRegion", regionOf(from, to)}};
        if (!fix.edit.inserted.empty())
            replacement.append("insertedContent", Dict{{"text", fix.edit.inserted}});
        Dict change{{"artifactLocation", artifact(m_flowFile)},
                    {"replacements", List{Value(std::move(replacement))}}};
        return Dict{{"description", Dict{{"text", fix.title.english()}}},
                    {"artifactChanges", List{Value(std::move(change))}}};
    }

    int ruleIndex(const std::string &code, flow::Severity severity)
    {
        const auto known = std::ranges::find(m_codes, code);
        if (known == m_codes.end()) {
            m_codes.push_back(code);
            m_rules.emplace_back(Dict{{"id", code},
                                      {"shortDescription", Dict{{"text", titleOf(code)}}},
                                      {"defaultConfiguration", Dict{{"level", levelOf(severity)}}}});
            return static_cast<int>(m_codes.size()) - 1;
        }
        return static_cast<int>(known - m_codes.begin());
    }

    Dict resultOf(const std::string &code,
                  flow::Severity severity,
                  const std::string &text,
                  const std::string &file,
                  Dict region)
    {
        Dict physical{{"artifactLocation", artifact(file.empty() ? m_flowFile : file)},
                      {"region", std::move(region)}};
        return Dict{{"ruleId", code},
                    {"ruleIndex", ruleIndex(code, severity)},
                    {"level", levelOf(severity)},
                    {"message", Dict{{"text", text}}},
                    {"locations", List{Dict{{"physicalLocation", std::move(physical)}}}}};
    }

    const flow::FlowDocument &m_document;
    const std::string m_flowFile;
    fs::path m_base;   ///< what the places are relative to
    fs::path m_prefix; ///< the flow's folder below it
    std::vector<std::string> m_codes;
    List m_rules; ///< of the codes, one each
    List m_results;
    std::set<std::pair<std::string, int>> m_known; ///< file and line of what is told
    std::set<std::string> m_files;
};

} // namespace

Value sarifLog(const std::vector<flow::Diagnostic> &diagnostics,
               const Value &report,
               const flow::FlowDocument &document)
{
    SarifLog log(document);
    std::set<std::string> own;
    for (const flow::Diagnostic &diagnostic : diagnostics) {
        log.add(diagnostic);
        own.insert(diagnostic.message.english());
    }
    for (const auto &[name, severity] : {std::pair("errors", flow::Severity::Error),
                                         std::pair("warnings", flow::Severity::Warning)}) {
        const Value *list = report.find(name);
        if (list == nullptr)
            continue;
        for (const Value &entry : list->asList()) {
            const Value *message = entry.find("message");
            if (message == nullptr || !message->isString() || !own.contains(message->asString()))
                log.addPromptflows(entry, severity);
        }
    }
    return log.take();
}

} // namespace postern::cli
