// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/base/error.h"
#include "engine/base/uniqueid.h"
#include "engine/base/valuebytes.h"

#include <gmock/gmock.h>
#include <rapidcheck/gtest.h>

#include <bit>
#include <cmath>
#include <limits>
#include <set>

namespace postern {
namespace {

/// Not Python's equality: the same kinds, the same bits, the same order.
bool isSame(const Value &a, const Value &b)
{
    if (a.kind() != b.kind())
        return false;
    switch (a.kind()) {
    case Value::Kind::Double:
        return std::bit_cast<std::uint64_t>(a.asDouble())
               == std::bit_cast<std::uint64_t>(b.asDouble());
    case Value::Kind::List:
    case Value::Kind::Tuple:
        return std::ranges::equal(a.asList(), b.asList(), isSame);
    case Value::Kind::Dict:
        return std::ranges::equal(a.asDict(),
                                  b.asDict(),
                                  [](const Dict::Member &one, const Dict::Member &other) {
                                      return isSame(one.first, other.first)
                                             && isSame(one.second, other.second);
                                  });
    case Value::Kind::Handle: // but for the slot
        return a.asHandle().typeName == b.asHandle().typeName
               && a.asHandle().repr == b.asHandle().repr
               && a.asHandle().isGenerator == b.asHandle().isGenerator;
    default:
        return a == b;
    }
}

std::string anyText()
{
    return *rc::gen::container<std::string>(rc::gen::arbitrary<char>()); // UTF-8 or not
}

Value anyBigInteger()
{
    const auto digits = *rc::gen::container<std::string>(25, rc::gen::inRange('0', '9'));
    return Value::integer((*rc::gen::arbitrary<bool>() ? "-1" : "1") + digits);
}

Value anyScalar()
{
    switch (*rc::gen::inRange(0, 10)) {
    case 0:
        return {};
    case 1:
        return {*rc::gen::arbitrary<bool>()};
    case 2:
        return {*rc::gen::arbitrary<std::int64_t>()};
    case 3:
        return anyBigInteger();
    case 4:
        return {std::bit_cast<double>(*rc::gen::arbitrary<std::uint64_t>())};
    case 5:
        return {Bytes{anyText()}};
    case 6:
        return {DateTime{anyText(), *rc::gen::arbitrary<bool>()}};
    case 7:
        return {Image{anyText(), anyText(), anyText()}};
    case 8:
        return {Handle{"1.2:nodes.a", anyText(), anyText(), *rc::gen::arbitrary<bool>(), {}}};
    default:
        return {anyText()};
    }
}

Value anyValue(int depth)
{
    const int kind = depth > 0 ? *rc::gen::inRange(0, 6) : 0;
    if (kind < 3)
        return anyScalar();
    const int size = *rc::gen::inRange(0, 5);
    List items;
    for (int i = 0; i < size; ++i)
        items.push_back(anyValue(depth - 1));
    if (kind == 3)
        return {std::move(items)};
    if (kind == 4)
        return {Tuple{std::move(items)}};
    Dict dict;
    for (Value &item : items)
        dict.append(anyScalar(), std::move(item));
    return {std::move(dict)};
}

std::string refusal(std::string_view bytes)
{
    try {
        valueFromBytes(bytes);
    } catch (const Error &error) {
        EXPECT_EQ(error.code(), ErrorCode::InvalidInput);
        return error.message();
    }
    return "read";
}

RC_GTEST_PROP(ValueBytes, giveBackTheVeryValue, ())
{
    const Value value = anyValue(5);
    const std::string bytes = toBytes(value);
    const Value back = valueFromBytes(bytes);
    RC_ASSERT(isSame(back, value));
    RC_ASSERT(toBytes(back) == bytes);
}

RC_GTEST_PROP(ValueBytes, areRefusedWhenTheyAreCutOffOrGoOn, ())
{
    const std::string bytes = toBytes(anyValue(4));
    const auto length = *rc::gen::inRange<std::size_t>(0, bytes.size());
    RC_ASSERT_THROWS_AS(valueFromBytes(std::string_view(bytes).substr(0, length)), Error);
    RC_ASSERT_THROWS_AS(valueFromBytes(bytes + anyText() + 'x'), Error);
}

RC_GTEST_PROP(ValueBytes, areReadOrRefusedWhateverIsDamaged, ())
{
    std::string bytes = toBytes(anyValue(4));
    const auto place = *rc::gen::inRange<std::size_t>(0, bytes.size());
    bytes[place] = *rc::gen::arbitrary<char>();
    try {
        RC_ASSERT(toBytes(valueFromBytes(bytes)) == bytes); // one value has one form
    } catch (const Error &error) {
        RC_ASSERT(error.code() == ErrorCode::InvalidInput);
    }
}

TEST(ValueBytes, KeepWhatEqualityDoesNotSee)
{
    for (const Value &value : {Value(1), Value(1.0), Value(true), Value(-0.0), Value(0.0)})
        EXPECT_TRUE(isSame(valueFromBytes(toBytes(value)), value));
    EXPECT_NE(toBytes(Value(1)), toBytes(Value(1.0)));
    EXPECT_NE(toBytes(Value(0.0)), toBytes(Value(-0.0)));
    const Value limits(List{std::numeric_limits<std::int64_t>::min(),
                            std::numeric_limits<std::int64_t>::max(),
                            Value::integer("9223372036854775808"),
                            Value::integer("-9223372036854775809"),
                            std::numeric_limits<double>::infinity(),
                            std::numeric_limits<double>::quiet_NaN()});
    EXPECT_TRUE(isSame(valueFromBytes(toBytes(limits)), limits));
    const Value keys(
        Dict{{1, "int"}, {"1", "text"}, {Value(Tuple{{1, 2}}), "tuple"}, {Value(), {}}});
    EXPECT_TRUE(isSame(valueFromBytes(toBytes(keys)), keys));
}

TEST(ValueBytes, SayOfAWorkersObjectWhatItWas)
{
    const Value value(Handle{"1.7:nodes.load", "DataFrame", "   a\n0  1", false, nullptr});
    const Value back = valueFromBytes(toBytes(value));
    EXPECT_EQ(back.asHandle().typeName, "DataFrame");
    EXPECT_EQ(back.asHandle().repr, "   a\n0  1");
    EXPECT_EQ(back.asHandle().slot, "") << "its worker is gone";
}

TEST(ValueBytes, AreTheSameInAllVersions)
{
    const Value value(Dict{{"a", List{1, -1, 300, nullptr, 0.5}}, {"b", Tuple{{true, false}}}});
    const std::string_view kStored("\x01\x0a\x02\x06\x01"
                                   "a\x08\x05\x03\x02\x03\x01\x03\xd8\x04\x00\x05\x00\x00\x00\x00"
                                   "\x00\x00\xe0\x3f\x06\x01"
                                   "b\x09\x02\x02\x01",
                                   32);
    EXPECT_EQ(toBytes(value), kStored);
    EXPECT_TRUE(isSame(valueFromBytes(kStored), value));
}

TEST(ValueBytes, SayWhyTheyAreRefused)
{
    EXPECT_EQ(refusal(""), "A stored value can't be read: it is cut off.");
    EXPECT_EQ(refusal("\x02\x06\x01x"), "A stored value can't be read: its form isn't known.");
    EXPECT_EQ(refusal("\x01\x70"),
              "A stored value can't be read: it holds something of another kind.");
    EXPECT_EQ(refusal("\x01\x06\x7fx"), "A stored value can't be read: it is cut off.");
    EXPECT_EQ(refusal("\x01\x04\x02-5"),
              "A stored value can't be read: a number in it is no large one.");
    EXPECT_EQ(refusal("\x01\x06\x01xy"), "A stored value can't be read: something follows it.");
    EXPECT_EQ(refusal("\x01" + std::string(20'000, '\x08')),
              "A stored value can't be read: it is nested too deep.");
}

TEST(ValueBytes, KeepToADepthThatTheyCanRead)
{
    Value deep;
    for (int i = 0; i < 1'000; ++i)
        deep = Value(List{deep});
    EXPECT_TRUE(valueFromBytes(toBytes(deep)).isList());
    EXPECT_THROW(toBytes(Value(List{deep})), Error);
}

TEST(UniqueIds, AreUnlikeAndSortByTime)
{
    std::set<std::string> ids;
    for (int i = 0; i < 1'000; ++i)
        ids.insert(uniqueId());
    EXPECT_EQ(ids.size(), 1'000U);
    for (const std::string &id : ids)
        EXPECT_THAT(id, testing::MatchesRegex("[0-7][0-9A-HJKMNP-TV-Z]{25}"));
    const std::chrono::system_clock::time_point time{std::chrono::milliseconds(1'469'918'176'385)};
    EXPECT_THAT(uniqueId(time), testing::StartsWith("01ARYZ6S41"));
    EXPECT_LT(uniqueId(time), uniqueId(time + std::chrono::milliseconds(1)));
}

} // namespace
} // namespace postern
