// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "widgets/editor/textsearch.h"

#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>

#include <array>
#include <cctype>
#include <cstdint>

namespace postern::widgets {

namespace {

constexpr std::uint32_t kMostSteps = 5'000'000;
constexpr std::size_t kMostGrowth = 1'000'000;

PCRE2_SPTR units(std::string_view text)
{
    return reinterpret_cast<PCRE2_SPTR>(text.data());
}

std::string message(int code)
{
    std::array<PCRE2_UCHAR, 256> buffer{};
    pcre2_get_error_message(code, buffer.data(), buffer.size());
    return reinterpret_cast<const char *>(buffer.data());
}

std::string patternOf(const SearchTerms &terms)
{
    std::string pattern;
    for (const char c : terms.text) {
        const auto byte = static_cast<unsigned char>(c);
        if (!terms.isRegex && byte < 128 && std::isalnum(byte) == 0)
            pattern += '\\';
        pattern += c;
    }
    return terms.wholeWord ? "(?<!\\w)(?:" + pattern + ")(?!\\w)" : pattern;
}

} // namespace

struct TextSearch::Compiled
{
    explicit Compiled(pcre2_code *compiled)
        : code(compiled)
        , data(pcre2_match_data_create_from_pattern(compiled, nullptr))
        , context(pcre2_match_context_create(nullptr))
    {
        pcre2_set_match_limit(context, kMostSteps);
        pcre2_jit_compile(code, PCRE2_JIT_COMPLETE); // only speed is lost where it can't
    }
    ~Compiled()
    {
        pcre2_match_context_free(context);
        pcre2_match_data_free(data);
        pcre2_code_free(code);
    }
    Compiled(const Compiled &) = delete;
    Compiled &operator=(const Compiled &) = delete;

    pcre2_code *code;
    pcre2_match_data *data;
    pcre2_match_context *context;
};

TextSearch::TextSearch(const SearchTerms &terms)
    : m_isRegex(terms.isRegex)
{
    if (terms.text.empty())
        return;
    const std::string pattern = patternOf(terms);
    const std::uint32_t options = PCRE2_MULTILINE | PCRE2_UTF | PCRE2_UCP | PCRE2_MATCH_INVALID_UTF
                                  | PCRE2_NEVER_BACKSLASH_C
                                  | (terms.matchCase ? 0 : PCRE2_CASELESS);
    int code = 0;
    std::size_t offset = 0;
    pcre2_code *const compiled
        = pcre2_compile(units(pattern), pattern.size(), options, &code, &offset, nullptr);
    if (compiled)
        m_compiled = std::make_unique<Compiled>(compiled);
    else
        m_problem = message(code);
}

TextSearch::~TextSearch() = default;
TextSearch::TextSearch(TextSearch &&) noexcept = default;
TextSearch &TextSearch::operator=(TextSearch &&) noexcept = default;

std::vector<Match> TextSearch::findAll(std::string_view text)
{
    std::vector<Match> found;
    std::size_t at = 0;
    while (m_compiled && at <= text.size() && found.size() < kMostMatches) {
        const int code = pcre2_match(m_compiled->code,
                                     units(text),
                                     text.size(),
                                     at,
                                     PCRE2_NOTEMPTY,
                                     m_compiled->data,
                                     m_compiled->context);
        if (code < 0) {
            if (code != PCRE2_ERROR_NOMATCH)
                m_problem = message(code);
            break;
        }
        const std::size_t *const range = pcre2_get_ovector_pointer(m_compiled->data);
        if (range[1] <= range[0]) // \K can turn a match around
            break;
        found.push_back({range[0], range[1]});
        at = range[1];
    }
    return found;
}

std::string TextSearch::replacement(std::string_view text,
                                    const Match &match,
                                    const std::string &with)
{
    if (!m_isRegex || !m_compiled)
        return with;
    std::string result(match.end - match.begin + with.size() + kMostGrowth, '\0');
    std::size_t size = result.size();
    const int code = pcre2_substitute(m_compiled->code,
                                      units(text),
                                      text.size(),
                                      match.begin,
                                      PCRE2_NOTEMPTY | PCRE2_SUBSTITUTE_EXTENDED
                                          | PCRE2_SUBSTITUTE_REPLACEMENT_ONLY,
                                      m_compiled->data,
                                      m_compiled->context,
                                      units(with),
                                      with.size(),
                                      reinterpret_cast<PCRE2_UCHAR *>(result.data()),
                                      &size);
    if (code < 1) {
        m_problem = code < 0 ? message(code) : std::string();
        return std::string(text.substr(match.begin, match.end - match.begin));
    }
    result.resize(size);
    return result;
}

} // namespace postern::widgets
