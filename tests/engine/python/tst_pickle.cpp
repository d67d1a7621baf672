// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/base/error.h"
#include "engine/base/json.h"
#include "engine/python/pickle.h"

#include <gtest/gtest.h>

#include <random>

using namespace postern;

namespace {

std::string write(const Value &value)
{
    std::string bytes;
    python::PickleWriter writer(bytes);
    writer.value(value, 1);
    writer.end();
    return bytes;
}

} // namespace

TEST(Pickle, WhatIsWrittenReadsBack)
{
    for (const char *text : {"null",
                             "[true, false]",
                             "{\"a\": [1, -1, 256, 65536, 4294967296, 1e300, NaN]}",
                             "123456789012345678901234567890",
                             "-123456789012345678901234567890",
                             "\"\\ud800\""}) {
        const Value value = json::parse(text);
        EXPECT_EQ(json::write(python::readPickle(write(value), 1, 1)), json::write(value));
    }
}

TEST(Pickle, SlotNamesOfHandlesSayWhereTheObjectIs)
{
    const auto place = python::parseHandleSlot(python::handleSlot({3, 45, "nodes.a:b"}));
    EXPECT_EQ(place.worker, 3);
    EXPECT_EQ(place.line, 45);
    EXPECT_EQ(place.slot, "nodes.a:b");
    for (const char *plain : {"nodes.a", "inputs.x", "", "3", "3.", "3.4", "x.1:y"}) {
        EXPECT_EQ(python::parseHandleSlot(plain).worker, 0) << plain;
        EXPECT_EQ(python::parseHandleSlot(plain).slot, plain);
    }
}

TEST(Pickle, AHandleOfAnotherWorkerIsRefused)
{
    const Value mine(Handle{python::handleSlot({1, 2, "nodes.a"}), "C", "C!", false, nullptr});
    const Value other(Handle{python::handleSlot({2, 2, "nodes.a"}), "C", "C!", false, nullptr});
    EXPECT_NE(write(mine).find("nodes.a"), std::string::npos);
    EXPECT_THROW(write(other), Error);
}

TEST(Pickle, AHandleWhoseWorkerIsGoneSaysWhatItWas)
{
    try {
        write(Value(Handle{"", "DataFrame", "a  b", false, nullptr}));
        FAIL();
    } catch (const Error &error) {
        EXPECT_EQ(error.code(), ErrorCode::NodeFailed);
        EXPECT_EQ(error.message(),
                  "The DataFrame object can't be handed on: the Python worker that held it has "
                  "ended.");
    }
}

TEST(Pickle, CodeIsNeverLookedUp)
{
    EXPECT_THROW(python::readPickle("\x80\x03"
                                    "cos\nsystem\n.",
                                    1,
                                    1),
                 Error);
}

TEST(Pickle, DamagedBytesAreErrors)
{
    const std::string whole = write(
        json::parse(R"({"a": [1, [2, {"b": "text"}], 3.5], "c": null})"));
    std::mt19937 random(20260101); // NOLINT: the same damage in every run
    int refused = 0;
    for (int i = 0; i < 20000; ++i) {
        std::string bytes = whole;
        for (int n = static_cast<int>(random() % 4U); n >= 0; --n) {
            bytes[random() % bytes.size()] = static_cast<char>(random());
        }
        bytes.resize(bytes.size() - random() % 3U);
        try {
            python::readPickle(bytes, 1, 1);
        } catch (const Error &) {
            ++refused;
        }
    }
    EXPECT_GT(refused, 10000);
    for (std::size_t size = 0; size < whole.size(); ++size) {
        EXPECT_THROW(python::readPickle(whole.substr(0, size), 1, 1), Error);
    }
    EXPECT_THROW(python::readPickle("\x80\x03" + std::string(100000, ']') + ".", 1, 1), Error);
    EXPECT_THROW(python::readPickle("\x80\x03" + std::string(100000, '(') + ".", 1, 1), Error);
    EXPECT_THROW(python::readPickle("\x80\x03N" + std::string(100000, '\x85') + ".", 1, 1), Error);
}

TEST(Pickle, IntegersBeyondPythonsLimitOfDigitsAreRefused)
{
    const auto pickled = [](std::size_t size) {
        std::string bytes = "\x80\x04\x8b";
        for (unsigned i = 0; i < 4; ++i)
            bytes += static_cast<char>(size >> (8U * i) & 0xFFU);
        return bytes + std::string(size, '\x7f') + ".";
    };
    EXPECT_EQ(python::readPickle(pickled(1'700), 1, 1).kind(), Value::Kind::BigInt);
    for (const std::size_t size : {1'799UL, 1'801UL, 5'000'000UL})
        EXPECT_THROW(python::readPickle(pickled(size), 1, 1), Error) << size;
}
