// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/base/json.h"
#include "engine/python/worker.h"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <gtest/gtest.h>
#include <unistd.h>

#include <chrono>
#include <fstream>
#include <optional>
#include <stdexcept>

namespace postern::test {

namespace fs = std::filesystem;

/// A flow folder with files of the test's making, a loop, and a pool of workers in it.
class WorkerTest : public testing::Test
{
protected:
    WorkerTest()
    {
        std::string name = fs::temp_directory_path() / "postern-python-XXXXXX";
        m_folder = ::mkdtemp(name.data());
        options.folder = m_folder;
    }
    ~WorkerTest() override
    {
        m_pool.reset();
        m_loop.run_for(std::chrono::seconds(10));
        fs::remove_all(m_folder);
    }

    const fs::path &folder() const { return m_folder; }
    boost::asio::io_context &loop() { return m_loop; }

    void write(const std::string &file, const std::string &text) const
    {
        std::ofstream(m_folder / file) << text;
    }
    /// A tool file: the import every tool needs, then `text`.
    void writeTool(const std::string &file, const std::string &text) const
    {
        write(file, "from promptflow.core import tool\n" + text);
    }

    python::WorkerPool &pool(std::size_t workers = 1)
    {
        if (!m_pool) {
            m_pool.emplace(m_loop.get_executor(), options, workers);
        }
        return *m_pool;
    }

    /// Runs a task; one that doesn't end within 20 s fails the test.
    template<typename T>
    T run(Task<T> task)
    {
        std::optional<T> result;
        std::exception_ptr error;
        boost::asio::co_spawn(m_loop, std::move(task), [&](std::exception_ptr e, T value) {
            error = std::move(e);
            result = std::move(value);
            m_loop.stop();
        });
        m_loop.restart();
        m_loop.run_for(std::chrono::seconds(20));
        if (error) {
            std::rethrow_exception(error);
        }
        if (!result) {
            throw std::runtime_error("the task did not end");
        }
        return std::move(*result);
    }
    void run(Task<void> task)
    {
        const auto wrapped = [](Task<void> inner) -> Task<int> {
            co_await std::move(inner);
            co_return 0;
        };
        run<int>(wrapped(std::move(task)));
    }

    python::ToolInfo load(const std::string &file)
    {
        return run(pool().loadTool(file, file, false));
    }
    python::Line &line()
    {
        if (!m_line) {
            m_line = run(pool().beginLine());
        }
        return *m_line;
    }
    /// Calls a loaded tool as the node `node`.
    python::ToolResult call(const std::string &file,
                            std::vector<std::pair<std::string, python::Argument>> arguments = {},
                            const std::string &node = "a")
    {
        python::ToolCall toolCall;
        toolCall.node = node;
        toolCall.toolId = file;
        toolCall.arguments = std::move(arguments);
        python::CallObserver observer;
        observer.onLog = [this](bool isError, std::string_view text) {
            log += (isError ? "E:" : "O:") + std::string(text);
        };
        observer.onSpan = [this](const Value &span) { spans.push_back(span); };
        return run(line().call(std::move(toolCall), std::move(observer)));
    }
    /// Loads a tool of this text and calls it once.
    Value result(const std::string &text,
                 std::vector<std::pair<std::string, python::Argument>> arguments = {})
    {
        writeTool("t.py", text);
        load("t.py");
        return call("t.py", std::move(arguments)).value;
    }
    /// The error of a call that must fail.
    Error failure(const std::string &text,
                  std::vector<std::pair<std::string, python::Argument>> arguments = {})
    {
        try {
            result(text, std::move(arguments));
        } catch (const Error &error) {
            return error;
        }
        throw std::runtime_error("the call did not fail");
    }
    void endLine() { m_line.reset(); }

    python::WorkerOptions options;
    std::string log;
    std::vector<Value> spans;

private:
    fs::path m_folder;
    boost::asio::io_context m_loop;
    std::optional<python::WorkerPool> m_pool;
    std::unique_ptr<python::Line> m_line;
};

} // namespace postern::test
