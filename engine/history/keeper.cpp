// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/history/keeper.h"

#include "engine/base/error.h"
#include "engine/base/log.h"
#include "engine/base/valuebytes.h"
#include "engine/history/bounded.h"

namespace postern::history {

namespace {

constexpr std::size_t kLargest = 2'048; ///< that stands in the event itself
constexpr std::size_t kMostOfName = 64 * 1024;

} // namespace

Value Keeper::clean(const Value &value)
{
    Value kept = log::redact(bounded(value, kMostOfValue, m_isCut));
    return m_pattern ? m_pattern->apply(kept) : kept;
}

Value Keeper::place(const Value &value)
{
    return placeClean(clean(value), true);
}

Value Keeper::place(std::string_view text)
{
    return placeClean(clean(Value(bounded(text, kMostOfText, m_isCut))), false);
}

Value Keeper::placeClean(const Value &value, bool byMember)
{
    const std::string bytes = toBytes(value);
    if (bytes.size() <= kLargest)
        return Tuple{{value}};
    if (!byMember || !value.isDict())
        return Bytes{m_put(bytes)};
    // What comes from one node or input goes to the next as a member: that is what recurs.
    Dict places;
    for (const auto &[key, member] : value.asDict())
        places.append(key, placeClean(member, false));
    return places;
}

std::string Keeper::text(std::string_view text)
{
    return clean(Value(bounded(text, kMostOfName, m_isCut))).asString();
}

Value valueAt(const Value &place, const BlobSource &get)
{
    if (place.kind() == Value::Kind::Tuple && place.asList().size() == 1)
        return place.asList().front();
    if (place.kind() == Value::Kind::Bytes)
        return get(place.asBytes().data);
    if (!place.isDict())
        throw Error(ErrorCode::InvalidInput, tr("A value of a run is damaged."));
    Dict dict;
    for (const auto &[key, member] : place.asDict()) {
        if (member.isDict())
            throw Error(ErrorCode::InvalidInput, tr("A value of a run is damaged."));
        dict.append(key, valueAt(member, get));
    }
    return dict;
}

} // namespace postern::history
