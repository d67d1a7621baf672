// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/cloud/contentsafety.h"

#include "engine/simulator/words.h"

#include <algorithm>
#include <array>
#include <initializer_list>
#include <set>
#include <vector>

namespace postern::cloud {

namespace {

constexpr std::size_t kLongestText = 10'000;
constexpr std::size_t kMostLists = 1000;

int severityByWords(const std::set<std::string> &words,
                    std::initializer_list<std::string_view> wanted)
{
    const auto count = std::ranges::count_if(wanted, [&](std::string_view word) {
        return words.contains(std::string(word));
    });
    return static_cast<int>(std::min<std::ptrdiff_t>(count, 3)) * 2;
}

Failure invalidBody(const std::string &message)
{
    return {400, "InvalidRequestBody", message};
}

Value listValue(const std::string &name, const std::string &description)
{
    return Dict{{"blocklistName", name}, {"description", description}};
}

Value itemValue(const std::string &id, const std::string &text)
{
    return Dict{{"blocklistItemId", id}, {"description", ""}, {"text", text}};
}

} // namespace

int Severities::highest() const
{
    return std::max({hate, selfHarm, sexual, violence});
}

Severities severitiesOf(std::string_view text)
{
    const std::set<std::string> words = simulator::significantWords(text);
    return {severityByWords(words, {"hate", "racist", "inferior", "vermin"}),
            severityByWords(words, {"suicide", "suicidal", "overdose", "selfharm"}),
            severityByWords(words, {"sex", "sexual", "nude", "porn"}),
            severityByWords(words, {"kill", "murder", "attack", "bomb", "stab"})};
}

bool isJailbreak(std::string_view text)
{
    static constexpr std::array<std::string_view, 5> kAttempts{"ignore all previous instructions",
                                                               "ignore previous instructions",
                                                               "ignore your instructions",
                                                               "you are now dan",
                                                               "이전 지시를 무시"};
    const std::string lower = simulator::lowered(text);
    return std::ranges::any_of(kAttempts, [&](std::string_view attempt) {
        return lower.find(attempt) != std::string::npos;
    });
}

Answer ContentSafety::analyze(const Question &question) const
{
    const Value body = readBody(question);
    const std::string text = textOf(body, "text");
    if (text.empty() || text.size() > 4 * kLongestText)
        throw invalidBody("The text field is required, of at most 10000 characters.");
    List matches;
    if (const Value *names = body.find("blocklistNames"); names && names->isList()) {
        for (const Value &name : names->asList()) {
            const auto list = m_lists.find(name.isString() ? name.asString() : std::string());
            if (list == m_lists.end())
                throw Failure{404, "NotFound", "A block list of this name was not found."};
            for (const auto &[id, blocked] : list->second.items) {
                if (simulator::lowered(text).find(simulator::lowered(blocked)) == std::string::npos)
                    continue;
                matches.emplace_back(Dict{{"blocklistName", list->first},
                                          {"blocklistItemId", id},
                                          {"blocklistItemText", blocked}});
            }
        }
    }
    const Severities found = severitiesOf(text);
    List analysis;
    const Value *wanted = body.find("categories");
    for (const auto &[name, severity] : {std::pair{"Hate", found.hate},
                                         std::pair{"SelfHarm", found.selfHarm},
                                         std::pair{"Sexual", found.sexual},
                                         std::pair{"Violence", found.violence}}) {
        const bool isWanted = !wanted || !wanted->isList() || wanted->asList().empty()
                              || std::ranges::find(wanted->asList(), Value(name))
                                     != wanted->asList().end();
        if (isWanted)
            analysis.emplace_back(Dict{{"category", name}, {"severity", severity}});
    }
    return json(200,
                Dict{{"blocklistsMatch", std::move(matches)},
                     {"categoriesAnalysis", std::move(analysis)}});
}

Answer ContentSafety::analyzeImage(const Question &question) const
{
    const Value body = readBody(question);
    const Value *image = body.find("image");
    if (!image || (textOf(*image, "content").empty() && textOf(*image, "blobUrl").empty()))
        throw invalidBody("The image field is required.");
    List analysis;
    for (const char *name : {"Hate", "SelfHarm", "Sexual", "Violence"})
        analysis.emplace_back(Dict{{"category", name}, {"severity", 0}});
    return json(200, Dict{{"categoriesAnalysis", std::move(analysis)}});
}

Answer ContentSafety::shield(const Question &question) const
{
    const Value body = readBody(question);
    const Value *documents = body.find("documents");
    const bool hasDocuments = documents && documents->isList();
    if (!body.find("userPrompt") && !hasDocuments)
        throw invalidBody("Either userPrompt or documents is required.");
    List found;
    if (hasDocuments) {
        for (const Value &document : documents->asList())
            found.emplace_back(
                Dict{{"attackDetected", document.isString() && isJailbreak(document.asString())}});
    }
    const Dict prompt{{"attackDetected", isJailbreak(textOf(body, "userPrompt"))}};
    return json(200, Dict{{"userPromptAnalysis", prompt}, {"documentsAnalysis", std::move(found)}});
}

Answer ContentSafety::blockListItems(const Question &question,
                                     BlockList &list,
                                     std::string_view operation)
{
    if (operation == "blocklistItems") {
        List items;
        for (const auto &[id, text] : list.items)
            items.push_back(itemValue(id, text));
        return json(200, Dict{{"value", std::move(items)}});
    }
    const Value body = readBody(question);
    const bool isRemoval = operation == "removeBlocklistItems";
    const Value *given = body.find(isRemoval ? "blocklistItemIds" : "blocklistItems");
    if (!given || !given->isList())
        throw invalidBody("The items are missing.");
    List added;
    for (const Value &item : given->asList()) {
        if (isRemoval) {
            list.items.erase(item.isString() ? item.asString() : std::string());
            continue;
        }
        const std::string id = uuid();
        list.items[id] = textOf(item, "text");
        added.push_back(itemValue(id, list.items[id]));
    }
    return isRemoval ? empty(204) : json(200, Dict{{"blocklistItems", std::move(added)}});
}

Answer ContentSafety::blockLists(const Question &question)
{
    std::string name(question.segment(3));
    std::string operation(question.segment(4));
    if (const std::size_t colon = name.find(':'); colon != std::string::npos) {
        operation = name.substr(colon + 1);
        name.resize(colon);
    }
    if (name.empty()) {
        List all;
        for (const auto &[each, list] : m_lists)
            all.push_back(listValue(each, list.description));
        return json(200, Dict{{"value", std::move(all)}});
    }
    const auto found = m_lists.find(name);
    if (question.method == "PATCH") {
        const bool isNew = found == m_lists.end();
        if (isNew && m_lists.size() >= kMostLists)
            throw Failure{400, "QuotaExceeded", "There are too many block lists."};
        m_lists[name].description = textOf(readBody(question), "description");
        return json(isNew ? 201 : 200, listValue(name, m_lists[name].description));
    }
    if (found == m_lists.end())
        throw Failure{404, "NotFound", "A block list of this name was not found."};
    if (!operation.empty())
        return blockListItems(question, found->second, operation);
    if (question.method == "DELETE") {
        m_lists.erase(found);
        return empty(204);
    }
    return json(200, listValue(name, found->second.description));
}

Answer ContentSafety::answer(const Question &question)
{
    if (question.parameter("api-version").empty())
        throw Failure{404, "404", "Resource not found"};
    const std::string_view operation = question.segment(1);
    if (operation == "text:analyze" && question.method == "POST")
        return analyze(question);
    if (operation == "image:analyze" && question.method == "POST")
        return analyzeImage(question);
    if (operation == "text:shieldPrompt" && question.method == "POST")
        return shield(question);
    if (operation == "text" && question.segment(2) == "blocklists")
        return blockLists(question);
    throw Failure{404, "404", "Resource not found"};
}

} // namespace postern::cloud
