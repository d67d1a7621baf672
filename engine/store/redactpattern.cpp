// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/store/redactpattern.h"

#include "engine/base/error.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <utility>

#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>

namespace postern::store {

namespace {

constexpr std::string_view kMask = "******";

struct MatchData
{
    std::unique_ptr<pcre2_match_data, void (*)(pcre2_match_data *)>
        data{pcre2_match_data_create(1, nullptr), pcre2_match_data_free};
    std::unique_ptr<pcre2_match_context, void (*)(pcre2_match_context *)>
        context{pcre2_match_context_create(nullptr), pcre2_match_context_free};

    MatchData()
    {
        constexpr std::uint32_t kMostSteps = 1'000'000;
        pcre2_set_match_limit(context.get(), kMostSteps);
    }
};

} // namespace

void RedactPattern::Free::operator()(void *code) const
{
    pcre2_code_free(static_cast<pcre2_code *>(code));
}

RedactPattern::RedactPattern(std::string_view pattern)
{
    int error = 0;
    std::size_t where = 0;
    m_code.reset(pcre2_compile(reinterpret_cast<PCRE2_SPTR>(pattern.data()),
                               pattern.size(),
                               PCRE2_UTF | PCRE2_UCP | PCRE2_MATCH_INVALID_UTF,
                               &error,
                               &where,
                               nullptr));
    if (m_code)
        return;
    constexpr std::size_t kLongest = 256;
    std::array<PCRE2_UCHAR, kLongest> reason{};
    pcre2_get_error_message(error, reason.data(), reason.size());
    throw Error(ErrorCode::Usage,
                tr("'%1' is no regular expression: %2 at character %3.",
                   std::string(pattern),
                   std::string(reinterpret_cast<const char *>(reason.data())),
                   where + 1),
                tr("Correct it."));
}

std::string RedactPattern::apply(std::string_view text) const
{
    const MatchData match;
    const auto *code = static_cast<const pcre2_code *>(m_code.get());
    std::string kept;
    std::size_t at = 0;
    for (std::size_t from = 0; from <= text.size();) {
        const int found = pcre2_match(code,
                                      reinterpret_cast<PCRE2_SPTR>(text.data()),
                                      text.size(),
                                      from,
                                      0,
                                      match.data.get(),
                                      match.context.get());
        if (found == PCRE2_ERROR_NOMATCH)
            break;
        if (found < 0)
            return std::string(kMask);
        const std::size_t *bounds = pcre2_get_ovector_pointer(match.data.get());
        if (bounds[1] > bounds[0]) {
            kept.append(text, at, bounds[0] - at).append(kMask);
            at = bounds[1];
        }
        from = std::max(bounds[1], from + (bounds[1] > bounds[0] ? 0 : 1));
    }
    return kept.append(text, at);
}

Value RedactPattern::apply(const Value &value) const
{
    switch (value.kind()) {
    case Value::Kind::String:
        return apply(std::string_view(value.asString()));
    case Value::Kind::Handle: {
        Handle handle = value.asHandle();
        handle.repr = apply(std::string_view(handle.repr));
        return handle;
    }
    case Value::Kind::List:
    case Value::Kind::Tuple: {
        List items;
        items.reserve(value.asList().size());
        for (const Value &item : value.asList())
            items.push_back(apply(item));
        return value.isList() ? Value(std::move(items)) : Value(Tuple{std::move(items)});
    }
    case Value::Kind::Dict: {
        Dict dict;
        for (const auto &[key, member] : value.asDict())
            dict.append(key, apply(member));
        return dict;
    }
    default:
        return value;
    }
}

} // namespace postern::store
