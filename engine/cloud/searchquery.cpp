// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/cloud/searchservice.h"
#include "engine/simulator/embedding.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <ranges>

namespace postern::cloud {

namespace {

constexpr std::int64_t kHitPage = 50;
constexpr std::int64_t kMostHits = 1000;
constexpr std::int64_t kMostSkipped = 100'000;

std::vector<std::string> namesIn(std::string_view text)
{
    std::vector<std::string> names;
    while (!text.empty()) {
        std::string_view name = text.substr(0, text.find(','));
        text.remove_prefix(std::min(text.size(), name.size() + 1));
        while (name.starts_with(' '))
            name.remove_prefix(1);
        while (name.ends_with(' '))
            name.remove_suffix(1);
        if (!name.empty())
            names.emplace_back(name);
    }
    return names;
}

Failure invalidParameter(const std::string &message)
{
    return {400, "InvalidRequestParameter", message};
}

std::vector<std::string> knownFields(const SearchIndex &index, std::string_view names)
{
    std::vector<std::string> fields = namesIn(names);
    for (const std::string &name : fields) {
        if (name != "*" && !index.field(name))
            throw invalidParameter("Could not find a property named '" + name
                                   + "' on type 'search.document'.");
    }
    return fields;
}

void readVector(const SearchIndex &index, const Value &asked, SearchQuery &query)
{
    for (const std::string &field : knownFields(index, textOf(asked, "fields"))) {
        SearchQuery::Vector vector;
        vector.field = field;
        vector.k = static_cast<std::size_t>(
            std::clamp<std::int64_t>(numberOf(asked, "k", kHitPage), 1, kMostHits));
        const std::size_t dimensions = index.dimensionsOf(field);
        if (dimensions == 0)
            throw invalidParameter("The field '" + field + "' is not a vector field.");
        if (const Value *weight = asked.find("weight"); weight && weight->isDouble())
            vector.weight = weight->asDouble();
        if (textOf(asked, "kind") == "text")
            vector.values = simulator::embeddingOf(textOf(asked, "text"), dimensions);
        const Value *values = asked.find("vector");
        if (values && values->isList()) {
            for (const Value &value : values->asList()) {
                const double number = value.isInt() ? static_cast<double>(value.asInt())
                                                    : (value.isDouble() ? value.asDouble() : 0);
                vector.values.push_back(static_cast<float>(number));
            }
        }
        if (vector.values.size() != dimensions) {
            throw invalidParameter(fmt::format(
                "The vector query's 'vector' parameter has a length of '{}' but the field '{}' "
                "expects a length of '{}'.",
                vector.values.size(),
                field,
                dimensions));
        }
        query.vectors.push_back(std::move(vector));
    }
}

SearchQuery readQuery(const SearchIndex &index, const Value &body)
{
    SearchQuery query;
    query.text = textOf(body, "search");
    query.fields = knownFields(index, textOf(body, "searchFields"));
    query.isFull = textOf(body, "queryType") == "full";
    query.needsAll = textOf(body, "searchMode") == "all";
    query.filter = ODataFilter::parse(textOf(body, "filter"));
    if (const Value *vectors = body.find("vectorQueries"); vectors && vectors->isList()) {
        for (const Value &asked : vectors->asList())
            readVector(index, asked, query);
    }
    return query;
}

/// The semantic configuration that is asked for. Throws Failure when there is none.
const Value *configurationOf(const SearchIndex &index, const Value &body)
{
    const Value *semantic = index.definition().find("semantic");
    std::string name = textOf(body, "semanticConfiguration");
    if (name.empty() && semantic)
        name = textOf(*semantic, "defaultConfiguration");
    const Value *all = semantic ? semantic->find("configurations") : nullptr;
    if (all && all->isList()) {
        for (const Value &configuration : all->asList()) {
            if (textOf(configuration, "name") == name)
                return &configuration;
        }
    }
    throw invalidParameter(name.empty()
                               ? "The 'semanticConfiguration' parameter is required for queries of "
                                 "type 'semantic'."
                               : "Unknown semantic configuration '" + name + "'.");
}

std::vector<std::string> contentFields(const Value &configuration)
{
    std::vector<std::string> names;
    const Value *prioritized = configuration.find("prioritizedFields");
    const Value *content = prioritized ? prioritized->find("prioritizedContentFields") : nullptr;
    if (content && content->isList()) {
        for (const Value &field : content->asList())
            names.push_back(textOf(field, "fieldName"));
    }
    return names;
}

bool isLess(const Value &a, const Value &b)
{
    if (a.isString() && b.isString())
        return a.asString() < b.asString();
    const auto number = [](const Value &value) {
        return value.isInt() ? static_cast<double>(value.asInt())
                             : (value.isDouble() ? value.asDouble() : 0.0);
    };
    if (a.isNull() || b.isNull())
        return a.isNull() && !b.isNull();
    return number(a) < number(b);
}

void orderHits(std::vector<SearchHit> &hits, const SearchIndex &index, std::string_view orderBy)
{
    const std::vector<std::string> clauses = namesIn(orderBy);
    for (const std::string &clause : std::views::reverse(clauses)) {
        const std::size_t space = clause.find(' ');
        const std::string name = clause.substr(0, space);
        const bool isDown = space != std::string::npos && clause.ends_with("desc");
        if (name != "search.score()")
            static_cast<void>(knownFields(index, name));
        std::ranges::stable_sort(hits, [&](const SearchHit &a, const SearchHit &b) {
            if (name == "search.score()")
                return isDown ? a.score > b.score : a.score < b.score;
            const Value *left = a.document->find(name);
            const Value *right = b.document->find(name);
            const Value first = left ? *left : Value();
            const Value second = right ? *right : Value();
            return isDown ? isLess(second, first) : isLess(first, second);
        });
    }
}

Dict facetsOf(const std::vector<SearchHit> &hits, const SearchIndex &index, const Value &asked)
{
    Dict facets;
    for (const Value &facet : asked.asList()) {
        const std::string name = facet.isString()
                                     ? facet.asString().substr(0, facet.asString().find(','))
                                     : std::string();
        static_cast<void>(knownFields(index, name));
        std::map<std::string, std::pair<Value, int>> counts;
        for (const SearchHit &hit : hits) {
            const Value *value = hit.document->find(name);
            if (!value || value->isNull())
                continue;
            const List items = value->isList() ? value->asList() : List{*value};
            for (const Value &item : items) {
                auto &[kept, count]
                    = counts[item.isString() ? item.asString() : json(200, item).body()];
                kept = item;
                ++count;
            }
        }
        std::vector<std::pair<Value, int>> ordered;
        ordered.reserve(counts.size());
        for (const auto &[text, counted] : counts)
            ordered.push_back(counted);
        std::ranges::stable_sort(ordered, std::greater(), &std::pair<Value, int>::second);
        constexpr std::size_t kMost = 10;
        ordered.resize(std::min(ordered.size(), kMost));
        List values;
        for (const auto &[value, count] : ordered)
            values.emplace_back(Dict{{"value", value}, {"count", count}});
        facets.append(name, std::move(values));
    }
    return facets;
}

Value captionValue(const Caption &caption, bool isHighlighted)
{
    Dict value{{"text", caption.text}};
    value.append("highlights", isHighlighted ? Value(caption.highlights) : Value());
    return List{Value(std::move(value))};
}

Value hitValue(const SearchHit &hit, const SearchIndex &index, const Value &body)
{
    Dict value{{"@search.score", hit.score}};
    if (hit.rerankerScore >= 0) {
        value.append("@search.rerankerScore", hit.rerankerScore);
        if (const std::string captions = textOf(body, "captions");
            captions.starts_with("extractive"))
            value.append("@search.captions",
                         captionValue(hit.caption,
                                      captions.find("highlight-false") == captions.npos));
    }
    if (const std::string names = textOf(body, "highlight"); !names.empty()) {
        const auto tag = [&](const char *name, const char *fallback) {
            const std::string text = textOf(body, name);
            return text.empty() ? std::string(fallback) : text;
        };
        Dict highlights;
        for (const std::string &name : knownFields(index, names)) {
            const std::string text = fieldText(*hit.document, name);
            const std::string marked = highlighted(text,
                                                   searchWords(textOf(body, "search")),
                                                   tag("highlightPreTag", "<em>"),
                                                   tag("highlightPostTag", "</em>"));
            if (marked != text)
                highlights.append(name, List{Value(marked)});
        }
        if (!highlights.empty())
            value.append("@search.highlights", std::move(highlights));
    }
    const std::vector<std::string> selected = namesIn(textOf(body, "select"));
    const bool isAll = selected.empty() || selected.front() == "*";
    for (const Value &field : index.definition().find("fields")->asList()) {
        const std::string name = textOf(field, "name");
        const bool isHidden = !flagOf(field, "retrievable", true);
        const bool isSelected = isAll || std::ranges::find(selected, name) != selected.end();
        const Value *stored = hit.document->find(name);
        if (!isHidden && isSelected)
            value.append(name, stored ? *stored : Value());
    }
    return value;
}

List answersOf(const std::vector<SearchHit> &hits,
               const SearchIndex &index,
               const std::string &asked)
{
    constexpr std::string_view kCount = "count-";
    std::size_t most = 1;
    if (const std::size_t at = asked.find(kCount); at != std::string::npos)
        std::from_chars(asked.data() + at + kCount.size(), asked.data() + asked.size(), most);
    List answers;
    for (const SearchHit &hit : hits) {
        constexpr double kGoodEnough = 0.5;
        if (answers.size() >= most || hit.caption.share < kGoodEnough)
            break;
        answers.emplace_back(Dict{{"key", fieldText(*hit.document, index.keyField())},
                                  {"text", hit.caption.text},
                                  {"highlights", hit.caption.highlights},
                                  {"score", hit.rerankerScore / 4}});
    }
    return answers;
}

} // namespace

Answer searchIndex(const SearchIndex &index, const Value &body, const std::string &base)
{
    static_cast<void>(knownFields(index, textOf(body, "select")));
    const SearchQuery query = readQuery(index, body);
    std::vector<SearchHit> hits = index.search(query);
    const bool isSemantic = textOf(body, "queryType") == "semantic";
    Dict answer{{"@odata.context",
                 base + "/indexes('" + textOf(index.definition(), "name") + "')/$metadata#docs(*)"}};
    if (flagOf(body, "count", false))
        answer.append("@odata.count", static_cast<std::int64_t>(hits.size()));
    if (const Value *facets = body.find("facets"); facets && facets->isList())
        answer.append("@search.facets", facetsOf(hits, index, *facets));
    if (isSemantic) {
        const Value *configuration = configurationOf(index, body);
        const std::string own = textOf(body, "semanticQuery");
        index.rerank(hits, own.empty() ? query.text : own, contentFields(*configuration));
        if (const std::string asked = textOf(body, "answers"); asked.starts_with("extractive"))
            answer.append("@search.answers", answersOf(hits, index, asked));
    }
    if (const std::string orderBy = textOf(body, "orderby"); !orderBy.empty())
        orderHits(hits, index, orderBy);
    const std::int64_t skip = numberOf(body, "skip", 0);
    const std::int64_t top = numberOf(body, "top", kHitPage);
    if (skip < 0 || skip > kMostSkipped || top < 0)
        throw invalidParameter("Value must be between 0 and 100000. Parameter name: $skip");
    const auto total = static_cast<std::int64_t>(hits.size());
    const std::int64_t end = std::min(total, skip + std::min(top, kMostHits));
    List values;
    for (std::int64_t i = skip; i < end; ++i)
        values.push_back(hitValue(hits[static_cast<std::size_t>(i)], index, body));
    answer.append("value", std::move(values));
    const bool hasMore = end < total && end > skip && (!body.find("top") || top > kMostHits);
    if (hasMore) {
        Dict next = body.asDict();
        next.set("skip", end);
        if (body.find("top"))
            next.set("top", top - (end - skip));
        answer.append("@search.nextPageParameters", std::move(next));
        answer.append("@odata.nextLink",
                      base + "/indexes('" + textOf(index.definition(), "name")
                          + "')/docs/search.post.search?api-version=2024-07-01");
    }
    return json(200, answer);
}

} // namespace postern::cloud
