// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/base/error.h"
#include "engine/replay/testcase.h"

#include <cstdint>

using namespace postern;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const std::string_view text(reinterpret_cast<const char *>(data), size);
    try {
        for (const replay::TestCase &test : replay::parseTestCases(text, "tests/fuzz.yaml")) {
            replay::CaseResult result{test, {}, {}};
            replay::Expectation values = test.expect;
            values.expressions.clear(); // the templates' fuzzer has those
            result.unmet = unmetBy(values, {});
            replay::toJUnit({result}, "fuzz");
        }
    } catch (const Error &) { // no cases
    }
    return 0;
}
