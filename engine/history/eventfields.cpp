// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/history/eventfields.h"

#include "engine/base/error.h"

#include <algorithm>
#include <array>
#include <utility>

namespace postern::history {

namespace {

constexpr std::array<std::pair<run::NodeState, std::string_view>, 10> kStates{{
    {run::NodeState::Idle, "idle"},
    {run::NodeState::Queued, "queued"},
    {run::NodeState::Running, "running"},
    {run::NodeState::Streaming, "streaming"},
    {run::NodeState::Done, "done"},
    {run::NodeState::Cached, "cached"},
    {run::NodeState::Bypassed, "bypassed"},
    {run::NodeState::Failed, "failed"},
    {run::NodeState::Paused, "paused"},
    {run::NodeState::Cancelled, "cancelled"},
}};

constexpr std::int64_t kMostTime = 9'000'000'000'000'000; // microseconds: 285 years

const List &listOf(const Value &record)
{
    if (!record.isList())
        throwDamaged();
    return record.asList();
}

} // namespace

std::string throwDamaged()
{
    throw Error(ErrorCode::InvalidInput, tr("The records of a run are damaged."));
}

Fields::Fields(const Value &record)
    : m_list(listOf(record))
{}

const Value &Fields::any()
{
    if (m_at >= m_list.size())
        throwDamaged();
    return m_list[m_at++];
}

std::string Fields::text()
{
    const Value &value = any();
    return value.isString() ? value.asString() : throwDamaged();
}

std::vector<std::string> Fields::texts()
{
    std::vector<std::string> texts;
    for (const Value &value : listOf(any()))
        texts.push_back(value.isString() ? value.asString() : throwDamaged());
    return texts;
}

const List &Fields::list()
{
    return listOf(any());
}

bool Fields::flag()
{
    const Value &value = any();
    if (!value.isBool())
        throwDamaged();
    return value.asBool();
}

std::int64_t Fields::integer()
{
    return number(-kMostTime, kMostTime);
}

std::int64_t Fields::number(std::int64_t least, std::int64_t most)
{
    const Value &value = any();
    if (!value.isInt() || value.asInt() < least || value.asInt() > most)
        throwDamaged();
    return value.asInt();
}

std::int64_t Fields::count()
{
    return number(0, kMostTime);
}

run::WallClock::time_point Fields::wallTime()
{
    return fromWallMicroseconds(integer());
}

TokenUsage Fields::usage()
{
    Fields fields(any());
    TokenUsage usage;
    usage.prompt = fields.integer();
    usage.completion = fields.integer();
    usage.total = fields.integer();
    return usage;
}

run::NodeState Fields::state()
{
    const std::string name = text();
    const auto *const found = std::ranges::find(kStates, name, [](const auto &known) {
        return known.second;
    });
    if (found == kStates.end())
        throwDamaged();
    return found->first;
}

Value wallMicroseconds(run::WallClock::time_point time)
{
    const auto since = std::chrono::duration_cast<std::chrono::microseconds>(
        time.time_since_epoch());
    return std::clamp<std::int64_t>(since.count(), -kMostTime, kMostTime);
}

run::WallClock::time_point fromWallMicroseconds(std::int64_t microseconds)
{
    return run::WallClock::time_point(std::chrono::microseconds(microseconds));
}

Value numbersValue(const std::vector<std::size_t> &numbers)
{
    List list;
    list.reserve(numbers.size());
    for (const std::size_t number : numbers)
        list.emplace_back(static_cast<std::int64_t>(number));
    return list;
}

std::vector<std::size_t> numbersOf(const Value &value)
{
    Fields fields(value);
    std::vector<std::size_t> numbers(fields.size());
    std::ranges::generate(numbers, [&] { return static_cast<std::size_t>(fields.count()); });
    return numbers;
}

Value usageValue(const TokenUsage &usage)
{
    return List{usage.prompt, usage.completion, usage.total};
}

std::string_view stateName(run::NodeState state)
{
    return kStates.at(static_cast<std::size_t>(state)).second;
}

} // namespace postern::history
