// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <string>
#include <vector>

namespace postern::test {

/// What the real CPython answers to each of the texts, in their order: for tests that hold our code
/// beside it. `function` is Python source that defines `answer(text)`, which takes a str (bytes
/// beyond UTF-8 and lone surrogates come through) and returns a str or bytes; an exception that it
/// raises is answered as "TypeName: sentence". Throws std::runtime_error when Python itself fails.
std::vector<std::string> askPython(const std::string &function,
                                   const std::vector<std::string> &texts);

} // namespace postern::test
