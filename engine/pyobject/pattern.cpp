// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/pyobject/pattern.h"

#include <cassert>

#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>

namespace postern::pyobject {

void Pattern::Free::operator()(void *code) const
{
    pcre2_code_free(static_cast<pcre2_code *>(code));
}

Pattern::Pattern(std::string_view pattern, bool ignoreCase)
{
    int error = 0;
    std::size_t where = 0;
    const std::uint32_t options = PCRE2_UTF | PCRE2_UCP | PCRE2_EXTENDED
                                  | (ignoreCase ? PCRE2_CASELESS : 0U);
    m_code.reset(pcre2_compile(reinterpret_cast<PCRE2_SPTR>(pattern.data()),
                               pattern.size(),
                               options,
                               &error,
                               &where,
                               nullptr));
    assert(m_code != nullptr);
}

std::optional<Pattern::Match> Pattern::search(std::string_view text,
                                              std::size_t from,
                                              Text kind) const
{
    const auto *code = static_cast<const pcre2_code *>(m_code.get());
    const std::unique_ptr<pcre2_match_data, void (*)(pcre2_match_data *)>
        data(pcre2_match_data_create(1, nullptr), pcre2_match_data_free);
    // Fails, without a match, on text that isn't UTF-8 or needs too many steps.
    const int found = pcre2_match(code,
                                  reinterpret_cast<PCRE2_SPTR>(text.data()),
                                  text.size(),
                                  from,
                                  kind == Text::Valid ? PCRE2_NO_UTF_CHECK : 0U,
                                  data.get(),
                                  nullptr);
    if (found < 0)
        return std::nullopt;
    const std::size_t *bounds = pcre2_get_ovector_pointer(data.get());
    return Match{bounds[0], bounds[1]};
}

} // namespace postern::pyobject
