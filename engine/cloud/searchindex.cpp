// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/cloud/searchindex.h"

#include "engine/cloud/question.h"
#include "engine/simulator/embedding.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <set>

namespace postern::cloud {

namespace {

constexpr std::size_t kMostDocuments = 200'000;
constexpr std::size_t kReranked = 50;
// The usual constants of BM25 and of the fusion of ranks.
constexpr double kSaturation = 1.2;
constexpr double kLengthShare = 0.75;
constexpr double kRankOffset = 60;

Failure badRequest(const std::string &message)
{
    return {400, "InvalidRequestParameter", "The request is invalid. Details: " + message};
}

std::vector<double> numbersOf(const Value &value)
{
    std::vector<double> numbers;
    if (!value.isList())
        return numbers;
    numbers.reserve(value.asList().size());
    for (const Value &item : value.asList()) {
        if (item.isInt())
            numbers.push_back(static_cast<double>(item.asInt()));
        else if (item.isDouble())
            numbers.push_back(item.asDouble());
        else
            return {};
    }
    return numbers;
}

double cosine(const std::vector<double> &a, const std::vector<float> &b)
{
    double product = 0;
    double left = 0;
    double right = 0;
    for (std::size_t i = 0; i < a.size() && i < b.size(); ++i) {
        product += a[i] * b[i];
        left += a[i] * a[i];
        right += static_cast<double>(b[i]) * b[i];
    }
    return left > 0 && right > 0 ? product / std::sqrt(left * right) : 0;
}

void sortHits(std::vector<SearchHit> &hits)
{
    std::ranges::stable_sort(hits, std::greater(), &SearchHit::score);
}

/// Adds 1 / (60 + rank) of each ranking.
std::vector<SearchHit> fuse(const std::vector<std::pair<std::vector<SearchHit>, double>> &rankings)
{
    std::map<const Value *, double> scores;
    std::vector<SearchHit> fused;
    for (const auto &[ranking, weight] : rankings) {
        double rank = 1;
        for (const SearchHit &hit : ranking) {
            const auto [place, isNew] = scores.try_emplace(hit.document, 0);
            place->second += weight / (kRankOffset + rank++);
            if (isNew)
                fused.push_back(hit);
        }
    }
    for (SearchHit &hit : fused)
        hit.score = scores.at(hit.document);
    sortHits(fused);
    return fused;
}

} // namespace

std::string fieldText(const Value &document, std::string_view field)
{
    const Value *value = document.find(field);
    if (value && value->isString())
        return value->asString();
    std::string text;
    if (value && value->isList()) {
        for (const Value &item : value->asList())
            text += item.isString() ? item.asString() + '\n' : std::string();
    }
    return text;
}

SearchIndex::SearchIndex(Value definition)
    : m_definition(std::move(definition))
{
    readFields(m_definition, m_keyField);
}

void SearchIndex::readFields(const Value &definition, std::string &key)
{
    const Value *fields = definition.find("fields");
    if (textOf(definition, "name").empty() || !fields || !fields->isList())
        throw badRequest("index : The index must have a name and fields.");
    std::set<std::string> names;
    key.clear();
    for (const Value &field : fields->asList()) {
        const std::string name = textOf(field, "name");
        const std::string type = textOf(field, "type");
        if (name.empty() || type.empty() || !names.insert(name).second)
            throw badRequest("fields : A field has no name, no type, or a name twice.");
        if (type == "Collection(Edm.Single)" && numberOf(field, "dimensions", 0) <= 0)
            throw badRequest("fields : The vector field '" + name + "' must have dimensions.");
        if (!flagOf(field, "key", false))
            continue;
        if (!key.empty() || type != "Edm.String")
            throw badRequest("fields : There must be exactly one key, of type Edm.String.");
        key = name;
    }
    if (key.empty())
        throw badRequest("fields : There must be exactly one key field in the index.");
}

void SearchIndex::redefine(Value definition)
{
    std::string key;
    readFields(definition, key);
    const Value *old = m_definition.find("fields");
    const Value *now = definition.find("fields");
    for (const Value &field : old->asList()) {
        const std::string name = textOf(field, "name");
        const auto kept = std::ranges::find_if(now->asList(), [&](const Value &candidate) {
            return textOf(candidate, "name") == name
                   && textOf(candidate, "type") == textOf(field, "type");
        });
        if (kept == now->asList().end())
            throw badRequest("fields : Existing field '" + name + "' cannot be changed or deleted.");
    }
    m_definition = std::move(definition);
    m_keyField = key;
}

const Value *SearchIndex::field(std::string_view name) const
{
    for (const Value &field : m_definition.find("fields")->asList()) {
        if (textOf(field, "name") == name)
            return &field;
    }
    return nullptr;
}

std::size_t SearchIndex::dimensionsOf(std::string_view name) const
{
    const Value *found = field(name);
    return found ? static_cast<std::size_t>(numberOf(*found, "dimensions", 0)) : 0;
}

void SearchIndex::check(const Value &document) const
{
    for (const auto &[key, value] : document.asDict()) {
        const std::string name = key.isString() ? key.asString() : std::string();
        if (name.starts_with("@search."))
            continue;
        if (!field(name)) {
            throw badRequest("parameters : The property '" + name
                             + "' does not exist on type 'search.documentFields'. Make sure to "
                               "only use property names that are defined by the type.");
        }
        const std::size_t dimensions = dimensionsOf(name);
        if (dimensions > 0 && !value.isNull() && numbersOf(value).size() != dimensions) {
            throw badRequest(fmt::format("The vector field '{}', with dimension of '{}', expects a "
                                         "length of '{}'. However, the provided vector has a "
                                         "length of '{}'. Please ensure that the vector length "
                                         "matches the expected length of the vector field.",
                                         name,
                                         dimensions,
                                         dimensions,
                                         numbersOf(value).size()));
        }
    }
}

void SearchIndex::put(const std::string &key, Value document)
{
    Document stored;
    for (const std::string &name : searchableFields({}))
        stored.words[name] = searchWords(fieldText(document, name));
    stored.value = std::move(document);
    m_documents.insert_or_assign(key, std::move(stored));
}

int SearchIndex::apply(const Value &action)
{
    if (!action.isDict())
        throw badRequest("value : An action must be an object.");
    const std::string key = textOf(action, m_keyField);
    if (key.empty())
        throw badRequest("0: Document key cannot be missing or empty.");
    check(action);
    std::string kind = textOf(action, "@search.action");
    kind = kind.empty() ? "upload" : kind;
    const auto known = m_documents.find(key);
    const bool isThere = known != m_documents.end();
    if (kind == "delete") {
        if (isThere)
            m_documents.erase(known);
        return 200;
    }
    if (kind != "upload" && kind != "merge" && kind != "mergeOrUpload")
        throw badRequest("@search.action : '" + kind + "' is no action.");
    if (kind == "merge" && !isThere)
        return 404;
    if (!isThere && m_documents.size() >= kMostDocuments)
        return 429;
    Dict document;
    if (isThere && kind != "upload")
        document = known->second.value.asDict();
    for (const auto &[name, value] : action.asDict()) {
        if (name.asString() != "@search.action")
            document.set(name, value);
    }
    put(key, Value(std::move(document)));
    return isThere ? 200 : 201;
}

const Value *SearchIndex::find(std::string_view key) const
{
    const auto found = m_documents.find(key);
    return found == m_documents.end() ? nullptr : &found->second.value;
}

std::vector<std::string> SearchIndex::searchableFields(const std::vector<std::string> &wanted) const
{
    std::vector<std::string> names;
    for (const Value &field : m_definition.find("fields")->asList()) {
        const std::string name = textOf(field, "name");
        const std::string type = textOf(field, "type");
        const bool isText = type == "Edm.String" || type == "Collection(Edm.String)";
        const bool isWanted = wanted.empty() || std::ranges::find(wanted, name) != wanted.end();
        if (isText && isWanted
            && flagOf(field, "searchable", isText && !flagOf(field, "key", false)))
            names.push_back(name);
    }
    return names;
}

SearchIndex::Ranking SearchIndex::rankText(const SearchQuery &query,
                                           const std::vector<const Document *> &candidates) const
{
    Ranking ranking;
    if (query.text.empty() || query.text == "*") {
        ranking.reserve(candidates.size());
        for (const Document *document : candidates)
            ranking.push_back({&document->value, 1, -1, {}});
        return ranking;
    }
    const std::vector<SearchClause> clauses = parseSearchText(query.text,
                                                              query.isFull,
                                                              query.needsAll);
    const std::vector<std::string> fields = searchableFields(query.fields);
    std::map<std::string, double> lengths; // the mean of each field
    std::map<std::pair<const SearchClause *, std::string>, int> counts;
    for (const auto &[key, document] : m_documents) {
        for (const std::string &field : fields) {
            const std::vector<std::string> &words = document.words.at(field);
            lengths[field] += static_cast<double>(words.size())
                              / static_cast<double>(m_documents.size());
            for (const SearchClause &clause : clauses)
                counts[{&clause, field}] += occurrences(clause, words) > 0 ? 1 : 0;
        }
    }
    const auto total = static_cast<double>(m_documents.size());
    const auto scoreIn = [&](const SearchClause &clause, const Document &document) {
        double score = 0;
        for (const std::string &field : fields) {
            if (!clause.field.empty() && clause.field != field)
                continue;
            const std::vector<std::string> &words = document.words.at(field);
            const double often = occurrences(clause, words);
            const double with = counts.at({&clause, field});
            if (often == 0)
                continue;
            const double rarity = std::log(1 + (total - with + 0.5) / (with + 0.5));
            const double length = static_cast<double>(words.size()) / lengths.at(field);
            score += rarity * often * (kSaturation + 1)
                     / (often + kSaturation * (1 - kLengthShare + kLengthShare * length));
        }
        return score;
    };
    for (const Document *document : candidates) {
        double score = 0;
        bool fits = true;
        for (const SearchClause &clause : clauses) {
            const double part = scoreIn(clause, *document);
            fits = fits && (clause.need != SearchClause::Need::MustNot || part == 0)
                   && (clause.need != SearchClause::Need::Must || part > 0);
            score += clause.need == SearchClause::Need::MustNot ? 0 : part;
        }
        if (fits && score > 0)
            ranking.push_back({&document->value, score, -1, {}});
    }
    sortHits(ranking);
    return ranking;
}

SearchIndex::Ranking SearchIndex::rankVector(const SearchQuery::Vector &vector,
                                             const std::vector<const Document *> &candidates) const
{
    Ranking ranking;
    for (const Document *document : candidates) {
        const Value *stored = document->value.find(vector.field);
        if (!stored || !stored->isList())
            continue;
        const double near = cosine(numbersOf(*stored), vector.values);
        ranking.push_back({&document->value, 1 / (1 + (1 - near)), -1, {}});
    }
    sortHits(ranking);
    if (ranking.size() > vector.k)
        ranking.resize(vector.k);
    return ranking;
}

std::vector<SearchHit> SearchIndex::search(const SearchQuery &query) const
{
    std::vector<const Document *> candidates;
    candidates.reserve(m_documents.size());
    for (const auto &[key, document] : m_documents) {
        if (query.filter.matches(document.value))
            candidates.push_back(&document);
    }
    const bool hasText = !query.text.empty() && query.text != "*";
    std::vector<std::pair<Ranking, double>> rankings;
    if (hasText || query.vectors.empty())
        rankings.emplace_back(rankText(query, candidates), 1);
    for (const SearchQuery::Vector &vector : query.vectors)
        rankings.emplace_back(rankVector(vector, candidates), vector.weight);
    if (rankings.size() == 1)
        return std::move(rankings.front().first);
    return fuse(rankings);
}

void SearchIndex::rerank(std::vector<SearchHit> &hits,
                         const std::string &text,
                         const std::vector<std::string> &contentFields) const
{
    constexpr std::size_t kDimensions = 256;
    constexpr double kHighest = 4;
    const std::vector<float> wanted = simulator::embeddingOf(text, kDimensions);
    const std::vector<std::string> fields = searchableFields(contentFields);
    const std::size_t count = std::min(hits.size(), kReranked);
    for (std::size_t i = 0; i < count; ++i) {
        std::string content;
        for (const std::string &field : fields)
            content += fieldText(*hits[i].document, field) + '\n';
        hits[i].caption = captionOf(content, text);
        const std::vector<float> there = simulator::embeddingOf(hits[i].caption.text, kDimensions);
        const double near = cosine({there.begin(), there.end()}, wanted);
        hits[i].rerankerScore
            = kHighest * std::clamp((hits[i].caption.share + std::max(near, 0.0)) / 2, 0.0, 1.0);
    }
    const auto end = hits.begin() + static_cast<std::ptrdiff_t>(count);
    std::stable_sort(hits.begin(), end, [](const SearchHit &a, const SearchHit &b) {
        return a.rerankerScore > b.rerankerScore;
    });
}

} // namespace postern::cloud
