// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/simulator/services.h"

#include "engine/base/error.h"
#include "engine/base/json.h"
#include "engine/simulator/answer.h"
#include "engine/simulator/wire.h"
#include "engine/simulator/words.h"

#include <boost/url/parse.hpp>
#include <boost/url/url_view.hpp>
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <initializer_list>
#include <map>

namespace postern::simulator {
namespace {

using Parameters = std::map<std::string, std::string, std::less<>>;

Parameters parametersOf(const boost::urls::url_view &url)
{
    Parameters parameters;
    for (const auto &parameter : url.params())
        parameters.insert_or_assign(parameter.key, parameter.value);
    return parameters;
}

std::string parameterOr(const Parameters &parameters, std::string_view name, const char *fallback)
{
    const auto found = parameters.find(name);
    return found == parameters.end() ? fallback : found->second;
}

Value bodyOf(const http::Request &request)
{
    try {
        return json::parse(request.body);
    } catch (const Error &) {
        return {};
    }
}

/// Two for each of the words that is there, at most 6: the levels of four severities.
int severityOf(const std::set<std::string> &words, std::initializer_list<std::string_view> wanted)
{
    const auto count = std::ranges::count_if(wanted, [&](std::string_view word) {
        return words.contains(std::string(word));
    });
    return static_cast<int>(std::min<std::ptrdiff_t>(count, 3)) * 2;
}

SimulatedAnswer analyzeAnswer(const http::Request &request)
{
    const Value body = bodyOf(request);
    const Value *text = body.find("text");
    if (!text || !text->isString()) {
        const Dict error{{"code", "InvalidRequestBody"}, {"message", "The text field is required."}};
        return jsonAnswer(400, Dict{{"error", error}});
    }
    const std::set<std::string> words = significantWords(text->asString());
    const auto category = [](const char *name, int severity) {
        return Value(Dict{{"category", name}, {"severity", severity}});
    };
    const List analysis{category("Hate",
                                 severityOf(words, {"hate", "racist", "inferior", "vermin"})),
                        category("SelfHarm",
                                 severityOf(words, {"suicide", "suicidal", "overdose", "selfharm"})),
                        category("Sexual", severityOf(words, {"sex", "sexual", "nude", "porn"})),
                        category("Violence",
                                 severityOf(words, {"kill", "murder", "attack", "bomb", "stab"}))};
    return jsonAnswer(200, Dict{{"blocklistsMatch", List()}, {"categoriesAnalysis", analysis}});
}

SimulatedAnswer searchAnswer(const Parameters &parameters)
{
    const std::string query = parameterOr(parameters, "q", "");
    if (query.empty())
        return jsonAnswer(400, Dict{{"error", "Missing query `q` parameter."}});
    std::string count = parameterOr(parameters, "num", "");
    if (count.empty())
        count = parameterOr(parameters, "count", "10");
    constexpr int kMost = 10;
    const bool isNumber = count.find_first_not_of("0123456789") == std::string::npos;
    const int results = isNumber && count.size() < 3 ? std::min(std::stoi(count), kMost) : kMost;
    const std::string id = fmt::format("{:016x}", hashOf(query));
    List organic;
    for (int i = 1; i <= results; ++i) {
        organic.emplace_back(
            Dict{{"position", i},
                 {"title", fmt::format("{} - result {}", query, i)},
                 {"link", fmt::format("https://example.com/{}/{}", id, i)},
                 {"snippet",
                  fmt::format("What page {} of the simulated web says about {}.", i, query)}});
    }
    Dict asked{{"engine", parameterOr(parameters, "engine", "google")}, {"q", query}};
    for (const char *name : {"location", "safe", "safeSearch", "num", "count"}) {
        if (const std::string value = parameterOr(parameters, name, ""); !value.empty())
            asked.append(name, value);
    }
    const Dict metadata{{"id", id}, {"status", "Success"}};
    const Dict information{{"query_displayed", query}, {"total_results", results}};
    return jsonAnswer(200,
                      Dict{{"search_metadata", metadata},
                           {"search_parameters", asked},
                           {"search_information", information},
                           {"organic_results", organic}});
}

std::string stringOf(const Value &value, std::string_view key)
{
    const Value *text = value.find(key);
    return text && text->isString() ? text->asString() : std::string();
}

/// LLaMa's chat gives {"output": text}, everything else [{"0": text}].
SimulatedAnswer scoreAnswer(const http::Request &request)
{
    const Value body = bodyOf(request);
    const Value *data = body.find("input_data");
    const Value *input = data ? data->find("input_string") : nullptr;
    if (!input || !input->isList() || input->asList().empty())
        return jsonAnswer(400, Dict{{"error", "input_data.input_string is missing."}});
    std::vector<Message> messages;
    const bool isChat = input->asList().front().isDict();
    for (const Value &item : input->asList()) {
        if (isChat)
            messages.push_back(Message{stringOf(item, "role"), stringOf(item, "content"), "", 0});
        else
            messages.push_back(Message{"user", item.isString() ? item.asString() : "", "", 0});
    }
    const std::string text = answerText(Prompt(std::move(messages)));
    if (isChat)
        return jsonAnswer(200, Dict{{"output", text}});
    return jsonAnswer(200, List{Value(Dict{{"0", text}})});
}

std::string_view keyOf(const http::Request &request, const Parameters &parameters)
{
    for (const char *name : {"Ocp-Apim-Subscription-Key", "api-key"}) {
        if (const std::string_view key = http::header(request.headers, name); !key.empty())
            return key;
    }
    std::string_view key = http::header(request.headers, "authorization");
    if (key.starts_with("Bearer "))
        return key.substr(7);
    const auto parameter = parameters.find("api_key");
    return parameter == parameters.end() ? std::string_view() : parameter->second;
}

SimulatedAnswer wrongKey(bool isSearch)
{
    const std::string sentence = isSearch
                                     ? "Invalid API key. Your API key should be here: "
                                       "https://serpapi.com/manage-api-key"
                                     : "Access denied due to invalid subscription key or wrong API "
                                       "endpoint.";
    if (isSearch)
        return jsonAnswer(401, Dict{{"error", sentence}});
    return jsonAnswer(401, Dict{{"error", Dict{{"code", "401"}, {"message", sentence}}}});
}

} // namespace

std::optional<SimulatedAnswer> serviceAnswer(const http::Request &request, std::string_view key)
{
    const auto parsed = boost::urls::parse_uri_reference(request.url);
    if (!parsed)
        return {};
    const std::string path = parsed->path();
    const bool isPost = request.method == "POST";
    const bool isAnalyze = isPost && path.ends_with("/contentsafety/text:analyze");
    const bool isScore = isPost && path.ends_with("/score");
    const bool isSearch = request.method == "GET" && path.ends_with("/search");
    if (!isAnalyze && !isScore && !isSearch)
        return {};
    const Parameters parameters = parametersOf(*parsed);
    if (!key.empty() && keyOf(request, parameters) != key)
        return wrongKey(isSearch);
    if (isAnalyze)
        return analyzeAnswer(request);
    return isScore ? scoreAnswer(request) : searchAnswer(parameters);
}

} // namespace postern::simulator
