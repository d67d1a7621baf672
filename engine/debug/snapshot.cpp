// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/debug/snapshot.h"

#include <array>

namespace postern::debug {

const char *toString(StopReason reason)
{
    constexpr std::array kTexts{"breakpoint",
                                "edge",
                                "error",
                                "schema",
                                "tokens",
                                "empty",
                                "pause",
                                "step",
                                "until",
                                "waiting"};
    return kTexts.at(static_cast<std::size_t>(reason));
}

const char *toString(Moment moment)
{
    constexpr std::array kTexts{"before", "prompt", "after"};
    return kTexts.at(static_cast<std::size_t>(moment));
}

} // namespace postern::debug
