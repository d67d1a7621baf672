// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/base/json.h"
#include "engine/cloud/question.h"
#include "engine/cloud/searchindex.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace postern::cloud {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

class SearchIndexTest : public testing::Test
{
protected:
    SearchIndexTest()
        : m_index(postern::json::parse(R"x({"name": "castles", "fields": [
            {"name": "id", "type": "Edm.String", "key": true},
            {"name": "title", "type": "Edm.String", "searchable": true},
            {"name": "text", "type": "Edm.String", "searchable": true},
            {"name": "year", "type": "Edm.Int32"},
            {"name": "near", "type": "Collection(Edm.Single)", "dimensions": 2}]})x"))
    {
        put(R"({"id": "1", "title": "Gates", "text": "A small gate. The gate is old.", "near": [1, 0]})");
        put(R"({"id": "2", "title": "Walls", "text": "A wall with one gate and many many towers here.", "near": [0, 1]})");
        put(R"({"id": "3", "title": "Moats", "text": "A moat of water.", "near": [0.8, 0.6]})");
    }
    int put(const char *action) { return m_index.apply(postern::json::parse(action)); }
    std::vector<std::string> idsOf(const SearchQuery &query) const
    {
        std::vector<std::string> ids;
        for (const SearchHit &hit : m_index.search(query))
            ids.push_back(fieldText(*hit.document, "id"));
        return ids;
    }
    std::vector<std::string> ids(const char *text, bool needsAll = false) const
    {
        SearchQuery query;
        query.text = text;
        query.needsAll = needsAll;
        return idsOf(query);
    }

    SearchIndex m_index;
};

TEST_F(SearchIndexTest, RanksOftenAndShortBeforeSeldomAndLong)
{
    EXPECT_THAT(ids("gate"), ElementsAre("1", "2"));
    EXPECT_THAT(ids("moat gate"), ElementsAre("3", "1", "2")); // the rarer word weighs more
    EXPECT_THAT(ids("gate towers", true), ElementsAre("2"));
    EXPECT_THAT(ids("gate -towers"), ElementsAre("1"));
    EXPECT_THAT(ids("\"small gate\""), ElementsAre("1"));
    EXPECT_THAT(ids("\"gate small\""), IsEmpty());
    EXPECT_THAT(ids("tow*"), ElementsAre("2"));
    EXPECT_THAT(ids("!!!"), IsEmpty());
    EXPECT_THAT(ids("*"), ElementsAre("1", "2", "3"));
}

TEST_F(SearchIndexTest, RanksVectorsByTheirAngle)
{
    SearchQuery query;
    query.vectors.push_back({{2, 0}, "near", 2, 1});
    EXPECT_THAT(idsOf(query), ElementsAre("1", "3"));
    EXPECT_DOUBLE_EQ(m_index.search(query).front().score, 1);
    EXPECT_NEAR(m_index.search(query).back().score, 1 / 1.2, 1e-6);
}

TEST_F(SearchIndexTest, FusesRanks)
{
    SearchQuery query;
    query.text = "moat";
    query.vectors.push_back({{1, 0}, "near", 2, 1});
    const std::vector<SearchHit> hits = m_index.search(query);
    EXPECT_THAT(idsOf(query), ElementsAre("3", "1"));
    EXPECT_DOUBLE_EQ(hits.front().score, 1.0 / 61 + 1.0 / 62);
    EXPECT_DOUBLE_EQ(hits.back().score, 1.0 / 61);
}

TEST_F(SearchIndexTest, FindsKoreanWordsWhateverParticleTheyHave)
{
    put(R"({"id": "4", "title": "요금", "text": "환불은 칠 일 안에 됩니다."})");
    EXPECT_THAT(ids("환불"), ElementsAre("4"));
    EXPECT_THAT(ids("환불이"), ElementsAre("4"));
}

TEST_F(SearchIndexTest, CaptionsSayWhatWasAsked)
{
    SearchQuery query;
    query.text = "small gate";
    std::vector<SearchHit> hits = m_index.search(query);
    m_index.rerank(hits, "small gate", {"text"});
    EXPECT_EQ(hits.front().caption.text, "A small gate.");
    EXPECT_EQ(hits.front().caption.highlights, "A <em>small</em> <em>gate</em>.");
    EXPECT_GT(hits.front().rerankerScore, hits.back().rerankerScore);
    EXPECT_LE(hits.front().rerankerScore, 4);
}

TEST_F(SearchIndexTest, TellsWhatBecameOfEachAction)
{
    EXPECT_EQ(put(R"({"id": "1", "year": 1200, "@search.action": "merge"})"), 200);
    EXPECT_EQ(m_index.find("1")->find("title")->asString(), "Gates");
    EXPECT_EQ(m_index.find("1")->find("year")->asInt(), 1200);
    EXPECT_EQ(put(R"({"id": "9", "@search.action": "merge"})"), 404);
    EXPECT_EQ(put(R"({"id": "9", "@search.action": "mergeOrUpload"})"), 201);
    EXPECT_EQ(put(R"({"id": "9", "@search.action": "delete"})"), 200);
    EXPECT_EQ(m_index.find("9"), nullptr);
    EXPECT_THROW(put(R"({"title": "no key"})"), Failure);
    EXPECT_THROW(put(R"({"id": "1", "unknown": 1})"), Failure);
    EXPECT_THROW(put(R"({"id": "1", "near": [1]})"), Failure);
    EXPECT_THROW(put(R"({"id": "1", "@search.action": "burn"})"), Failure);
}

TEST_F(SearchIndexTest, ADefinitionKeepsItsFieldsAndHasOneKey)
{
    const auto define = [](const char *text) { return SearchIndex(postern::json::parse(text)); };
    EXPECT_THROW(define(R"({"name": "a", "fields": []})"), Failure);
    EXPECT_THROW(
        define(R"({"name": "a", "fields": [{"name": "id", "type": "Edm.Int32", "key": true}]})"),
        Failure);
    EXPECT_THROW(define(R"({"fields": [{"name": "id", "type": "Edm.String", "key": true}]})"),
                 Failure);
    EXPECT_THROW(
        m_index.redefine(postern::json::parse(
            R"({"name": "castles", "fields": [{"name": "id", "type": "Edm.String", "key": true}]})")),
        Failure);
}

} // namespace
} // namespace postern::cloud
