// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/doctor/finding.h"

#include "engine/base/log.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

namespace postern::doctor {

namespace {

constexpr std::array
    kTitles{std::pair<std::string_view, std::string_view>{"name", "Name resolution"},
            std::pair<std::string_view, std::string_view>{"route", "Route"},
            std::pair<std::string_view, std::string_view>{"proxy", "Proxy decision"},
            std::pair<std::string_view, std::string_view>{"tcp", "TCP"},
            std::pair<std::string_view, std::string_view>{"tls", "TLS"},
            std::pair<std::string_view, std::string_view>{"clock", "Clock"},
            std::pair<std::string_view, std::string_view>{"token", "Token"},
            std::pair<std::string_view, std::string_view>{"authorisation", "Authorisation"},
            std::pair<std::string_view, std::string_view>{"resource", "Resource"},
            std::pair<std::string_view, std::string_view>{"api_version", "API version"},
            std::pair<std::string_view, std::string_view>{"call", "Small real call"}};

std::string htmlText(std::string_view text)
{
    std::string result;
    for (const char c : log::redact(text)) {
        if (c == '<')
            result += "&lt;";
        else if (c == '>')
            result += "&gt;";
        else if (c == '&')
            result += "&amp;";
        else if (c == '"')
            result += "&quot;";
        else
            result += c;
    }
    return result;
}

std::string_view wordOf(State state)
{
    switch (state) {
    case State::Ok:
        return "Passed";
    case State::Warning:
        return "Warning";
    case State::Failed:
        return "Failed";
    case State::NotRun:
        return "Not run";
    case State::Unknown:
        break;
    }
    return "Unknown";
}

std::string rowOf(const Finding &finding)
{
    return fmt::format("<tr class=\"{}\"><td>{}</td><td>{}<br><code>{}</code></td><td>{}</td>"
                       "<td>{}</td></tr>\n",
                       toString(finding.state),
                       htmlText(titleOf(finding.step)),
                       htmlText(finding.finding),
                       htmlText(finding.evidence),
                       wordOf(finding.state),
                       finding.state == State::NotRun ? std::string("&ndash;")
                                                      : fmt::format("{} ms", finding.milliseconds));
}

} // namespace

std::string_view toString(State state)
{
    switch (state) {
    case State::Ok:
        return "ok";
    case State::Warning:
        return "warning";
    case State::Failed:
        return "failed";
    case State::NotRun:
        return "not-run";
    case State::Unknown:
        break;
    }
    return "unknown";
}

bool Diagnosis::hasFailed() const
{
    return std::ranges::find(findings, State::Failed, &Finding::state) != findings.end();
}

const std::vector<std::string> &steps()
{
    static const std::vector<std::string> kSteps = [] {
        std::vector<std::string> names;
        names.reserve(kTitles.size());
        for (const auto &[name, title] : kTitles)
            names.emplace_back(name);
        return names;
    }();
    return kSteps;
}

std::string_view titleOf(std::string_view step)
{
    const auto *const found
        = std::ranges::find(kTitles, step, &std::pair<std::string_view, std::string_view>::first);
    return found == kTitles.end() ? "Posture" : found->second;
}

Value toValue(const Diagnosis &diagnosis)
{
    List findings;
    findings.reserve(diagnosis.findings.size());
    for (const Finding &finding : diagnosis.findings) {
        findings.emplace_back(Dict{{"step", finding.step},
                                   {"state", toString(finding.state)},
                                   {"finding", log::redact(finding.finding)},
                                   {"evidence", log::redact(finding.evidence)},
                                   {"ms", finding.milliseconds}});
    }
    return Dict{{"connection", diagnosis.connection},
                {"findings", std::move(findings)},
                {"cause", log::redact(diagnosis.cause)},
                {"who", log::redact(diagnosis.who)},
                {"ask", log::redact(diagnosis.ask)}};
}

std::string toText(const Diagnosis &diagnosis)
{
    std::string text = diagnosis.connection + "\n";
    if (!diagnosis.cause.empty())
        text += fmt::format("  Cause: {}\n  Who can fix it: {}\n  What to ask: {}\n",
                            diagnosis.cause,
                            diagnosis.who,
                            diagnosis.ask);
    for (const Finding &finding : diagnosis.findings) {
        text += fmt::format("  {:<8} {:<16} {}{}\n",
                            wordOf(finding.state),
                            titleOf(finding.step),
                            finding.finding,
                            finding.state == State::NotRun
                                ? std::string()
                                : fmt::format(" ({} ms)", finding.milliseconds));
        if (!finding.evidence.empty())
            text += fmt::format("  {:<8} {:<16} {}\n", "", "", finding.evidence);
    }
    return log::redact(text);
}

std::string toHtml(const std::vector<Diagnosis> &diagnoses)
{
    std::string page
        = "<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">"
          "<title>Connections</title>\n<style>body{font:14px sans-serif;margin:24px;"
          "max-width:1000px}table{border-collapse:collapse;width:100%}td{border-top:"
          "1px solid #ccc;padding:6px;vertical-align:top}code{color:#555;word-break:"
          "break-all}.failed{background:#fdecec}.warning{background:#fff6dd}.not-run,"
          ".unknown{color:#777}.cause{border:2px solid #b3261e;padding:8px;margin:8px 0"
          "}</style></head><body>\n";
    for (const Diagnosis &diagnosis : diagnoses) {
        page += "<h1>" + htmlText(diagnosis.connection) + "</h1>\n";
        if (!diagnosis.cause.empty())
            page += fmt::format("<div class=\"cause\"><b>{}</b><br>Who can fix it: {}<br>What to "
                                "ask: {}</div>\n",
                                htmlText(diagnosis.cause),
                                htmlText(diagnosis.who),
                                htmlText(diagnosis.ask));
        page += "<table>\n";
        for (const Finding &finding : diagnosis.findings)
            page += rowOf(finding);
        page += "</table>\n";
    }
    return page + "</body></html>\n";
}

} // namespace postern::doctor
