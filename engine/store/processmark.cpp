// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/store/processmark.h"

#include <unistd.h>

#include <array>
#include <fstream>
#include <iterator>
#include <sstream>

namespace postern::store {

namespace {

std::string readWhole(const std::string &file)
{
    std::ifstream stream(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(stream), {}};
}

std::string hostName()
{
    constexpr std::size_t kLongest = 256;
    std::array<char, kLongest> name{};
    return ::gethostname(name.data(), name.size() - 1) == 0 ? name.data() : "";
}

std::string bootId()
{
    std::string id = readWhole("/proc/sys/kernel/random/boot_id");
    while (!id.empty() && id.back() == '\n')
        id.pop_back();
    return id;
}

/// When it started, in the kernel's ticks: a number that is used again later belongs to another one.
std::string startOf(const std::string &process)
{
    const std::string status = readWhole("/proc/" + process + "/stat");
    const std::size_t name = status.rfind(')'); // which may hold anything
    if (name == std::string::npos)
        return {};
    constexpr int kStart = 20; // fields after the name
    std::istringstream fields(status.substr(name + 1));
    std::string field;
    for (int at = 0; at < kStart; ++at)
        fields >> field;
    return field;
}

} // namespace

std::string processMark()
{
    const std::string process = std::to_string(::getpid());
    return process + " " + startOf("self") + " " + bootId() + " " + hostName();
}

bool hasEnded(const std::string &mark)
{
    std::istringstream fields(mark);
    std::string process;
    std::string start;
    std::string boot;
    std::string host;
    fields >> process >> start >> boot >> host;
    if (process.empty() || host != hostName())
        return false;
    return boot != bootId() || startOf(process) != start;
}

} // namespace postern::store
