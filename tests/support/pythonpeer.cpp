// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/support/pythonpeer.h"

#include "engine/process/child.h"
#include "tests/support/loop.h"

#include <sstream>
#include <stdexcept>

namespace postern::test {

namespace {

// Hexadecimal digits carry any text there and back without a format that is itself under test.
constexpr auto kAround = R"(
import sys
for line in sys.stdin:
    text = bytes.fromhex(line.strip()).decode("utf-8", "surrogatepass")
    try:
        reply = answer(text)
    except Exception as error:
        reply = type(error).__name__ + ": " + str(error)
    if isinstance(reply, str):
        reply = reply.encode("utf-8", "surrogatepass")
    print(reply.hex())
)";

std::string toHex(const std::string &text)
{
    constexpr std::string_view kDigits = "0123456789abcdef";
    std::string hex;
    hex.reserve(text.size() * 2);
    for (const char c : text) {
        hex += kDigits[static_cast<unsigned char>(c) >> 4U];
        hex += kDigits[static_cast<unsigned char>(c) & 15U];
    }
    return hex;
}

std::string fromHex(const std::string &hex)
{
    std::string text;
    text.reserve(hex.size() / 2);
    for (std::size_t i = 0; i + 1 < hex.size(); i += 2)
        text += static_cast<char>(std::stoi(hex.substr(i, 2), nullptr, 16));
    return text;
}

} // namespace

std::vector<std::string> askPython(const std::string &function,
                                   const std::vector<std::string> &texts)
{
    process::Command command;
    command.program = "python3";
    command.arguments = {"-X", "utf8", "-I", "-c", function + kAround};
    std::string input;
    for (const std::string &text : texts)
        input += toHex(text) + '\n';

    boost::asio::io_context loop;
    const process::Output output = run(loop, process::run(std::move(command), std::move(input)));
    if (!output.status.ok())
        throw std::runtime_error(output.errors);
    std::vector<std::string> answers;
    std::istringstream lines(output.output);
    for (std::string line; std::getline(lines, line);)
        answers.push_back(fromHex(line));
    if (answers.size() != texts.size())
        throw std::runtime_error("Python answered " + std::to_string(answers.size()) + " of "
                                 + std::to_string(texts.size()) + " texts.");
    return answers;
}

} // namespace postern::test
