// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/base/pathtext.h"
#include "engine/base/plaintext.h"
#include "engine/replay/testcase.h"
#include "engine/replay/valuediff.h"

#include <fmt/format.h>

#include <algorithm>

namespace postern::replay {

namespace {

/// What XML 1.0 can hold: other controls, U+FFFE and U+FFFF have no form there at all.
std::string xmlText(std::string_view text)
{
    std::string valid = toValidUtf8(text);
    for (const std::string_view none : {"\xef\xbf\xbe", "\xef\xbf\xbf"}) {
        for (std::size_t at = valid.find(none); at != std::string::npos; at = valid.find(none, at))
            valid.replace(at, none.size(), "\xef\xbf\xbd");
    }
    std::string escaped;
    for (const char c : valid) {
        switch (c) {
        case '&':
            escaped += "&amp;";
            break;
        case '<':
            escaped += "&lt;";
            break;
        case '>':
            escaped += "&gt;";
            break;
        case '"':
            escaped += "&quot;";
            break;
        case '\n':
            escaped += "&#10;";
            break;
        case '\t':
            escaped += "&#9;";
            break;
        default:
            escaped += static_cast<unsigned char>(c) < 0x20U ? ' ' : c;
        }
    }
    return escaped;
}

double seconds(std::chrono::microseconds time)
{
    return static_cast<double>(time.count()) / 1e6;
}

std::size_t failedAmong(const std::vector<CaseResult> &results)
{
    return static_cast<std::size_t>(std::ranges::count_if(results, [](const CaseResult &result) {
        return !result.hasPassed();
    }));
}

} // namespace

std::string toText(const Unmet &unmet)
{
    std::string text = unmet.what.english() + "\n";
    if (!unmet.diff.empty())
        return text + unmet.diff;
    if (unmet.expected)
        text += "  expected: " + briefly(*unmet.expected, 400) + "\n";
    if (unmet.actual)
        text += "  actual:   " + briefly(*unmet.actual, 400) + "\n";
    return text;
}

std::string toJUnit(const std::vector<CaseResult> &results, const std::string &suite)
{
    std::chrono::microseconds whole{0};
    for (const CaseResult &result : results)
        whole += result.elapsed;
    const std::string counts = fmt::format(R"(tests="{}" failures="{}" errors="0" time="{:.3f}")",
                                           results.size(),
                                           failedAmong(results),
                                           seconds(whole));
    std::string xml = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites " + counts + ">\n"
                      + "  <testsuite name=\"" + xmlText(suite) + "\" " + counts + ">\n";
    for (const CaseResult &result : results) {
        xml += fmt::format("    <testcase classname=\"{}\" name=\"{}\" file=\"{}\" line=\"{}\" "
                           "time=\"{:.3f}\"",
                           xmlText(suite + "." + pathText(result.test.file.stem())),
                           xmlText(result.test.name),
                           xmlText(pathText(result.test.file)),
                           result.test.line,
                           seconds(result.elapsed));
        if (result.hasPassed()) {
            xml += "/>\n";
            continue;
        }
        std::string told;
        for (const Unmet &unmet : result.unmet)
            told += toText(unmet);
        xml += ">\n      <failure message=\"" + xmlText(result.unmet.front().what.english()) + "\">"
               + xmlText(told) + "</failure>\n    </testcase>\n";
    }
    return xml + "  </testsuite>\n</testsuites>\n";
}

Value toJson(const std::vector<CaseResult> &results)
{
    List cases;
    for (const CaseResult &result : results) {
        List unmet;
        for (const Unmet &one : result.unmet) {
            Dict members;
            members.append("message", one.what.english());
            members.append("expected", one.expected.value_or(Value()));
            members.append("actual", one.actual.value_or(Value()));
            members.append("diff", one.diff);
            members.append("line", one.line);
            unmet.emplace_back(std::move(members));
        }
        Dict members;
        members.append("file", pathText(result.test.file));
        members.append("line", result.test.line);
        members.append("name", result.test.name);
        members.append("result", result.hasPassed() ? "passed" : "failed");
        members.append("seconds", seconds(result.elapsed));
        members.append("unmet", std::move(unmet));
        cases.emplace_back(std::move(members));
    }
    const std::size_t failed = failedAmong(results);
    Dict whole;
    whole.append("cases", std::move(cases));
    whole.append("passed", static_cast<std::int64_t>(results.size() - failed));
    whole.append("failed", static_cast<std::int64_t>(failed));
    return whole;
}

} // namespace postern::replay
