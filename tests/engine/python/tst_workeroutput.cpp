// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/python/workeroutput.h"

#include <boost/asio/buffer.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/write.hpp>
#include <gmock/gmock.h>

#include <chrono>
#include <string>
#include <vector>

using namespace postern;
namespace asio = boost::asio;
using testing::ElementsAre;

namespace {

/// What a process writes, told piece by piece. It goes on when the piece before has been told.
class WorkerOutputTest : public testing::Test
{
protected:
    void tellAll(const std::string &script, std::size_t pieces)
    {
        process::Command command;
        command.program = "/bin/sh";
        command.arguments = {"-c", script};
        command.pipeInput = true;
        process::Child child(m_loop.get_executor(), command);
        const auto output = std::make_shared<python::WorkerOutput>(
            m_loop.get_executor(), [this, &child](bool isError, std::string_view text) {
                told.push_back((isError ? "E:" : "O:") + std::string(text));
                boost::system::error_code gone; // after the last piece nobody waits any more
                asio::write(child.input(), asio::buffer("\n", 1), gone);
            });
        output->begin(child);
        const auto deadline = std::chrono::steady_clock::now() + std::chrono::seconds(20);
        while (told.size() < pieces && m_loop.run_one_until(deadline) > 0) {
        }
        output->detach();
    }

    std::vector<std::string> told;

private:
    asio::io_context m_loop;
};

} // namespace

TEST_F(WorkerOutputTest, AnOpenLineIsToldButNoHalfCharacter)
{
    tellAll(R"(printf 'a\352'; read x; printf '\260\200b\352\260'; read x; printf '\200\n'; read x)",
            3);
    EXPECT_THAT(told, ElementsAre("O:a", "O:가b", "O:가\n"));
}

TEST_F(WorkerOutputTest, WhatNoCharacterBeginsWithIsReplaced)
{
    tellAll(R"(printf '\260\241\n' >&2; read x)", 1);
    EXPECT_THAT(told, ElementsAre("E:\xEF\xBF\xBD\xEF\xBF\xBD\n"));
}
