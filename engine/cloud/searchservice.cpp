// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/cloud/searchservice.h"

#include "engine/simulator/words.h"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <charconv>
#include <set>

namespace postern::cloud {

namespace {

constexpr std::size_t kMostIndexes = 200;
constexpr std::size_t kMostActions = 1000;

/// Both forms of a path as plain words: indexes('a')/docs/search.post.search and
/// indexes/a/docs/search give {"indexes", "a", "docs", "search"}.
std::vector<std::string> wordsOfPath(const Question &question)
{
    std::vector<std::string> words;
    for (const std::string &segment : question.segments) {
        const std::size_t open = segment.find("('");
        if (open != std::string::npos && segment.ends_with("')")) {
            words.push_back(segment.substr(0, open));
            words.push_back(segment.substr(open + 2, segment.size() - open - 4));
            continue;
        }
        std::string_view word = segment;
        for (const std::string_view prefix : {"search.post.", "search."}) {
            if (word.starts_with(prefix))
                word.remove_prefix(prefix.size());
        }
        words.emplace_back(word);
    }
    return words;
}

std::string etagOf(const std::string &text)
{
    return fmt::format("\"0x{:016X}\"", simulator::hashOf(text));
}

Value withEtag(const Question &question, const Value &definition)
{
    Dict shown{{"@odata.context", question.base + "/$metadata#indexes/$entity"}};
    shown.append("@odata.etag", etagOf(json(200, definition).body()));
    for (const auto &[key, value] : definition.asDict()) {
        if (!key.asString().starts_with("@odata."))
            shown.append(key, value);
    }
    return shown;
}

bool isIndexName(std::string_view name)
{
    constexpr std::size_t kLongestIndexName = 128;
    const auto fits = [](unsigned char c) {
        return std::islower(c) || std::isdigit(c) || c == '-' || c == '_';
    };
    return name.size() >= 2 && name.size() <= kLongestIndexName && std::ranges::all_of(name, fits)
           && name.front() != '-' && name.front() != '_';
}

/// The parameters of a GET as the body of a POST has them.
Value bodyOfQuery(const Question &question)
{
    Dict body;
    for (const auto &[name, value] : question.query) {
        std::string key = name.starts_with('$') ? name.substr(1) : name;
        std::int64_t number = 0;
        const auto [end, error] = std::from_chars(value.data(), value.data() + value.size(), number);
        const bool isNumber = key == "top" || key == "skip";
        if (isNumber && error == std::errc())
            body.set(std::move(key), number);
        else if (key == "count")
            body.set(std::move(key), value == "true");
        else
            body.set(std::move(key), value);
    }
    return body;
}

} // namespace

SearchIndex &SearchService::indexNamed(const std::string &name)
{
    const auto found = m_indexes.find(name);
    if (found == m_indexes.end()) {
        throw Failure{404,
                      "ResourceNotFound",
                      "The index '" + name + "' for service 'simulator' was not found."};
    }
    return found->second;
}

Answer SearchService::create(const Question &question, const std::string &name)
{
    const Value definition = readBody(question);
    const std::string called = textOf(definition, "name");
    if (!isIndexName(called) || (!name.empty() && name != called)) {
        throw Failure{400,
                      "InvalidName",
                      "Invalid index name: Index name must only contain lowercase letters, digits "
                      "or dashes, cannot start or end with dashes and is limited to 128 "
                      "characters."};
    }
    const auto known = m_indexes.find(called);
    if (known != m_indexes.end() && name.empty()) {
        throw Failure{409,
                      "ResourceNameAlreadyInUse",
                      "Cannot create index '" + called + "' because it already exists."};
    }
    if (known != m_indexes.end()) {
        known->second.redefine(definition);
        return json(200, withEtag(question, definition));
    }
    if (m_indexes.size() >= kMostIndexes)
        throw Failure{429, "QuotaExceeded", "Index quota has been exceeded for this service."};
    m_indexes.emplace(called, SearchIndex(definition));
    return json(201, withEtag(question, definition));
}

Answer SearchService::indexes(const Question &question)
{
    if (question.method == "POST")
        return create(question, {});
    List all;
    all.reserve(m_indexes.size());
    for (const auto &[name, index] : m_indexes)
        all.push_back(withEtag(question, index.definition()));
    return json(200,
                Dict{{"@odata.context", question.base + "/$metadata#indexes"},
                     {"value", std::move(all)}});
}

Answer SearchService::oneIndex(const Question &question, const std::string &name)
{
    if (question.method == "PUT")
        return create(question, name);
    if (question.method == "DELETE") {
        indexNamed(name);
        m_indexes.erase(name);
        return empty(204);
    }
    return json(200, withEtag(question, indexNamed(name).definition()));
}

Answer SearchService::upload(const Question &question, SearchIndex &index)
{
    const Value body = readBody(question);
    const Value *actions = body.find("value");
    if (!actions || !actions->isList() || actions->asList().empty()
        || actions->asList().size() > kMostActions) {
        throw Failure{400,
                      "InvalidRequestParameter",
                      "The request is invalid. Details: actions : 1 to 1000 indexing actions are "
                      "expected."};
    }
    List results;
    bool hasFailed = false;
    for (const Value &action : actions->asList()) {
        const int status = index.apply(action);
        const bool isDone = status < 400;
        hasFailed = hasFailed || !isDone;
        results.emplace_back(Dict{{"key", textOf(action, index.keyField())},
                                  {"status", isDone},
                                  {"errorMessage", isDone ? Value() : Value("Document not found.")},
                                  {"statusCode", status}});
    }
    return json(hasFailed ? 207 : 200,
                Dict{{"@odata.context",
                      question.base + "/indexes('" + textOf(index.definition(), "name")
                          + "')/$metadata#Collection(Microsoft.Azure.Search.V2024_07_01."
                            "IndexResult)"},
                     {"value", std::move(results)}});
}

Answer SearchService::suggest(const Question &question,
                              const SearchIndex &index,
                              bool isAutocomplete) const
{
    const Value body = question.method == "GET" ? bodyOfQuery(question) : readBody(question);
    const std::string start = simulator::lowered(textOf(body, "search"));
    const auto top = static_cast<std::size_t>(
        std::clamp<std::int64_t>(numberOf(body, "top", 5), 1, 100));
    SearchQuery query;
    query.text = start + "*";
    query.filter = ODataFilter::parse(textOf(body, "filter"));
    List values;
    std::set<std::string> words;
    for (const SearchHit &hit : index.search(query)) {
        for (const Value &field : index.definition().find("fields")->asList()) {
            const std::string text = fieldText(*hit.document, textOf(field, "name"));
            for (const std::string &word : searchWords(text)) {
                const bool isNew = word.starts_with(start)
                                   && words.insert(isAutocomplete ? word : text).second;
                if (!isNew || values.size() >= top)
                    continue;
                if (isAutocomplete)
                    values.emplace_back(Dict{{"text", word}, {"queryPlusText", word}});
                else
                    values.emplace_back(
                        Dict{{"@search.text", text},
                             {index.keyField(), fieldText(*hit.document, index.keyField())}});
            }
        }
    }
    return json(200, Dict{{"value", std::move(values)}});
}

Answer SearchService::documents(const Question &question,
                                SearchIndex &index,
                                const std::vector<std::string> &segments)
{
    const std::string last = segments.size() > 3 ? segments[3] : std::string();
    if (last.empty() && question.method == "GET")
        return searchIndex(index, bodyOfQuery(question), question.base);
    if (last == "search" && question.method == "POST")
        return searchIndex(index, readBody(question), question.base);
    if (last == "index" && question.method == "POST")
        return upload(question, index);
    if (last == "suggest" || last == "autocomplete")
        return suggest(question, index, last == "autocomplete");
    if (last == "$count")
        return plain(200, std::to_string(index.size()), "text/plain");
    const Value *document = index.find(last);
    if (!document || question.method != "GET")
        return empty(404);
    SearchIndex one(index.definition());
    static_cast<void>(one.apply(*document));
    Dict body;
    body.append("select", question.parameter("$select"));
    const Answer found = searchIndex(one, Value(std::move(body)), question.base);
    Question asAnswer;
    asAnswer.body = found.body();
    Dict shown;
    const Value whole = readBody(asAnswer);
    for (const auto &[key, value] : whole.find("value")->asList().front().asDict()) {
        if (!key.asString().starts_with('@'))
            shown.append(key, value);
    }
    return json(200, shown);
}

Answer SearchService::answer(const Question &question)
{
    if (question.parameter("api-version").empty()) {
        throw Failure{400,
                      "MissingApiVersionParameter",
                      "The api-version query parameter (?api-version=) is required for all "
                      "requests."};
    }
    const std::vector<std::string> segments = wordsOfPath(question);
    if (segments.front() == "servicestats") {
        const auto count = static_cast<std::int64_t>(m_indexes.size());
        const Dict counters{{"indexesCount", Dict{{"usage", count}, {"quota", 200}}}};
        return json(200,
                    Dict{{"counters", counters}, {"limits", Dict{{"maxFieldsPerIndex", 1000}}}});
    }
    if (segments.size() == 1)
        return indexes(question);
    if (segments.size() == 2)
        return oneIndex(question, segments[1]);
    SearchIndex &index = indexNamed(segments[1]);
    if (segments[2] == "stats") {
        return json(200,
                    Dict{{"documentCount", static_cast<std::int64_t>(index.size())},
                         {"storageSize", 0},
                         {"vectorIndexSize", 0}});
    }
    if (segments[2] == "docs")
        return documents(question, index, segments);
    throw Failure{404, "ResourceNotFound", "The resource was not found."};
}

} // namespace postern::cloud
