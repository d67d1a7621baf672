// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/base/error.h"
#include "engine/base/json.h"
#include "engine/flow/flow.h"
#include "engine/run/values.h"

#include <cstdint>

// A reference's text never crashes, and what it names is found or refused with a sentence.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    static const postern::Value kValue = postern::json::parse(
        R"({"a": [1, {"b": "text"}], "é": {"c": null}, "0": [[]]})");
    const std::string text(reinterpret_cast<const char *>(data), size);
    const postern::flow::Binding binding = postern::flow::parseBinding(
        postern::Value("${" + text + "}"));
    postern::flow::parseBinding(postern::Value(text));
    try {
        postern::run::propertyOf(kValue, "node", binding.property);
        postern::run::propertyOf(kValue, "node", text);
    } catch (const postern::Error &) {
        return 0;
    }
    return 0;
}
