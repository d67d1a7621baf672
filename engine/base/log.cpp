// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/base/log.h"

#include <spdlog/sinks/stdout_sinks.h>
#include <spdlog/spdlog.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <mutex>
#include <vector>

namespace postern::log {

namespace {

constexpr std::string_view kMask = "******";

struct Secrets
{
    std::mutex mutex;
    std::vector<std::string> texts; // longest first, so that a secret inside another leaves nothing
};

Secrets &secrets()
{
    static Secrets instance;
    return instance;
}

void replaceAll(std::string &text, std::string_view from)
{
    for (std::size_t at = 0; (at = text.find(from, at)) != std::string::npos; at += kMask.size())
        text.replace(at, from.size(), kMask);
}

bool equalsIgnoringCase(std::string_view a, std::string_view b)
{
    return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](unsigned char x, unsigned char y) {
        return std::tolower(x) == std::tolower(y);
    });
}

/// Masks the rest of the word (or, for headers, of the line) behind each marker.
void maskAfter(std::string &text, std::string_view marker, std::string_view stops)
{
    for (std::size_t at = 0; at + marker.size() <= text.size(); ++at) {
        if (!equalsIgnoringCase(std::string_view(text).substr(at, marker.size()), marker))
            continue;
        std::size_t begin = at + marker.size();
        while (begin < text.size() && text[begin] == ' ')
            ++begin;
        std::size_t end = text.find_first_of(stops, begin);
        if (end == std::string::npos)
            end = text.size();
        if (end > begin)
            text.replace(begin, end - begin, kMask);
        at = begin + kMask.size() - 1;
    }
}

spdlog::logger &logger()
{
    static const auto instance = [] {
        auto made
            = std::make_shared<spdlog::logger>("postern",
                                               std::make_shared<spdlog::sinks::stderr_sink_mt>());
        made->set_pattern("%Y-%m-%dT%H:%M:%S.%e %l %v");
        made->set_level(spdlog::level::warn);
        return made;
    }();
    return *instance;
}

spdlog::level::level_enum toSpdlog(Level level)
{
    switch (level) {
    case Level::Debug:
        return spdlog::level::debug;
    case Level::Info:
        return spdlog::level::info;
    case Level::Warning:
        return spdlog::level::warn;
    case Level::Error:
        return spdlog::level::err;
    }
    return spdlog::level::err;
}

} // namespace

void registerSecret(std::string_view secret)
{
    if (secret.size() < 4)
        return;
    Secrets &all = secrets();
    const std::lock_guard lock(all.mutex);
    if (std::find(all.texts.begin(), all.texts.end(), secret) != all.texts.end())
        return;
    all.texts.emplace_back(secret);
    std::sort(all.texts.begin(), all.texts.end(), [](const std::string &a, const std::string &b) {
        return a.size() > b.size();
    });
}

std::string redact(std::string_view text)
{
    std::string result(text);
    {
        Secrets &all = secrets();
        const std::lock_guard lock(all.mutex);
        for (const std::string &secret : all.texts)
            replaceAll(result, secret);
    }
    static constexpr std::array<std::string_view, 4>
        kHeaders{"authorization:", "api-key:", "x-api-key:", "ocp-apim-subscription-key:"};
    for (const std::string_view header : kHeaders)
        maskAfter(result, header, "\r\n\"'");
    static constexpr std::array<std::string_view, 6>
        kParameters{"?sig=", "&sig=", "?code=", "&code=", "SharedAccessSignature=", "AccountKey="};
    for (const std::string_view parameter : kParameters)
        maskAfter(result, parameter, "&; \r\n\"'");
    return result;
}

void setLevel(Level level)
{
    logger().set_level(toSpdlog(level));
}

void write(Level level, std::string_view category, std::string_view text)
{
    if (logger().should_log(toSpdlog(level)))
        logger().log(toSpdlog(level), "{}: {}", category, redact(text));
}

} // namespace postern::log
