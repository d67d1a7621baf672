// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/cloud/question.h"
#include "engine/cloud/searchindex.h"

#include <map>
#include <string>

namespace postern::cloud {

/// A search service: its indexes and their documents. Who may ask is looked at before.
class SearchService
{
public:
    Answer answer(const Question &question);
    const std::map<std::string, SearchIndex, std::less<>> &indexes() const { return m_indexes; }

private:
    Answer indexes(const Question &question);
    Answer create(const Question &question, const std::string &name);
    Answer oneIndex(const Question &question, const std::string &name);
    Answer upload(const Question &question, SearchIndex &index);
    Answer documents(const Question &question,
                     SearchIndex &index,
                     const std::vector<std::string> &segments);
    Answer suggest(const Question &question, const SearchIndex &index, bool isAutocomplete) const;
    SearchIndex &indexNamed(const std::string &name);

    std::map<std::string, SearchIndex, std::less<>> m_indexes;
};

/// The answer to a search of an index, by the body of the request.
Answer searchIndex(const SearchIndex &index, const Value &body, const std::string &base);

} // namespace postern::cloud
