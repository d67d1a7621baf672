// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/serve/flowserver.h"

#include "engine/base/json.h"
#include "engine/base/pyrepr.h"
#include "engine/http/loopback.h"
#include "engine/serve/admission.h"
#include "engine/serve/answers.h"
#include "engine/serve/chatpage.h"
#include "engine/serve/servemetrics.h"

#include <boost/beast/core/string.hpp>
#include <sodium.h>

#include <algorithm>
#include <array>
#include <optional>
#include <utility>
#include <vector>

namespace postern::serve {

namespace {

using Clock = std::chrono::steady_clock;

constexpr int kNotFound = 404;
constexpr int kTooMany = 429;
constexpr int kUnauthorized = 401;
constexpr int kUnavailable = 503;
constexpr std::string_view kVersion = "postern " POSTERN_VERSION;

std::string_view withoutQuery(std::string_view target)
{
    return target.substr(0, target.find('?'));
}

bool areEqual(std::string_view given, std::string_view key)
{
    // In the same time wherever they differ.
    return given.size() == key.size() && sodium_memcmp(given.data(), key.data(), key.size()) == 0;
}

struct Route
{
    std::string_view path;
    bool needsKey;
};

constexpr std::array<Route, 11> kRoutes{{{"/", false},
                                         {"/chat.css", false},
                                         {"/chat.js", false},
                                         {"/feedback", true},
                                         {"/health", false},
                                         {"/health/live", false},
                                         {"/health/ready", false},
                                         {"/metrics", true},
                                         {"/score", true},
                                         {"/swagger.json", true},
                                         {"/version", false}}};

/// Nothing: it isn't served.
const Route *routeOf(std::string_view path)
{
    const auto found = std::ranges::find(kRoutes, path, &Route::path);
    return found == kRoutes.end() ? nullptr : &*found;
}

/// Without the origin whose pages may ask, be it named or any.
http::ServerRequest withoutOrigin(http::ServerRequest head, std::string_view allowed)
{
    std::erase_if(head.headers, [allowed](const auto &field) {
        return boost::beast::iequals(field.first, "Origin")
               && (allowed == "*" || boost::beast::iequals(field.second, allowed));
    });
    return head;
}

/// One of a run of failures, after which the flow's services count as broken for a while.
constexpr int kFailuresToBreak = 5;
constexpr std::chrono::seconds kBrokenFor{30};

} // namespace

struct FlowServer::State
{
    State(const boost::asio::any_io_executor &loop,
          std::shared_ptr<const ServedFlow> flow,
          ServeOptions given)
        : options(std::move(given))
        , admission(std::make_shared<Admission>(loop, options.mostRunning, options.mostWaiting))
        , served(std::move(flow))
    {}

    std::optional<http::Response> screen(const http::ServerRequest &head) const;
    std::string_view pathOf(const http::ServerRequest &request) const;
    bool isAllowed(const http::ServerRequest &request) const;
    http::Response plainAnswer(const http::ServerRequest &request, std::string_view path);
    http::Response health(std::string_view path) const;
    http::Response version() const;
    http::Response notFound(const http::ServerRequest &request, std::string_view path) const;
    void addOrigin(http::Response &response) const;
    void note(const Scored &scored);
    std::string_view unreadiness() const;
    Task<int> answerScore(const http::ServerRequest &request, http::Responder &responder);
    static Task<> handle(std::shared_ptr<State> state,
                         http::ServerRequest request,
                         http::Responder &responder);
    void tell(const http::ServerRequest &request,
              std::string_view path,
              int status,
              Clock::time_point begin);

