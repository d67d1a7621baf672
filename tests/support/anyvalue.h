// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/base/utf8.h"
#include "engine/base/value.h"

#include <rapidcheck.h>

#include <algorithm>
#include <bit>
#include <cstdint>
#include <limits>
#include <string>
#include <vector>

namespace postern::test {

/// Text of a few characters of every width, with controls, quotes and backslashes among them.
inline rc::Gen<std::string> anyText()
{
    // Beyond the BMP those alone that every Unicode of the last years knows.
    const auto point = rc::gen::oneOf(rc::gen::inRange<char32_t>(0, 0x80),
                                      rc::gen::elementOf(std::u32string(U"'\"\\\n\r\t/{}[]<>&")),
                                      rc::gen::inRange<char32_t>(0x80, 0x800),
                                      rc::gen::inRange<char32_t>(0xAC00, 0xD7A4),
                                      rc::gen::inRange<char32_t>(0xE000, 0x10000),
                                      rc::gen::inRange<char32_t>(0x1F600, 0x1F640),
                                      rc::gen::inRange<char32_t>(0x20000, 0x2A6D0));
    return rc::gen::map(rc::gen::scale(0.2, rc::gen::container<std::u32string>(point)),
                        [](const std::u32string &points) {
                            std::string text;
                            for (const char32_t c : points)
                                utf8::append(text, c);
                            return text;
                        });
}

/// Any bits but NaN, which isn't equal to itself.
inline rc::Gen<double> anyDouble()
{
    return rc::gen::oneOf(rc::gen::suchThat(rc::gen::map(rc::gen::arbitrary<std::uint64_t>(),
                                                         [](std::uint64_t bits) {
                                                             return std::bit_cast<double>(bits);
                                                         }),
                                            [](double number) { return number == number; }),
                          rc::gen::elementOf(
                              std::vector<double>{0.0,
                                                  -0.0,
                                                  1.0,
                                                  1e15,
                                                  1e16,
                                                  123456789012345680.0,
                                                  0.0001,
                                                  0.00001,
                                                  5e-324,
                                                  std::numeric_limits<double>::max(),
                                                  std::numeric_limits<double>::infinity(),
                                                  -std::numeric_limits<double>::infinity()}));
}

/// A number, text, None or truth value, as JSON has them.
inline rc::Gen<Value> anyScalar()
{
    const auto digits = rc::gen::map(rc::gen::inRange(18, 60), [](int count) {
        return Value::integer("9" + std::string(static_cast<std::size_t>(count), '7'));
    });
    return rc::gen::oneOf(rc::gen::just(Value()),
                          rc::gen::map(rc::gen::arbitrary<bool>(), [](bool b) { return Value(b); }),
                          rc::gen::map(rc::gen::arbitrary<std::int64_t>(),
                                       [](std::int64_t i) { return Value(i); }),
                          digits,
                          rc::gen::map(anyDouble(), [](double d) { return Value(d); }),
                          rc::gen::map(anyText(),
                                       [](std::string s) { return Value(std::move(s)); }));
}

inline rc::Gen<Value> anyJson(int depth = 3);

/// A dict with text keys, as deep.
inline rc::Gen<Value> anyDict(int depth)
{
    const auto members = rc::gen::mapcat(rc::gen::inRange<std::size_t>(0, 5), [depth](std::size_t n) {
        return rc::gen::container<std::vector<std::pair<std::string, Value>>>(
            n, rc::gen::pair(anyText(), anyJson(depth - 1)));
    });
    return rc::gen::map(members, [](std::vector<std::pair<std::string, Value>> pairs) {
        Dict made;
        for (auto &[key, value] : pairs)
            made.set(Value(std::move(key)), std::move(value));
        return Value(std::move(made));
    });
}

/// A tree of what JSON can hold, at most so many levels deep.
inline rc::Gen<Value> anyJson(int depth)
{
    if (depth == 0)
        return anyScalar();
    const auto list = rc::gen::mapcat(rc::gen::inRange<std::size_t>(0, 5), [depth](std::size_t n) {
        return rc::gen::map(rc::gen::container<List>(n, anyJson(depth - 1)),
                            [](List items) { return Value(std::move(items)); });
    });
    return rc::gen::weightedOneOf<Value>({{2, anyScalar()}, {1, list}, {1, anyDict(depth)}});
}

/// So many samples, the same in every run.
template<typename T>
std::vector<T> samplesOf(const rc::Gen<T> &gen, std::size_t count)
{
    std::vector<T> samples;
    samples.reserve(count);
    for (std::size_t i = 0; i < count; ++i)
        samples.push_back(gen(rc::Random(i), static_cast<int>(i % 40)).value());
    return samples;
}

} // namespace postern::test
