// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "workerfixture.h"

using namespace postern;

namespace {

class Worker : public test::WorkerTest
{};

} // namespace

TEST_F(Worker, ASyncToolIsCalledAndItsSignatureRead)
{
    writeTool("t.py",
              "@tool\ndef f(x: int, y: str = 'q', z=None, *, w: float = 1.5, **kw):\n"
              "    return [x, y, z, w, kw]\n");
    const python::ToolInfo info = load("t.py");
    EXPECT_EQ(info.function, "f");
    ASSERT_EQ(info.parameters.size(), 4U);
    EXPECT_EQ(info.parameters[0].type, "int");
    EXPECT_FALSE(info.parameters[0].hasDefault);
    EXPECT_EQ(info.parameters[1].type, "string");
    EXPECT_EQ(info.parameters[1].defaultValue, Value("q"));
    EXPECT_EQ(info.parameters[2].type, "object");
    EXPECT_EQ(info.parameters[3].type, "double");
    EXPECT_TRUE(info.acceptsKwargs);
    const Value value = call("t.py", {{"x", Value(5)}, {"more", Value("m")}}).value;
    EXPECT_EQ(json::write(value), R"([5, "q", null, 1.5, {"more": "m"}])");
}
