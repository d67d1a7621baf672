// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/base/error.h"
#include "engine/base/json.h"
#include "engine/evaluate/resultfile.h"
#include "engine/evaluate/thresholds.h"

#include <cmath>
#include <cstdint>
#include <cstdlib>

using namespace postern;

// Any text is thresholds, a result, or is refused with a sentence; what is read holds finite numbers, and a
// result is written and read again as the same.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const std::string text(reinterpret_cast<const char *>(data), size);
    try {
        const evaluate::Thresholds read = evaluate::Thresholds::parse(text, "fuzz");
        for (const evaluate::MetricThreshold &one : read.metrics) {
            if (!one.min && !one.max && !one.maxDrop && !one.maxRise)
                std::abort();
            if (one.min && !std::isfinite(*one.min))
                std::abort();
        }
    } catch (const Error &error) {
        if (error.message().empty())
            std::abort();
    }
    try {
        const evaluate::Evaluation read = evaluate::evaluationFromJson(text, "fuzz");
        const std::string written = json::write(evaluate::toJson(read, {}));
        const evaluate::Evaluation again = evaluate::evaluationFromJson(written, "again");
        if (again.variants.size() != read.variants.size())
            std::abort();
    } catch (const Error &) { // no result
    }
    return 0;
}
