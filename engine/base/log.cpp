// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/base/log.h"

#include "engine/base/plaintext.h"

#include <spdlog/sinks/stdout_sinks.h>
#include <spdlog/spdlog.h>

#include <memory>

namespace postern::log {

namespace {

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

void setLevel(Level level)
{
    logger().set_level(toSpdlog(level));
}

void write(Level level, std::string_view category, std::string_view text)
{
    if (logger().should_log(toSpdlog(level)))
        logger().log(toSpdlog(level), "{}: {}", category, toPlainText(redact(text)));
}

} // namespace postern::log
