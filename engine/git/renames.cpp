// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/git/renames.h"

#include "engine/base/json.h"

#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <string_view>

namespace postern::git {

namespace {

constexpr double kLeastLikeness = 0.6;
/// A word that so many parts have tells nothing of one.
constexpr std::size_t kMostOfOneWord = 50;

/// What a part says, as words with a weight each.
using Words = std::map<std::string, double>;

/// What nearly all parts say, whoever they are.
double weightOf(std::string_view path)
{
    static constexpr std::array<std::string_view, 8> kCommon{"type",
                                                             "source.type",
                                                             "provider",
                                                             "api",
                                                             "connection",
                                                             "module",
                                                             "use_variants",
                                                             "aggregation"};
    if (path == "source.path" || path == "source.tool")
        return 1.5;
    return std::ranges::find(kCommon, path) == kCommon.end() ? 1.0 : 0.3;
}

void addWords(Words &words, const std::string &path, const Value &value)
{
    if (value.isDict()) {
        for (const auto &[key, member] : value.asDict()) {
            std::string name = path.empty() ? path : path + '.';
            name += key.isString() ? key.asString() : "?";
            addWords(words, name, member);
        }
        return;
    }
    json::WriteOptions options;
    options.reprUnknown = true;
    words.emplace(path + "=" + json::write(value, options), weightOf(path));
}

Words wordsOfPart(const NamedPart &part)
{
    Words words;
    addWords(words, {}, part.body);
    for (const std::string &referrer : part.referrers)
        words.emplace("<-" + referrer, 1.0);
    return words;
}

double likeness(const Words &a, const Words &b)
{
    double shared = 0;
    double all = 0;
    for (const auto &[word, weight] : a) {
        all += weight;
        if (b.contains(word))
            shared += 2 * weight;
    }
    for (const auto &[word, weight] : b)
        all += weight;
    return all > 0 ? shared / all : 0;
}

struct Candidate
{
    double likeness = 0;
    std::size_t gone = 0;
    std::size_t come = 0;
};

} // namespace

std::vector<std::pair<std::size_t, std::size_t>> likelyRenames(const std::vector<NamedPart> &gone,
                                                               const std::vector<NamedPart> &come)
{
    std::vector<Words> goneWords;
    std::vector<Words> comeWords;
    std::ranges::transform(gone, std::back_inserter(goneWords), wordsOfPart);
    std::ranges::transform(come, std::back_inserter(comeWords), wordsOfPart);
    // Only those are compared that share a word which tells something.
    std::map<std::string_view, std::vector<std::size_t>> index;
    for (std::size_t i = 0; i < come.size(); ++i) {
        for (const auto &[word, weight] : comeWords[i]) {
            if (weight >= 1.0)
                index[word].push_back(i);
        }
    }
    std::vector<Candidate> candidates;
    for (std::size_t i = 0; i < gone.size(); ++i) {
        std::set<std::size_t> alike;
        for (const auto &[word, weight] : goneWords[i]) {
            const auto found = index.find(word);
            if (found != index.end() && found->second.size() <= kMostOfOneWord)
                alike.insert(found->second.begin(), found->second.end());
        }
        for (const std::size_t other : alike) {
            const double degree = likeness(goneWords[i], comeWords[other]);
            if (degree >= kLeastLikeness)
                candidates.push_back({degree, i, other});
        }
    }
    std::ranges::stable_sort(candidates, std::greater(), &Candidate::likeness);
    std::vector<std::pair<std::size_t, std::size_t>> pairs;
    std::set<std::size_t> takenGone;
    std::set<std::size_t> takenCome;
    for (const Candidate &candidate : candidates) {
        if (takenGone.contains(candidate.gone) || takenCome.contains(candidate.come))
            continue;
        takenGone.insert(candidate.gone);
        takenCome.insert(candidate.come);
        pairs.emplace_back(candidate.gone, candidate.come);
    }
    return pairs;
}

} // namespace postern::git
