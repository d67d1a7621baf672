// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/base/value.h"
#include "engine/cloud/odatafilter.h"
#include "engine/cloud/searchtext.h"

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace postern::cloud {

/// One document found, and by how much.
struct SearchHit
{
    const Value *document = nullptr;
    double score = 0;
    double rerankerScore = -1; ///< negative: not reranked
    Caption caption;
};

/// What a search asks of an index.
struct SearchQuery
{
    std::string text; ///< empty or "*": everything
    std::vector<std::string> fields;
    bool isFull = false;
    bool needsAll = false;
    ODataFilter filter;
    struct Vector
    {
        std::vector<float> values;
        std::string field;
        std::size_t k = 50;
        double weight = 1;
    };
    std::vector<Vector> vectors;
};

/// An index of documents: full text by BM25, vectors by cosine, both fused by reciprocal ranks.
class SearchIndex
{
public:
    /// Throws Failure 400 for a definition without a name or exactly one key.
    explicit SearchIndex(Value definition);

    const Value &definition() const { return m_definition; }
    const std::string &keyField() const { return m_keyField; }
    /// Throws Failure 400 for a definition that takes away or changes a field.
    void redefine(Value definition);

    /// The outcome of one action, as its status code: 200, 201, 404. Throws Failure 400 for a
    /// document that doesn't fit the index.
    int apply(const Value &action);
    const Value *find(std::string_view key) const;
    std::size_t size() const { return m_documents.size(); }

    /// The best first.
    std::vector<SearchHit> search(const SearchQuery &query) const;
    /// Orders the best hits anew by how near they are to the text, and finds their captions.
    void rerank(std::vector<SearchHit> &hits,
                const std::string &text,
                const std::vector<std::string> &contentFields) const;
    /// The field's definition; null for an unknown one.
    const Value *field(std::string_view name) const;
    /// The dimensions of a vector field; 0 for any other.
    std::size_t dimensionsOf(std::string_view name) const;

private:
    struct Document
    {
        Value value;
        std::map<std::string, std::vector<std::string>, std::less<>> words; ///< by field
    };
    using Ranking = std::vector<SearchHit>;

    static void readFields(const Value &definition, std::string &key);
    void check(const Value &document) const;
    void put(const std::string &key, Value document);
    Ranking rankText(const SearchQuery &query,
                     const std::vector<const Document *> &candidates) const;
    Ranking rankVector(const SearchQuery::Vector &vector,
                       const std::vector<const Document *> &candidates) const;
    std::vector<std::string> searchableFields(const std::vector<std::string> &wanted) const;

    Value m_definition;
    std::string m_keyField;
    std::map<std::string, Document, std::less<>> m_documents;
};

/// A document's text for a field; empty for what is no text.
std::string fieldText(const Value &document, std::string_view field);

} // namespace postern::cloud
