// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/base/pyrepr.h"
#include "tests/support/pythonpeer.h"

#include <gtest/gtest.h>

#include <cstddef>
#include <functional>
#include <random>
#include <string>
#include <vector>

namespace postern::test {

/// `count` texts of `shortest` to `longest` of the pieces, the same in every run with this seed.
inline std::vector<std::string> piecedTogether(const std::vector<std::string> &pieces,
                                               std::size_t shortest,
                                               std::size_t longest,
                                               std::size_t count,
                                               unsigned seed)
{
    std::mt19937 random(seed);
    std::vector<std::string> texts;
    for (std::size_t i = 0; i < count; ++i) {
        std::string text;
        for (std::size_t n = shortest + random() % (longest - shortest + 1); n > 0; --n)
            text += pieces[random() % pieces.size()];
        texts.push_back(std::move(text));
    }
    return texts;
}

/// That ours answers to every text what `answer` of the Python source `function` does.
inline void expectSame(const std::string &function,
                       const std::vector<std::string> &texts,
                       const std::function<std::string(const std::string &)> &ours)
{
    const std::vector<std::string> theirs = askPython(function, texts);
    for (std::size_t i = 0; i < texts.size(); ++i)
        EXPECT_EQ(ours(texts[i]), theirs[i]) << py::reprString(texts[i]);
}

} // namespace postern::test
