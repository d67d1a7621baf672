// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

// Calls of the same flow wait for one preparation, and for one more where that fails.

#include "engine/run/nestedflows.h"
#include "tests/engine/run/flowfolder.h"

#include <gtest/gtest.h>

using namespace postern;
using namespace postern::run;

namespace {

class NestedCalls : public FlowFolder
{
protected:
    NestedCalls()
    {
        write("flow.dag.yaml",
              "inputs: {}\noutputs:\n  said: {type: string, reference: '${who.output}'}\nnodes:\n"
              "- {name: who, type: python, source: {type: code, path: who.py}, inputs: {}}\n");
    }

    /// A node whose file writes down each import, and can't be imported the first `refused` times.
    void writeNode(int refused)
    {
        write("who.py",
              "import os\nfrom promptflow.core import tool\nlog = '" + log().string()
                  + "'\nopen(log, 'a').write('x')\nif os.path.getsize(log) <= "
                  + std::to_string(refused)
                  + ":\n    raise RuntimeError('not yet')\n@tool\ndef who():\n    return 'me'\n");
    }
    std::filesystem::path log() const { return m_root / "imports"; }

    /// Makes so many calls of the same key at once; returns how many of them were answered.
    int answered(int calls)
    {
        int left = calls;
        int good = 0;
        for (int i = 0; i < calls; ++i) {
            python::CallObserver told;
            told.onLog = [](bool, std::string_view) {};
            told.onUsage = [](const TokenUsage &) {};
            told.onNested = [](const void *) {};
            boost::asio::co_spawn(m_loop,
                                  m_nested.run("same", specOf(), std::move(told)),
                                  [&](const std::exception_ptr &failure, const LineResult &result) {
                                      --left;
                                      good += !failure && result.outputs == Dict{{"said", "me"}};
                                  });
        }
        m_loop.restart();
        while (left > 0 && m_loop.run_one() > 0) {
        }
        return good;
    }

    NestedFlows m_nested{m_engine};
};

} // namespace

TEST_F(NestedCalls, ofOneFlowAreMadeReadyOnce)
{
    writeNode(0);
    EXPECT_EQ(answered(4), 4);
    EXPECT_EQ(std::filesystem::file_size(log()), 1U);
}

TEST_F(NestedCalls, makeItReadyOnceMoreWhereThatFails)
{
    writeNode(1);
    EXPECT_EQ(answered(4), 3);
    EXPECT_EQ(std::filesystem::file_size(log()), 2U);
    EXPECT_EQ(answered(2), 2);
    EXPECT_EQ(std::filesystem::file_size(log()), 2U) << "what was made ready is kept";
}
