// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/cloud/question.h"

#include "engine/base/error.h"
#include "engine/base/json.h"
#include "engine/simulator/wire.h"

#include <boost/url/parse.hpp>
#include <boost/url/url_view.hpp>
#include <fmt/chrono.h>
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <ctime>
#include <random>

namespace postern::cloud {

namespace {

struct NamedService
{
    std::string_view name;
    Service service;
};

constexpr std::array kServices{NamedService{"openai", Service::OpenAi},
                               NamedService{"search", Service::Search},
                               NamedService{"keyvault", Service::KeyVault},
                               NamedService{"contentsafety", Service::ContentSafety},
                               NamedService{"documentintelligence", Service::DocumentIntelligence},
                               NamedService{"identity", Service::Identity},
                               NamedService{"imds", Service::Imds},
                               NamedService{"arm", Service::Arm},
                               NamedService{"blob", Service::Blob},
                               NamedService{"other", Service::Other}};

} // namespace

std::string_view toString(Service service)
{
    return std::ranges::find(kServices, service, &NamedService::service)->name;
}

std::optional<Service> serviceNamed(std::string_view name)
{
    const auto *const found = std::ranges::find(kServices, name, &NamedService::name);
    if (found == kServices.end())
        return std::nullopt;
    return found->service;
}

std::string_view Question::parameter(std::string_view name) const
{
    const auto found = std::ranges::find(query, name, [](const auto &parameter) {
        return std::string_view(parameter.first);
    });
    return found == query.end() ? std::string_view() : std::string_view(found->second);
}

std::string_view Question::header(std::string_view name) const
{
    return http::header(headers, name);
}

std::string_view Question::bearer() const
{
    constexpr std::string_view kBearer = "Bearer ";
    const std::string_view value = header("authorization");
    return value.starts_with(kBearer) ? value.substr(kBearer.size()) : std::string_view();
}

std::string_view Question::segment(std::size_t index) const
{
    return index < segments.size() ? std::string_view(segments[index]) : std::string_view();
}

Question readQuestion(std::string method,
                      std::string target,
                      http::Headers headers,
                      std::string body,
                      std::string_view scheme)
{
    Question question;
    question.method = std::move(method);
    question.target = std::move(target);
    question.headers = std::move(headers);
    question.body = std::move(body);
    question.base = std::string(scheme) + "://" + std::string(question.header("host"));
    const auto parsed = boost::urls::parse_uri_reference(question.target);
    if (!parsed)
        return question;
    question.path = parsed->path();
    for (const auto &segment : parsed->segments()) {
        if (!segment.empty())
            question.segments.emplace_back(segment);
    }
    for (const auto &parameter : parsed->params())
        question.query.emplace_back(parameter.key, parameter.value);
    return question;
}

Answer json(int status, const Value &body, http::Headers headers)
{
    Answer answer = plain(status,
                          simulator::toJson(body),
                          "application/json; charset=utf-8",
                          std::move(headers));
    return answer;
}

Answer plain(int status, std::string body, std::string_view type, http::Headers headers)
{
    Answer answer;
    answer.head.status = status;
    answer.head.headers = std::move(headers);
    answer.head.headers.emplace_back("Content-Type", type);
    answer.pieces.push_back(std::move(body));
    return answer;
}

Answer empty(int status, http::Headers headers)
{
    Answer answer;
    answer.head.status = status;
    answer.head.headers = std::move(headers);
    return answer;
}

Answer failureAnswer(const Failure &failure)
{
    Dict error{{"code", failure.code}, {"message", failure.message}};
    if (!failure.inner.empty())
        error.append("innererror", Dict{{"code", failure.inner}});
    return json(failure.status, Dict{{"error", std::move(error)}}, failure.headers);
}

Value readBody(const Question &question)
{
    try {
        Value body = postern::json::parse(question.body);
        if (body.isDict())
            return body;
    } catch (const Error &) { // said below, as services say it
    }
    throw Failure{400, "InvalidRequestBody", "The request body is not a valid JSON object."};
}

std::string textOf(const Value &value, std::string_view key)
{
    const Value *member = value.find(key);
    return member && member->isString() ? member->asString() : std::string();
}

std::int64_t numberOf(const Value &value, std::string_view key, std::int64_t fallback)
{
    const Value *member = value.find(key);
    return member && member->isInt() ? member->asInt() : fallback;
}

bool flagOf(const Value &value, std::string_view key, bool fallback)
{
    const Value *member = value.find(key);
    return member && member->isBool() ? member->asBool() : fallback;
}

std::string uuid()
{
    std::random_device random;
    const unsigned first = random();
    const unsigned second = random();
    const unsigned third = random();
    return fmt::format("{:08x}-{:04x}-4{:03x}-8{:03x}-{:04x}{:08x}",
                       first,
                       second >> 16U,
                       second & 0xFFFU,
                       third & 0xFFFU,
                       third >> 16U,
                       random());
}

std::string isoTime(std::int64_t seconds)
{
    return fmt::format("{:%Y-%m-%dT%H:%M:%SZ}", fmt::gmtime(static_cast<std::time_t>(seconds)));
}

std::string httpTime(std::int64_t seconds)
{
    constexpr std::array kDayNames{"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
    constexpr std::array kMonthNames{
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    const std::tm time = fmt::gmtime(static_cast<std::time_t>(seconds));
    return fmt::format("{}, {:02} {} {:04} {:02}:{:02}:{:02} GMT",
                       kDayNames.at(static_cast<std::size_t>(time.tm_wday)),
                       time.tm_mday,
                       kMonthNames.at(static_cast<std::size_t>(time.tm_mon)),
                       1900 + time.tm_year,
                       time.tm_hour,
                       time.tm_min,
                       time.tm_sec);
}

} // namespace postern::cloud
