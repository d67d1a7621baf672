// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/base/json.h"
#include "engine/base/pyrepr.h"
#include "tests/support/anyvalue.h"
#include "tests/support/failure.h"
#include "tests/support/pythonpeer.h"

#include <gtest/gtest.h>

#include <functional>
#include <map>
#include <memory>

using namespace postern;
using namespace postern::test;

namespace {

const double kNan = std::numeric_limits<double>::quiet_NaN();
const double kInfinity = std::numeric_limits<double>::infinity();

/// Numbers at which int, float and bool meet, written as Python writes them.
const std::vector<std::pair<const char *, Value>> kNumbers{
    {"False", false},
    {"True", true},
    {"0", 0},
    {"1", 1},
    {"-1", -1},
    {"0.0", 0.0},
    {"-0.0", -0.0},
    {"1.0", 1.0},
    {"0.5", 0.5},
    {"float('inf')", kInfinity},
    {"float('-inf')", -kInfinity},
    {"float('nan')", kNan},
    {"9007199254740992", std::int64_t{9007199254740992}},
    {"9007199254740993", std::int64_t{9007199254740993}},
    {"9007199254740992.0", 9007199254740992.0},
    {"9223372036854775807", std::numeric_limits<std::int64_t>::max()},
    {"-9223372036854775808", std::numeric_limits<std::int64_t>::min()},
    {"9223372036854775808", Value::integer("9223372036854775808")},
    {"9223372036854775808.0", 9223372036854775808.0},
    {"-9223372036854775808.0", -9223372036854775808.0},
    {"10**22", Value::integer("10000000000000000000000")},
    {"1e22", 1e22},
    {"10**23", Value::integer("100000000000000000000000")},
    {"1e23", 1e23}, // isn't 10**23
    {"-(10**22)", Value::integer("-10000000000000000000000")},
    {"-1e22", -1e22},
};

TEST(ValueEquality, ofNumbersIsThatOfPython)
{
    std::vector<std::string> questions;
    for (const auto &[a, x] : kNumbers) {
        for (const auto &[b, y] : kNumbers)
            questions.push_back(std::string(a) + " == " + b);
    }
    const std::vector<std::string> answers = askPython("def answer(t): return str(eval(t))",
                                                       questions);
    std::size_t i = 0;
    for (const auto &[a, x] : kNumbers) {
        for (const auto &[b, y] : kNumbers) {
            EXPECT_EQ(x == y ? "True" : "False", answers[i]) << questions[i];
            ++i;
        }
    }
}

TEST(ValueTruth, isThatOfPython)
{
    const std::vector<std::pair<Value, bool>> cases{
        {Value(), false},
        {false, false},
        {0, false},
        {-0.0, false},
        {kNan, true},
        {5e-324, true},
        {Value::integer("99999999999999999999"), true},
        {"", false},
        {"0", true},
        {std::string(1, '\0'), true},
        {Bytes{""}, false},
        {Bytes{"0"}, true},
        {List(), false},
        {List{Value()}, true},
        {Tuple{}, false},
        {Tuple{{0}}, true},
        {Dict(), false},
        {Dict{{"", Value()}}, true},
        {DateTime{"2020-01-01", true}, true},
        {Image{}, true},
        {Handle{}, true},
    };
    for (const auto &[value, isTrue] : cases)
        EXPECT_EQ(value.truthy(), isTrue) << py::repr(value);
}

TEST(ValueTypes, haveTheNamesOfPython)
{
    const std::vector<std::pair<Value, const char *>> names{
        {Value(), "NoneType"},
        {true, "bool"},
        {1, "int"},
        {Value::integer("99999999999999999999"), "int"},
        {1.0, "float"},
        {"", "str"},
        {Bytes{}, "bytes"},
        {List(), "list"},
        {Tuple{}, "tuple"},
        {Dict(), "dict"},
        {DateTime{"2020-01-01 00:00:00"}, "datetime"},
        {DateTime{"2020-01-01", true}, "date"},
        {Image{}, "Image"},
        {Handle{"s", "DataFrame", "", false, nullptr}, "DataFrame"},
    };
    for (const auto &[value, name] : names)
        EXPECT_EQ(value.typeName(), name);
}

TEST(Integers, areMadeOfAnySpellingOfTheirDigits)
{
    const std::vector<std::pair<const char *, Value>> cases{
        {"0", 0},
        {"-0", 0},
        {"+7", 7},
        {"007", 7},
        {"-007", -7},
        {"00000000000000000000000000000005", 5},
        {"9223372036854775807", std::numeric_limits<std::int64_t>::max()},
        {"-9223372036854775808", std::numeric_limits<std::int64_t>::min()},
    };
    for (const auto &[digits, value] : cases) {
        EXPECT_EQ(Value::integer(digits), value) << digits;
        EXPECT_TRUE(Value::integer(digits).isInt()) << digits;
    }
    EXPECT_EQ(Value::integer("-00099999999999999999999").asBigInt().digits, "-99999999999999999999");
    EXPECT_EQ(Value::integer("+99999999999999999999").asBigInt().digits, "99999999999999999999");
}

TEST(ValueKinds, areNotMistakenForOneAnother)
{
    const Value text("7");
    using Access = std::function<void()>;
    const std::vector<Access> accesses{[&] { text.asBool(); },
                                       [&] { text.asInt(); },
                                       [&] { text.asDouble(); },
                                       [&] { text.asList(); },
                                       [&] { text.asDict(); },
                                       [&] { text.asBigInt(); },
                                       [&] { text.asBytes(); },
                                       [&] { text.asDateTime(); },
                                       [&] { text.asImage(); },
                                       [&] { text.asHandle(); },
                                       [] { Value(7).asString(); }};
    for (const Access &access : accesses) {
        const auto error = failureOf(access);
        ASSERT_TRUE(error);
        EXPECT_EQ(error->code(), ErrorCode::Internal);
    }
    EXPECT_EQ(text.find("7"), nullptr);
    EXPECT_EQ(Value(Tuple{{1, 2}}).asList().size(), 2U);
}

TEST(ValueIsJson, whenAllOfItIs)
{
    EXPECT_TRUE(
        Value(Dict{{"a", List{1, Tuple{{2.0, Value()}}}}, {1, true}, {Value(), ""}}).isJson());
    for (const Value &strange :
         {Value(Bytes{""}), Value(DateTime{"2020-01-01", true}), Value(Image{}), Value(Handle{})}) {
        EXPECT_FALSE(strange.isJson());
        EXPECT_FALSE(Value(Dict{{"a", List{1, Tuple{{strange}}}}}).isJson());
    }
    EXPECT_FALSE(Value(Dict{{Tuple{{1}}, 1}}).isJson());
}

TEST(ValueEquality, isOneOfEquals)
{
    rc::check([] {
        const Value a = *anyJson(2);
        const Value b = *anyJson(2);
        RC_ASSERT(a == a);
        RC_ASSERT((a == b) == (b == a));
        RC_ASSERT(Value(List{a, b}) == Value(List{a, b}));
        RC_ASSERT((Value(List{a}) == Value(List{b})) == (a == b));
        RC_ASSERT(Value(List{a}) != Value(Tuple{{a}}));
    });
}

TEST(DictLaws, aDictKeepsTheOrderOfFirstInsertionAndTheLastValue)
{
    rc::check([] {
        const auto keys = *rc::gen::container<std::vector<int>>(rc::gen::inRange(0, 8));
        Dict dict;
        std::vector<int> order;
        std::map<int, int> last;
        for (std::size_t i = 0; i < keys.size(); ++i) {
            dict.set("k" + std::to_string(keys[i]), static_cast<int>(i));
            if (last.insert_or_assign(keys[i], static_cast<int>(i)).second)
                order.push_back(keys[i]);
        }
        RC_ASSERT(dict.size() == order.size());
        std::size_t i = 0;
        for (const auto &[key, value] : dict) {
            RC_ASSERT(key == Value("k" + std::to_string(order[i])));
            RC_ASSERT(value == Value(last.at(order[i])));
            ++i;
        }
    });
}

TEST(DictLaws, twoAreEqualWhateverTheirOrder)
{
    rc::check([] {
        const Value value = *anyDict(2);
        Dict turned;
        std::vector<Dict::Member> members(value.asDict().begin(), value.asDict().end());
        for (auto member = members.rbegin(); member != members.rend(); ++member)
            turned.set(member->first, member->second);
        RC_ASSERT(Value(turned) == value);
        turned.set("one more \uac00", 1);
        RC_ASSERT(Value(turned) != value);
    });
}

TEST(DictKeys, areTheSameWhenTheyAreEqual)
{
    Dict dict{{1, "int"}, {true, "bool"}, {1.0, "float"}, {"1", "text"}, {Value(), "none"}};
    EXPECT_EQ(dict.size(), 3U);
    EXPECT_EQ(*dict.find(Value(true)), Value("float"));
    EXPECT_EQ(dict.begin()->first.kind(), Value::Kind::Int); // the first key stays
    EXPECT_EQ(*dict.find("1"), Value("text"));
    EXPECT_EQ(*dict.find(Value()), Value("none"));
    EXPECT_EQ(dict.find(Value(2)), nullptr);
    EXPECT_EQ(dict.find("2"), nullptr);
}

TEST(DictErase, takesTheMemberOfThatTextAlone)
{
    Dict dict{{1, "int"}, {"1", "text"}, {"2", "two"}};
    EXPECT_TRUE(dict.erase("1"));
    EXPECT_FALSE(dict.erase("1"));
    EXPECT_TRUE(dict.contains("2"));
    EXPECT_EQ(dict.size(), 2U);
    EXPECT_EQ(*dict.find(Value(1)), Value("int"));
}

TEST(PythonText, isThatOfPythonForWhatJsonLacks)
{
    // The left column is what CPython 3.11 shows for the value in the right one.
    const std::vector<std::pair<const char *, Value>> reprs{
        {"()", Tuple{}},
        {"(1,)", Tuple{{1}}},
        {"(1, (2, 'a'))", Tuple{{1, Tuple{{2, "a"}}}}},
        {"{(1, 2): [None]}", Dict{{Tuple{{1, 2}}, List{Value()}}}},
        {"b''", Bytes{""}},
        {"b\"it's\"", Bytes{"it's"}},
        {"b'\\'\"'", Bytes{"'\""}},
        {"b'\\t\\n\\r\\x0b\\\\\\x7f\\x80\\xff'", Bytes{"\t\n\r\v\\\x7F\x80\xFF"}},
        {"datetime.datetime(2020, 1, 2, 3, 4)", DateTime{"2020-01-02 03:04:00"}},
        {"datetime.datetime(2020, 1, 2, 3, 4, 5)", DateTime{"2020-01-02 03:04:05"}},
        {"datetime.datetime(2020, 1, 2, 3, 4, 5, 60)", DateTime{"2020-01-02 03:04:05.000060"}},
        {"datetime.date(2020, 12, 31)", DateTime{"2020-12-31", true}},
        // promptflow.contracts.multimedia.Image.__repr__: eight digits of the content's SHA-1
        {"Image(a9993e36)", Image{"image/png", "abc", ""}},
        {"Image(da39a3ee)", Image{"image/png", "", ""}},
        {"<Frame>", Handle{"s", "Frame", "<Frame>", false, nullptr}},
        {"nan", kNan},
        {"[inf, -inf]", List{kInfinity, -kInfinity}},
    };
    for (const auto &[text, value] : reprs)
        EXPECT_EQ(py::repr(value), text);
}

TEST(PythonText, strLooksInsideNothing)
{
    const auto view = std::make_shared<const HandleView>(HandleView{"three rows", {}, {}});
    EXPECT_EQ(py::str(Value("it's")), "it's");
    EXPECT_EQ(py::str(Value(List{"it's", "a"})), "[\"it's\", 'a']");
    EXPECT_EQ(py::str(Value(DateTime{"2020-01-02 03:04:05"})), "2020-01-02 03:04:05");
    EXPECT_EQ(py::str(Value(List{DateTime{"2020-01-02", true}})), "[datetime.date(2020, 1, 2)]");
    EXPECT_EQ(py::str(Value(Bytes{"x"})), "b'x'");
    EXPECT_EQ(py::str(Value(Handle{"s", "Frame", "<Frame>", false, view})), "three rows");
    EXPECT_EQ(py::repr(Value(Handle{"s", "Frame", "<Frame>", false, view})), "<Frame>");
}

TEST(PythonText, choosesTheQuotesThatPythonChooses)
{
    const std::vector<std::pair<const char *, const char *>> cases{
        {"", "''"},
        {"a", "'a'"},
        {"'", "\"'\""},
        {"\"", "'\"'"},
        {"'\"", "'\\'\"'"},
        {"\\", "'\\\\'"},
        {"\x7f", "'\\x7f'"},
        {"\u00ad", "'\\xad'"},
        {"\u3000", "'\\u3000'"},
        {"\U000e0001", "'\\U000e0001'"},
    };
    for (const auto &[text, repr] : cases)
        EXPECT_EQ(py::reprString(text), repr);
}

} // namespace
