// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/base/error.h"
#include "engine/jinja/template.h"

#include <cstdint>

// Any text compiles and renders, or is refused with a sentence, within the limits.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    using postern::Dict;
    using postern::List;
    static const Dict kContext{{"x", 1},
                               {"items", List{1, "a", nullptr, 2.5}},
                               {"user", Dict{{"name", "Ann"}}}};
    try {
        postern::jinja::Options options = postern::jinja::Options::promptflow();
        options.doStatement = true;
        options.loopControls = true;
        const std::string_view source(reinterpret_cast<const char *>(data), size);
        postern::jinja::Template::compile(source, options).render(kContext);
    } catch (const postern::Error &) {
        return 0;
    }
    return 0;
}
