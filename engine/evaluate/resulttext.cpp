// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/base/plaintext.h"
#include "engine/evaluate/resultfile.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

namespace postern::evaluate {

namespace {

std::string xmlEscaped(std::string_view text)
{
    std::string escaped;
    for (const char c : text) {
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
        default:
            escaped += static_cast<unsigned char>(c) < 0x20U ? ' ' : c;
        }
    }
    return escaped;
}

/// A text in a cell of a table.
std::string cell(std::string_view text)
{
    std::string made;
    for (const char c : text) {
        if (c == '\\' || c == '|' || c == '<' || c == '*' || c == '_' || c == '`' || c == '[')
            made += '\\';
        made += static_cast<unsigned char>(c) < 0x20U ? ' ' : c;
    }
    return made;
}

std::string variantName(const std::string &variant)
{
    return variant.empty() ? "default" : variant;
}

std::string metricTable(const Evaluation &evaluation)
{
    std::set<std::string> names;
    std::vector<std::map<std::string, double>> metrics;
    metrics.reserve(evaluation.variants.size());
    std::string head = "| metric |";
    std::string rule = "|---|";
    for (const VariantResult &variant : evaluation.variants) {
        metrics.push_back(metricsOf(variant));
        for (const auto &[name, value] : metrics.back())
            names.insert(name);
        head += " " + cell(variantName(variant.variant)) + " |";
        rule += "---:|";
    }
    std::string text = head + "\n" + rule + "\n";
    for (const std::string &name : names) {
        text += "| " + cell(name) + " |";
        for (const std::map<std::string, double> &of : metrics) {
            const auto found = of.find(name);
            text += found == of.end() ? " |" : fmt::format(" {:.4g} |", found->second);
        }
        text += "\n";
    }
    return text;
}

} // namespace

std::string toJUnit(const std::vector<Gate> &gates, const std::string &suite)
{
    const auto failures = std::ranges::count_if(gates, [](const Gate &gate) {
        return gate.verdict == Verdict::Fail;
    });
    const std::string name = xmlEscaped(toValidUtf8(suite));
    std::string xml = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";
    xml += fmt::format("<testsuites>\n<testsuite name=\"{}\" tests=\"{}\" failures=\"{}\">\n",
                       name,
                       gates.size(),
                       failures);
    for (const Gate &gate : gates) {
        const std::string title = gate.variant.empty() ? gate.name : gate.name + " " + gate.variant;
        const std::string text = xmlEscaped(toValidUtf8(gate.text.english()));
        xml += fmt::format("<testcase classname=\"{}\" name=\"{}\">",
                           name,
                           xmlEscaped(toValidUtf8(title)));
        if (gate.verdict == Verdict::Fail)
            xml += "<failure message=\"" + text + "\"/>";
        else
            xml += "<system-out>" + text + "</system-out>";
        xml += "</testcase>\n";
    }
    return xml + "</testsuite>\n</testsuites>\n";
}

std::string toMarkdown(const Evaluation &evaluation, const std::vector<Gate> &gates)
{
    const bool failed = hasFailed(gates);
    std::string text = fmt::format("## Evaluation of {}: {}\n\n",
                                   cell(evaluation.flow),
                                   failed ? "failed" : "passed");
    text += metricTable(evaluation) + "\n| gate | | |\n|---|---|---|\n";
    for (const Gate &gate : gates)
        text += fmt::format("| {}{} | {} | {} |\n",
                            cell(gate.name),
                            gate.variant.empty() ? "" : " " + cell(gate.variant),
                            gate.verdict == Verdict::Fail ? "**fail**"
                                                          : std::string(toString(gate.verdict)),
                            cell(gate.text.english()));
    const std::vector<std::string> ranked = rankedByCost(evaluation.variants, gates);
    if (evaluation.variants.size() > 1) {
        text += "\nThe cheapest first, of those that pass: ";
        for (const std::string &variant : ranked)
            text += (variant == ranked.front() ? "" : ", ") + cell(variantName(variant));
        text += ranked.empty() ? "none.\n" : ".\n";
    }
    return text;
}

} // namespace postern::evaluate
