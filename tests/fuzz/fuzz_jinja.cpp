// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/base/error.h"
#include "engine/jinja/template.h"

#include <cstdint>

// Any text compiles and renders, or is refused with a sentence, within the limits: in the sandbox
// and outside.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    using postern::Dict;
    using postern::List;
    static const Dict kContext{{"x", 1},
                               {"items", List{1, "a", nullptr, 2.5}},
                               {"user", Dict{{"name", "Ann"}}}};
    const std::string_view source(reinterpret_cast<const char *>(data), size);
    for (const bool sandboxed : {true, false}) {
        try {
            postern::jinja::Options options = postern::jinja::Options::promptflow();
            options.sandboxed = sandboxed;
            options.doStatement = true;
            options.loopControls = true;
            postern::jinja::Template::compile(source, options).render(kContext);
        } catch (const postern::Error &) {
            continue;
        }
    }
    return 0;
}
