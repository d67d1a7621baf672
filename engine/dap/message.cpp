// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/dap/message.h"

#include "engine/base/error.h"
#include "engine/base/json.h"

#include <algorithm>
#include <charconv>
#include <cstddef>
#include <optional>
#include <system_error>

namespace postern::dap {

namespace {

constexpr std::size_t kLongestHead = 4096;
constexpr std::size_t kLongestBody = 64U << 20U;
constexpr std::string_view kHeadEnd = "\r\n\r\n";
constexpr std::string_view kLength = "content-length:";

[[noreturn]] void refuse()
{
    throw Error(ErrorCode::InvalidInput,
                tr("What the Python debugger says can't be understood."),
                tr("Install another version of debugpy."));
}

bool isLength(std::string_view line)
{
    return line.size() > kLength.size()
           && std::ranges::equal(line.substr(0, kLength.size()), kLength, [](char a, char b) {
                  return (a >= 'A' && a <= 'Z' ? static_cast<char>(a - 'A' + 'a') : a) == b;
              });
}

std::size_t lengthIn(std::string_view line)
{
    line.remove_prefix(kLength.size());
    line.remove_prefix(std::min(line.find_first_not_of(" \t"), line.size()));
    std::size_t length = 0;
    const char *const end = line.data() + line.size();
    const auto [stop, failure] = std::from_chars(line.data(), end, length);
    if (failure != std::errc() || stop != end)
        refuse();
    if (length > kLongestBody)
        throw Error(ErrorCode::LimitExceeded,
                    tr("The Python debugger says more at once than is taken: %1 bytes.", length));
    return length;
}

/// The length that a head tells. Its other lines mean nothing here.
std::size_t bodyLength(std::string_view head)
{
    std::optional<std::size_t> length;
    while (!head.empty()) {
        const std::size_t end = std::min(head.find("\r\n"), head.size());
        const std::string_view line = head.substr(0, end);
        if (isLength(line))
            length = lengthIn(line);
        head.remove_prefix(std::min(end + 2, head.size()));
    }
    if (!length)
        refuse();
    return *length;
}

} // namespace

std::vector<Value> MessageReader::feed(std::string_view bytes)
{
    m_buffer += bytes;
    std::vector<Value> messages;
    while (take(messages))
        continue;
    return messages;
}

bool MessageReader::take(std::vector<Value> &messages)
{
    const std::size_t end = m_buffer.find(kHeadEnd);
    if (std::min(end, m_buffer.size()) > kLongestHead)
        refuse();
    if (end == std::string::npos)
        return false;
    const std::size_t length = bodyLength(std::string_view(m_buffer).substr(0, end));
    const std::size_t begin = end + kHeadEnd.size();
    if (m_buffer.size() - begin < length)
        return false;
    Value message = json::parse(std::string_view(m_buffer).substr(begin, length));
    if (!message.isDict())
        refuse();
    m_buffer.erase(0, begin + length);
    messages.push_back(std::move(message));
    return true;
}

std::string framed(const Value &message)
{
    const std::string body = json::write(message);
    return "Content-Length: " + std::to_string(body.size()) + "\r\n\r\n" + body;
}

} // namespace postern::dap