    const ServeOptions options;
    const std::shared_ptr<Admission> admission;
    std::shared_ptr<const ServedFlow> served;
    ServeMetrics metrics;
    http::Server *server = nullptr;
    bool isDraining = false;
    int failures = 0; ///< in a row, to reach a service
    Clock::time_point brokenUntil = Clock::time_point::min();
};

/// Before a body is read.
std::optional<http::Response> FlowServer::State::screen(const http::ServerRequest &head) const
{
    if (options.isLocal) {
        // Who may read the answers is one thing; by a name that was rebound nobody asks.
        const auto refused = options.origin.empty()
                                 ? http::refusedOnLoopback(head)
                                 : http::refusedOnLoopback(withoutOrigin(head, options.origin));
        if (refused)
            return textAnswer(std::string(refused->message) + "\n", refused->status);
    }
    const Route *const route = routeOf(pathOf(head));
    const bool needsKey = !options.key.empty() && (!route || route->needsKey);
    if (needsKey && head.method != "OPTIONS" && !isAllowed(head)) {
        http::Response response = errorAnswer(kUnauthorized,
                                              "UserError",
                                              "The key is missing or wrong: send it as "
                                              "'Authorization: Bearer KEY' or 'api-key: KEY'.");
        response.head.headers.emplace_back("WWW-Authenticate", "Bearer");
        return response;
    }
    return std::nullopt;
}

std::string_view FlowServer::State::pathOf(const http::ServerRequest &request) const
{
    std::string_view path = withoutQuery(request.target);
    const std::string_view prefix = options.pathPrefix;
    // A proxy may have taken the prefix away or not.
    if (!prefix.empty() && path.starts_with(prefix)
        && (path.size() == prefix.size() || path[prefix.size()] == '/'))
        path.remove_prefix(prefix.size());
    return path.empty() ? "/" : path;
}

bool FlowServer::State::isAllowed(const http::ServerRequest &request) const
{
    std::string_view token = http::header(request.headers, "Authorization");
    constexpr std::string_view kBearer = "bearer ";
    const bool isBearer = boost::beast::iequals(token.substr(0, kBearer.size()), kBearer);
    token = isBearer ? token.substr(kBearer.size()) : http::header(request.headers, "api-key");
    return areEqual(token, options.key);
}

/// Why no more should be sent here; empty: send.
std::string_view FlowServer::State::unreadiness() const
{
    if (isDraining)
        return "stopping";
    if (admission->waiting() >= options.mostWaiting)
        return "busy";
    return Clock::now() < brokenUntil ? "dependency" : "";
}

http::Response FlowServer::State::health(std::string_view path) const
{
    Dict answer{{"status", "Healthy"}, {"version", std::string(kVersion)}};
    if (path != "/health/ready")
        return jsonAnswer(Value(std::move(answer)));
    const std::string_view reason = unreadiness();
    answer.append("running", static_cast<std::int64_t>(admission->running()));
    answer.append("waiting", static_cast<std::int64_t>(admission->waiting()));
    if (reason.empty())
        return jsonAnswer(Value(std::move(answer)));
    answer.set("status", "Unready");
    answer.append("reason", std::string(reason));
    return jsonAnswer(Value(std::move(answer)), kUnavailable);
}

http::Response FlowServer::State::version() const
{
    std::string number(kVersion);
    try {
        const Value info = json::parse(options.buildInfo);
        if (const Value *build = info.find("build_number"); build && build->isString())
            number = build->asString();
    } catch (const Error &) { // NOLINT(bugprone-empty-catch): then it has none
    }
    return jsonAnswer(
        Value(Dict{{"status", "Healthy"}, {"build_info", options.buildInfo}, {"version", number}}));
}

http::Response FlowServer::State::notFound(const http::ServerRequest &request,
                                           std::string_view path) const
{
    path.remove_prefix(path.starts_with('/') ? 1 : 0);
    return textAnswer("The requested api " + py::repr(Value(std::string(path))) + " with "
                          + request.method
                          + " is not supported by current app, if you entered the URL manually "
                            "please check your spelling and try again.",
                      kNotFound,
                      "text/html; charset=utf-8");
}

http::Response FlowServer::State::plainAnswer(const http::ServerRequest &request,
                                              std::string_view path)
{
    const bool isGet = request.method == "GET" || request.method == "HEAD";
    if (request.method == "OPTIONS" && !options.origin.empty()) {
        http::Response response = textAnswer("", 204);
        response.head.headers.emplace_back("Access-Control-Allow-Methods", "GET, POST");
        response.head.headers.emplace_back("Access-Control-Allow-Headers",
                                           "authorization, api-key, content-type, x-request-id");
        return response;
    }
    if (isGet && (path == "/health" || path == "/health/live" || path == "/health/ready"))
        return health(path);
    if (isGet && path == "/version")
        return version();
    if (isGet && path == "/swagger.json")
        return jsonAnswer(served->swagger);
    if (isGet && path == "/metrics")
        return textAnswer(metrics.text(admission->running(),
                                       admission->waiting(),
                                       server ? server->connections() : 0),
                          200,
                          "text/plain; version=0.0.4");
    if (request.method == "POST" && path == "/feedback") {
        if (options.onFeedback)
            options.onFeedback(request.body);
        return jsonAnswer(Value(Dict{{"status", "Feedback received."}}));
    }
    if (isGet) {
        if (std::optional<http::Response> page = pageFile(path))
            return std::move(*page);
    }
    return notFound(request, path);
}

void FlowServer::State::addOrigin(http::Response &response) const
{
    if (!options.origin.empty())
        response.head.headers.emplace_back("Access-Control-Allow-Origin", options.origin);
}

void FlowServer::State::note(const Scored &scored)
{
    metrics.countTokens(scored.usage);
    failures = scored.reachedNobody ? failures + 1 : 0;
    if (failures >= kFailuresToBreak) {
        brokenUntil = Clock::now() + kBrokenFor;
        failures = 0;
    } else if (!scored.reachedNobody) {
        brokenUntil = Clock::time_point::min();
    }
}

Task<int> FlowServer::State::answerScore(const http::ServerRequest &request,
                                         http::Responder &responder)
{
    const std::optional<Admission::Place> place = co_await Admission::enter(admission);
    if (!place) {
        http::Response busy = errorAnswer(kTooMany,
                                          "UserError",
                                          "The server has as many requests as it can take.");
        busy.head.headers.emplace_back("Retry-After", "1");
        addOrigin(busy);
        co_await responder.send(std::move(busy));
        co_return kTooMany;
    }
    const Scored scored = co_await score(served, request, responder, options.timeout);
    note(scored);
    co_return scored.status;
}

Task<> FlowServer::State::handle(std::shared_ptr<State> state,
                                 http::ServerRequest request,
                                 http::Responder &responder)
{
    const Clock::time_point begin = Clock::now();
    const std::string path(state->pathOf(request));
    int status = 0;
    if (request.method == "POST" && path == "/score") {
        status = co_await state->answerScore(request, responder);
    } else {
        http::Response response = state->plainAnswer(request, path);
        status = response.head.status;
        state->addOrigin(response);
        co_await responder.send(std::move(response));
    }
    state->tell(request, path, status, begin);
}

void FlowServer::State::tell(const http::ServerRequest &request,
                             std::string_view path,
                             int status,
                             Clock::time_point begin)
{
    AccessRecord record;
    // What a client makes up is no label: there would be one for each.
    record.route = routeOf(path) ? path : "other";
    record.status = status;
    const auto elapsed = Clock::now() - begin;
    metrics.count(record.route, status, elapsed);
    if (!options.onAnswer)
        return;
    record.elapsed = std::chrono::duration_cast<std::chrono::microseconds>(elapsed);
    record.method = request.method;
    const std::string_view forwarded = http::header(request.headers, "X-Forwarded-For");
    record.client = forwarded.empty() ? request.client
                                      : std::string(forwarded.substr(0, forwarded.find(',')));
    record.id = http::header(request.headers, "x-request-id");
    if (record.id.empty())
        record.id = http::header(request.headers, "x-ms-client-request-id");
    options.onAnswer(record);
}

FlowServer::FlowServer(const boost::asio::any_io_executor &loop,
                       std::shared_ptr<const ServedFlow> served,
                       ServeOptions options)
    : m_state(std::make_shared<State>(loop, std::move(served), std::move(options)))
{
    http::ServerOptions server = m_state->options.server;
    // By way of the shared state: a handler may outlive us.
    const std::shared_ptr<State> state = m_state;
    server.screen = [state](const http::ServerRequest &head) { return state->screen(head); };
    server.refuse = [](int status, std::string_view message) {
        return errorAnswer(status, status < 500 ? "UserError" : "SystemError", message);
    };
    m_server = std::make_unique<http::Server>(loop,
                                              std::move(server),
                                              [state](http::ServerRequest request,
                                                      http::Responder &responder) {
                                                  return State::handle(state,
                                                                       std::move(request),
                                                                       responder);
                                              });
    m_state->server = m_server.get();
}

FlowServer::~FlowServer()
{
    m_state->server = nullptr;
}

std::uint16_t FlowServer::port() const
{
    return m_server->port();
}

void FlowServer::replace(std::shared_ptr<const ServedFlow> served)
{
    m_state->served = std::move(served);
    m_state->metrics.countReload(true);
}

void FlowServer::noteFailedReload()
{
    m_state->metrics.countReload(false);
}

Task<> FlowServer::drain(std::chrono::milliseconds most)
{
    m_state->isDraining = true;
    co_await m_server->drain(most);
}

} // namespace postern::serve
