// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/base/value.h"

#include <memory>
#include <string>
#include <string_view>

namespace postern::store {

/// A regular expression of the user's: what of a text it matches isn't to be kept.
class RedactPattern
{
public:
    /// Throws Error Usage for what is no regular expression (PCRE2's, over UTF-8).
    explicit RedactPattern(std::string_view pattern);

    /// The text with every match replaced by "******". Where finding them would take too long, nothing
    /// of the text is kept.
    std::string apply(std::string_view text) const;
    /// The value with every text in it so.
    Value apply(const Value &value) const;

private:
    struct Free
    {
        void operator()(void *code) const;
    };

    std::unique_ptr<void, Free> m_code;
};

} // namespace postern::store
