// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/base/base64.h"
#include "engine/base/json.h"
#include "engine/base/pyrepr.h"
#include "engine/python/pickle.h"
#include "tests/support/anyvalue.h"
#include "tests/support/failure.h"
#include "tests/support/pythonpeer.h"

#include <gtest/gtest.h>

using namespace postern;
using namespace postern::python;
using namespace postern::test;

namespace {

std::string pickled(const Value &value, int worker = 1)
{
    std::string bytes;
    PickleWriter writer(bytes);
    writer.value(value, worker);
    writer.end();
    return bytes;
}

TEST(PicklePeer, whatIsWrittenIsReadByPythonAsTheSame)
{
    std::vector<Value> values = samplesOf(anyJson(), 400);
    values.insert(values.end(),
                  {Value(Tuple{}),
                   Value(Tuple{{1}}),
                   Value(Tuple{{1, Tuple{{"a", List{2}}}, 3, 4}}),
                   Value(Bytes{""}),
                   Value(Bytes{std::string("\0\xff", 2)}),
                   Value(Bytes{std::string(300, 'x')}),
                   Value(Dict{{1, "int"}, {Tuple{{1, 2}}, "tuple"}, {Value(), Value()}}),
                   Value(std::string(70'000, 'y')),
                   Value(-1),
                   Value(255),
                   Value(256),
                   Value(65'535),
                   Value(65'536),
                   Value(std::int64_t{1} << 31),
                   Value(-(std::int64_t{1} << 31) - 1),
                   Value::integer("-" + std::string(600, '8'))});
    std::vector<std::string> texts;
    for (const Value &value : values)
        texts.push_back(toBase64(pickled(value)));
    const std::vector<std::string> reprs = askPython(
        "import base64, pickle\ndef answer(t): return repr(pickle.loads(base64.b64decode(t)))",
        texts);
    for (std::size_t i = 0; i < values.size(); ++i)
        EXPECT_EQ(reprs[i], py::repr(values[i]));
}

/// Python that writes as the worker does: protocol 3 without a memo.
constexpr auto kPickled = "import base64, io, json, pickle\n"
                          "def pickled(value):\n"
                          "    file = io.BytesIO()\n"
                          "    pickler = pickle.Pickler(file, 3)\n"
                          "    pickler.fast = True\n"
                          "    pickler.dump(value)\n"
                          "    return base64.b64encode(file.getvalue()).decode()\n";

TEST(PicklePeer, whatPythonWritesIsReadAsTheSame)
{
    std::vector<std::string> texts;
    for (const Value &value : samplesOf(anyJson(), 400))
        texts.push_back(json::write(value));
    const std::vector<std::string> pickles
        = askPython(std::string(kPickled) + "def answer(t): return pickled(json.loads(t))", texts);
    for (std::size_t i = 0; i < texts.size(); ++i)
        EXPECT_EQ(json::write(readPickle(*fromBase64(pickles[i]), 1, 1)), texts[i]);
}

TEST(PicklePeer, bytesAndTuplesKeepTheirKinds)
{
    const std::vector<std::string> expressions{"b''",
                                               "b'\\x00\\xff'",
                                               "b'x' * 300",
                                               "()",
                                               "(1,)",
                                               "(1, 2)",
                                               "(1, 2, 3)",
                                               "(1, 2, 3, 4)",
                                               "[(b'a', [])]",
                                               "{(1, 'a'): b'c'}",
                                               "float('nan')",
                                               "-0.0",
                                               "True",
                                               "2**200",
                                               "-2**63",
                                               "-2**31",
                                               "[[[]]] * 3",
                                               "{i: str(i) for i in range(2000)}",
                                               "list(range(3000))",
                                               "'x' * 70000"};
    const std::vector<std::string> answers
        = askPython(std::string(kPickled)
                        + "def answer(t): return pickled(eval(t)) + ' ' + repr(eval(t))",
                    expressions);
    for (std::size_t i = 0; i < answers.size(); ++i) {
        const std::size_t space = answers[i].find(' ');
        EXPECT_EQ(py::repr(readPickle(*fromBase64(answers[i].substr(0, space)), 1, 1)),
                  answers[i].substr(space + 1))
            << expressions[i];
    }
    const std::vector<std::string> surrogate
        = askPython(std::string(kPickled) + "def answer(t): return pickled('\\ud800')", {""});
    EXPECT_EQ(readPickle(*fromBase64(surrogate.front()), 1, 1), Value("\xED\xA0\x80"));
}

TEST(PicklePeer, otherFormsOfPicklesAreRefusedAndNotMisread)
{
    // With a memo, in frames, or as text: no worker of ours writes those.
    const std::vector<std::string> texts{"{'a': [1, 'two']}", "['x', 'x']", "1.5", "'text'"};
    for (const char *protocol : {"0", "1", "4", "5"}) {
        const std::vector<std::string> pickles
            = askPython("import base64, pickle\n"
                        "def answer(t): return base64.b64encode(pickle.dumps(eval(t), "
                            + std::string(protocol) + "))",
                        texts);
        for (std::size_t i = 0; i < texts.size(); ++i) {
            std::string read;
            const auto error = failureOf(
                [&] { read = py::repr(readPickle(*fromBase64(pickles[i]), 1, 1)); });
            EXPECT_TRUE(error || read == texts[i]) << protocol << ' ' << read;
        }
    }
}

TEST(PicklePeer, classesOfPythonAreRefusedBeforeAnythingOfThemRuns)
{
    const std::vector<std::string> pickles
        = askPython("import base64, collections, datetime, pickle\n"
                    "class Evil:\n"
                    "    def __reduce__(self): return (print, ('ran',))\n"
                    "def answer(t): return base64.b64encode(pickle.dumps(eval(t), 4))",
                    {"Evil()",
                     "[Evil()]",
                     "collections.OrderedDict(a=1)",
                     "datetime.timedelta(1)",
                     "1j",
                     "{1, 2}",
                     "range(3)",
                     "object()"});
    for (const std::string &text : pickles)
        EXPECT_TRUE(failureOf([&text] { readPickle(*fromBase64(text), 1, 1); })) << text;
}

TEST(PickleLaws, whatIsWrittenIsReadAsTheSame)
{
    rc::check([] {
        const Value value = *anyJson();
        const std::string bytes = pickled(value);
        RC_ASSERT(readPickle(bytes, 1, 1) == value);
        // Anything after the end, or less, is no pickle.
        RC_ASSERT(
            failureOf([&] { readPickle(bytes.substr(0, bytes.size() - 1), 1, 1); }).has_value());
    });
}

TEST(HandleSlots, sayWhereTheObjectIs)
{
    rc::check([] {
        const ObjectPlace place{*rc::gen::inRange(1, 1'000),
                                *rc::gen::inRange<std::int64_t>(0, 1'000'000),
                                *rc::gen::string<std::string>()};
        const ObjectPlace back = parseHandleSlot(handleSlot(place));
        RC_ASSERT(back.worker == place.worker);
        RC_ASSERT(back.line == place.line);
        RC_ASSERT(back.slot == place.slot);
    });
}

} // namespace
