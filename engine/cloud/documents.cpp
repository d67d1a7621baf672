// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/cloud/documents.h"

#include "engine/base/base64.h"
#include "engine/base/utf8.h"
#include "engine/http/url.h"
#include "engine/simulator/words.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace postern::cloud {

namespace {

constexpr std::size_t kMostAnalyses = 1000;
constexpr double kConfidence = 0.99;
constexpr double kLineHeight = 0.25;

/// The texts that a PDF shows by "(...) Tj", where its streams aren't compressed.
std::string pdfText(const std::string &bytes)
{
    std::string text;
    for (std::size_t at = 0; (at = bytes.find(") Tj", at)) != std::string::npos; ++at) {
        const std::size_t open = bytes.rfind('(', at);
        if (open != std::string::npos)
            text += bytes.substr(open + 1, at - open - 1) + '\n';
    }
    return text;
}

/// Offsets and lengths count code points, as the clients ask for.
struct Cursor
{
    std::int64_t offset = 0;

    Value span(std::string_view text, std::int64_t at) const
    {
        std::int64_t length = 0;
        for (std::size_t place = 0; place < text.size(); utf8::next(text, place))
            ++length;
        return Dict{{"offset", at}, {"length", length}};
    }
};

Value polygon(double top)
{
    List points;
    for (const double coordinate :
         {1.0, top, 7.5, top, 7.5, top + kLineHeight, 1.0, top + kLineHeight})
        points.emplace_back(coordinate);
    return points;
}

Dict analyzeResult(const std::string &text, const std::string &model, const std::string &version)
{
    List lines;
    List words;
    List paragraphs;
    const Cursor cursor;
    std::int64_t offset = 0;
    double top = 1;
    for (const std::string_view line : simulator::linesOf(text)) {
        const Value span = cursor.span(line, offset);
        lines.emplace_back(
            Dict{{"content", line}, {"polygon", polygon(top)}, {"spans", List{span}}});
        std::int64_t at = offset;
        std::string_view rest = line;
        while (!rest.empty()) {
            const std::string_view word = rest.substr(0, rest.find(' '));
            const Value place = cursor.span(word, at);
            if (!word.empty())
                words.emplace_back(Dict{{"content", word},
                                        {"polygon", polygon(top)},
                                        {"confidence", kConfidence},
                                        {"span", place}});
            at += place.find("length")->asInt() + 1;
            rest.remove_prefix(std::min(rest.size(), word.size() + 1));
        }
        const Dict region{{"pageNumber", 1}, {"polygon", polygon(top)}};
        if (!line.empty())
            paragraphs.emplace_back(Dict{{"content", line},
                                         {"spans", List{span}},
                                         {"boundingRegions", List{Value(region)}}});
        offset += span.find("length")->asInt() + 1;
        top += kLineHeight;
    }
    const Dict page{{"pageNumber", 1},
                    {"angle", 0},
                    {"width", 8.5},
                    {"height", 11},
                    {"unit", "inch"},
                    {"words", std::move(words)},
                    {"lines", std::move(lines)},
                    {"spans", List{cursor.span(text, 0)}}};
    return Dict{{"apiVersion", version},
                {"modelId", model},
                {"stringIndexType", "textElements"},
                {"contentFormat", "text"},
                {"content", text},
                {"pages", List{Value(page)}},
                {"paragraphs", std::move(paragraphs)},
                {"tables", List()},
                {"styles", List()}};
}

} // namespace

std::string documentText(const std::string &bytes)
{
    if (bytes.starts_with("%PDF")) {
        if (std::string text = pdfText(bytes); !text.empty())
            return text;
    }
    const bool isText = utf8::isValid(bytes) && std::ranges::none_of(bytes, [](unsigned char c) {
                            return c < ' ' && c != '\n' && c != '\r' && c != '\t';
                        });
    if (isText && !bytes.starts_with("%PDF"))
        return bytes;
    return fmt::format("A document of {} bytes.", bytes.size());
}

Answer Documents::begin(const Question &question, std::int64_t now)
{
    std::string model(question.segment(2));
    model.resize(model.find(':'));
    static constexpr std::array<std::string_view, 8> kModels{"prebuilt-read",
                                                             "prebuilt-layout",
                                                             "prebuilt-document",
                                                             "prebuilt-invoice",
                                                             "prebuilt-receipt",
                                                             "prebuilt-idDocument",
                                                             "prebuilt-contract",
                                                             "prebuilt-businessCard"};
    if (std::ranges::find(kModels, model) == kModels.end()) {
        throw Failure{404, "NotFound", "Resource not found.", "ModelNotFound"};
    }
    Analysis analysis{model, {}, std::string(question.parameter("api-version")), now};
    if (question.header("content-type").starts_with("application/json")) {
        const Value body = readBody(question);
        const auto bytes = fromBase64(textOf(body, "base64Source"));
        const std::string url = textOf(body, "urlSource");
        if (url.empty() && (!bytes || bytes->empty()))
            throw Failure{400, "InvalidRequest", "Invalid request.", "InvalidContent"};
        analysis.text = url.empty() ? documentText(*bytes) : "The document at " + url;
    } else if (question.body.empty()) {
        throw Failure{400, "InvalidRequest", "Invalid request.", "InvalidContentLength"};
    } else {
        analysis.text = documentText(question.body);
    }
    if (m_analyses.size() >= kMostAnalyses)
        m_analyses.erase(m_analyses.begin());
    const std::string id = uuid();
    m_analyses.insert_or_assign(id, std::move(analysis));
    const std::string location
        = fmt::format("{}/{}/documentModels/{}/analyzeResults/{}?api-version={}",
                      question.base,
                      question.segment(0),
                      model,
                      id,
                      http::escapeUrl(question.parameter("api-version")));
    return empty(202, {{"Operation-Location", location}, {"Retry-After", "1"}});
}

Answer Documents::result(const Question &question, std::int64_t now)
{
    const auto found = m_analyses.find(question.segment(4));
    if (found == m_analyses.end())
        throw Failure{404, "NotFound", "Resource not found.", "OperationNotFound"};
    Analysis &analysis = found->second;
    Dict body{{"status", "running"},
              {"createdDateTime", isoTime(analysis.began)},
              {"lastUpdatedDateTime", isoTime(now)}};
    if (analysis.pollsLeft-- > 0)
        return json(200, body, {{"Retry-After", "1"}});
    analysis.pollsLeft = 0;
    body.set("status", "succeeded");
    body.append("analyzeResult", analyzeResult(analysis.text, analysis.model, analysis.version));
    return json(200, body);
}

Answer Documents::answer(const Question &question, std::int64_t now)
{
    const std::string_view kind = question.segment(1);
    const bool isKnown = question.segment(0) == "documentintelligence"
                         || question.segment(0) == "formrecognizer";
    if (!isKnown || question.parameter("api-version").empty())
        throw Failure{404, "404", "Resource not found"};
    if (kind == "info") {
        const Dict models{{"count", 0}, {"limit", 250}};
        return json(200, Dict{{"customDocumentModels", models}});
    }
    if (kind == "documentModels" && question.segment(3) == "analyzeResults")
        return result(question, now);
    if (kind == "documentModels" && question.segment(2).find(':') != std::string_view::npos)
        return begin(question, now);
    if (kind == "documentModels" && question.segments.size() == 2) {
        const Dict read{{"modelId", "prebuilt-read"}, {"createdDateTime", isoTime(now)}};
        return json(200, Dict{{"value", List{Value(read)}}});
    }
    throw Failure{404, "404", "Resource not found"};
}

} // namespace postern::cloud
