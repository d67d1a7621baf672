// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/run/preparedflow.h"
#include "tests/support/loop.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <string>
#include <string_view>

namespace postern::run {

/// A folder with flows of the test's making, a loop and an engine on it.
class FlowFolder : public testing::Test
{
protected:
    FlowFolder()
    {
        std::string pattern = (std::filesystem::temp_directory_path() / "tst_flow-XXXXXX").string();
        m_root = mkdtemp(pattern.data());
    }
    ~FlowFolder() override
    {
        m_loop.restart();
        m_loop.run_for(std::chrono::seconds(5)); // the last words of workers
        std::filesystem::remove_all(m_root);
    }

    void write(const std::string &name, std::string_view text) const
    {
        const std::filesystem::path file = m_root / name;
        std::filesystem::create_directories(file.parent_path());
        std::ofstream(file, std::ios::binary) << text;
    }

    RunSpec specOf(const std::string &flow = "") const
    {
        RunSpec spec;
        spec.trust = flow::Trust::Trusted;
        spec.document = flow::FlowDocument::load(flow::locateFlow(m_root / flow));
        spec.simulate = true;
        return spec;
    }

    std::shared_ptr<PreparedFlow> prepared(RunSpec spec)
    {
        return test::run(m_loop, prepare(m_engine, std::move(spec)));
    }
    LineResult runLine(PreparedFlow &flow, Dict values, std::size_t number = 0)
    {
        LineInputs inputs;
        inputs.values = std::move(values);
        inputs.number = number;
        return test::run(m_loop, flow.runLine(std::move(inputs)));
    }

    /// Runs lines with these inputs, all at the same time.
    std::vector<LineResult> runTogether(PreparedFlow &flow, const std::vector<Dict> &lines)
    {
        std::vector<LineResult> results(lines.size());
        std::size_t left = lines.size();
        for (std::size_t i = 0; i < lines.size(); ++i) {
            LineInputs inputs;
            inputs.values = lines[i];
            inputs.number = i;
            boost::asio::co_spawn(m_loop,
                                  flow.runLine(std::move(inputs)),
                                  [&, i](const std::exception_ptr &failure, LineResult result) {
                                      EXPECT_FALSE(failure);
                                      results[i] = std::move(result);
                                      --left;
                                  });
        }
        m_loop.restart();
        while (left > 0 && m_loop.run_one() > 0) {
        }
        return results;
    }

    std::filesystem::path m_root;
    boost::asio::io_context m_loop{1};
    Engine m_engine{m_loop.get_executor()};
};

} // namespace postern::run
