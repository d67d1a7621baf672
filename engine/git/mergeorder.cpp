// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/git/mergeorder.h"

#include <algorithm>
#include <iterator>
#include <map>
#include <set>
#include <unordered_map>
#include <unordered_set>

namespace postern::git {

namespace {

using Ids = std::vector<std::string>;
using IdSet = std::unordered_set<std::string>;

Ids only(const Ids &ids, const IdSet &wanted)
{
    Ids some;
    std::ranges::copy_if(ids, std::back_inserter(some), [&wanted](const std::string &id) {
        return wanted.contains(id);
    });
    return some;
}

/// Those that don't keep their order: all but the longest run that does.
IdSet movedIn(const Ids &before, const Ids &after)
{
    std::unordered_map<std::string, std::size_t> places;
    for (std::size_t i = 0; i < after.size(); ++i)
        places.emplace(after[i], i);
    Ids common;
    std::vector<std::size_t> order;
    for (const std::string &id : before) {
        const auto found = places.find(id);
        if (found != places.end()) {
            common.push_back(id);
            order.push_back(found->second);
        }
    }
    std::vector<std::size_t> tails;
    std::vector<std::size_t> previous(order.size(), order.size());
    for (std::size_t i = 0; i < order.size(); ++i) {
        const auto at = std::ranges::lower_bound(tails, order[i], {}, [&order](std::size_t index) {
            return order[index];
        });
        if (at != tails.begin())
            previous[i] = *std::prev(at);
        if (at == tails.end())
            tails.push_back(i);
        else
            *at = i;
    }
    IdSet moved(common.begin(), common.end());
    for (std::size_t i = tails.empty() ? order.size() : tails.back(); i < order.size();
         i = previous[i])
        moved.erase(common[i]);
    return moved;
}

/// Puts those of a side that are missing after what they follow there.
class Inserter
{
public:
    explicit Inserter(Ids order)
        : m_order(std::move(order))
        , m_present(m_order.begin(), m_order.end())
        , m_own(m_present)
    {}

    void insertMissing(const Ids &side, const IdSet &kept)
    {
        std::string before; // empty: at the begin
        std::map<std::string, Ids> after;
        std::string anchor;
        for (const std::string &id : side) {
            if (!kept.contains(id))
                continue;
            if (m_present.contains(id)) {
                anchor = id;
                continue;
            }
            after[anchor].push_back(id);
        }
        if (after.empty())
            return;
        Ids merged;
        const auto add = [&merged, &after](const std::string &id) {
            const auto found = after.find(id);
            if (found != after.end())
                merged.insert(merged.end(), found->second.begin(), found->second.end());
        };
        bool isBegin = true;
        for (std::size_t i = 0; i < m_order.size();) {
            // What the other side added here comes first.
            if (isBegin) {
                while (i < m_order.size() && !m_own.contains(m_order[i]))
                    merged.push_back(m_order[i++]);
                add({});
                isBegin = false;
                continue;
            }
            const std::string id = m_order[i];
            merged.push_back(m_order[i++]);
            while (i < m_order.size() && !m_own.contains(m_order[i]))
                merged.push_back(m_order[i++]);
            add(id);
        }
        if (isBegin)
            add({});
        m_order = std::move(merged);
        m_present.insert(m_order.begin(), m_order.end());
    }

    const Ids &order() const { return m_order; }
    /// What came so far and isn't of the base counts as inserted by the other side.
    void setOwn(IdSet own) { m_own = std::move(own); }

private:
    Ids m_order;
    IdSet m_present;
    IdSet m_own;
};

} // namespace

std::vector<MergedPlace> mergedOrder(
    const Ids &base, const Ids &ours, const Ids &theirs, const Ids &kept, bool ordersMatter)
{
    const IdSet wanted(kept.begin(), kept.end());
    const IdSet baseSet(base.begin(), base.end());
    const IdSet oursMoved = movedIn(base, ours);
    const IdSet theirsMoved = movedIn(base, theirs);
    // Where only they moved something, ours is put into their order.
    const bool takesTheirs = oursMoved.empty() && !theirsMoved.empty();
    const Ids &first = takesTheirs ? theirs : ours;
    const Ids &second = takesTheirs ? ours : theirs;
    Inserter inserter(only(first, wanted));
    inserter.setOwn(baseSet);
    inserter.insertMissing(second, wanted);
    Ids order = inserter.order();
    std::vector<MergedPlace> places;
    places.reserve(order.size());
    IdSet contested;
    if (!oursMoved.empty() && !theirsMoved.empty()) {
        // What they alone moved goes where they have it; what both moved is in doubt.
        IdSet goes;
        for (const std::string &id : theirsMoved) {
            if (!wanted.contains(id))
                continue;
            if (!oursMoved.contains(id))
                goes.insert(id);
            else if (ordersMatter && only(ours, baseSet) != only(theirs, baseSet))
                contested.insert(id);
        }
        if (!goes.empty()) {
            std::erase_if(order, [&goes](const std::string &id) { return goes.contains(id); });
            Inserter again(order);
            again.setOwn(baseSet);
            again.insertMissing(theirs, wanted);
            order = again.order();
        }
    }
    for (const std::string &id : order)
        places.push_back(
            {id, contested.contains(id) ? MergedPlace::Whose::Ours : MergedPlace::Whose::Both});
    for (const std::string &id : contested) {
        // Their place: after what it follows with them.
        const auto at = std::ranges::find(theirs, id);
        std::string anchor;
        for (auto back = at; back != theirs.begin() && anchor.empty();) {
            --back;
            if (wanted.contains(*back) && !contested.contains(*back))
                anchor = *back;
        }
        auto place = places.begin();
        if (!anchor.empty())
            place = std::next(std::ranges::find(places, anchor, &MergedPlace::id));
        places.insert(place, {id, MergedPlace::Whose::Theirs});
    }
    return places;
}

} // namespace postern::git
