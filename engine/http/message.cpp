// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/http/message.h"

#include <boost/algorithm/string/predicate.hpp>

namespace postern::http {

std::string_view header(const Headers &headers, std::string_view name)
{
    for (const auto &[key, value] : headers) {
        if (boost::algorithm::iequals(key, name, std::locale::classic()))
            return value;
    }
    return {};
}

} // namespace postern::http
