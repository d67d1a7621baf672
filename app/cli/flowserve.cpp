// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "app/cli/flowserve.h"

#include "app/cli/commandline.h"
#include "app/cli/loop.h"
#include "app/cli/output.h"
#include "app/request/runrequest.h"
#include "engine/base/json.h"
#include "engine/serve/flowserver.h"
#include "engine/store/atomicfile.h"

#include <CLI/CLI.hpp>
#include <boost/asio/as_tuple.hpp>
#include <boost/asio/ip/address.hpp>
#include <boost/asio/signal_set.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <fmt/format.h>

#include <algorithm>
#include <csignal>
#include <cstdlib>
#include <fstream>
#include <memory>
#include <thread>

namespace postern::cli {

namespace {

namespace asio = boost::asio;

struct FlowServeOptions
{
    request::RunOptions run;
    std::string host = "localhost";
    int port = 8080;
    std::string key;
    std::string pathPrefix;
    std::string origin;
    std::filesystem::path feedback;
    std::size_t mostRunning = 256;
    std::size_t mostWaiting = 1024;
    std::size_t workers = 0;
    int timeout = 300;
    int grace = 30;
    int bodyLimit = 16;
    bool isQuiet = false;
    // pf's words that scripts say, and that change nothing here.
    std::string engine;
    bool skipsBrowser = false;
};

std::string variable(const char *name)
{
    const char *value = std::getenv(name); // NOLINT(concurrency-mt-unsafe): nobody writes it
    return value ? value : "";
}

/// The outputs that PROMPTFLOW_RESPONSE_INCLUDED_FIELDS names.
std::set<std::string> includedFields()
{
    std::string text = variable("PROMPTFLOW_RESPONSE_INCLUDED_FIELDS");
    if (text.empty())
        text = variable("PF_RESPONSE_INCLUDED_FIELDS");
    std::set<std::string> names;
    if (text.empty())
        return names;
    const Value list = json::parse(text);
    if (!list.isList())
        throw Error(ErrorCode::Usage,
                    tr("PROMPTFLOW_RESPONSE_INCLUDED_FIELDS is no list of outputs."),
                    tr("Write it as [\"answer\"]."));
    for (const Value &name : list.asList()) {
        if (name.isString())
            names.insert(name.asString());
    }
    return names;
}

/// As prompt flow's container has the arguments of a class.
void addInitOfEnvironment(run::RunSpec &spec)
{
    const std::string text = variable("PF_FLOW_INIT_CONFIG");
    if (!spec.init.empty() || text.empty())
        return;
    const Value init = json::parse(text);
    if (!init.isDict())
        throw Error(ErrorCode::Usage,
                    tr("PF_FLOW_INIT_CONFIG is no JSON object."),
                    tr("Write the arguments of the flow's class by name."));
    spec.init = init.asDict();
}

run::RunSpec specOf(const FlowServeOptions &options, run::Network &network)
{
    request::RunRequest request = request::makeRunRequest(options.run);
    network = std::move(request.network);
    request.spec.stream = false; // who wants events says so
    request.spec.workers = options.workers != 0 ? options.workers
                                                : std::max(1U, std::thread::hardware_concurrency());
    addInitOfEnvironment(request.spec);
    return std::move(request.spec);
}

bool isLocal(const std::string &host)
{
    return host == "localhost" || host == "127.0.0.1" || host == "::1";
}

bool isLoopback(const std::string &host)
{
    boost::system::error_code isName;
    const asio::ip::address address = asio::ip::make_address(host, isName);
    return isName ? isLocal(host) : address.is_loopback();
}

void writeAccess(const serve::AccessRecord &record)
{
    printNote(fmt::format("{} {} {} {} {:.1f} ms{}",
                          record.client,
                          record.method,
                          record.route,
                          record.status,
                          static_cast<double>(record.elapsed.count()) / 1000,
                          record.id.empty() ? "" : " " + json::write(Value(record.id))));
}

void keepFeedback(const std::filesystem::path &file, std::string_view body)
{
    Value given(std::string{body});
    try {
        given = json::parse(body);
    } catch (const Error &) { // NOLINT(bugprone-empty-catch): its text then
    }
    std::ofstream out(file, std::ios::app | std::ios::binary);
    out << json::write(given) << '\n';
    if (!out.flush())
        printNote("warning: The feedback can't be written to " + file.string() + ".");
}

serve::ServeOptions serverOptions(const FlowServeOptions &options)
{
    serve::ServeOptions made;
    made.server.address = options.host == "localhost" ? "127.0.0.1" : options.host;
    made.server.port = static_cast<std::uint16_t>(options.port);
    made.server.bodyLimit = static_cast<std::uint64_t>(options.bodyLimit) * 1024 * 1024;
    made.server.mostConnections = 8192;
    made.mostRunning = options.mostRunning;
    made.mostWaiting = options.mostWaiting;
    made.timeout = std::chrono::seconds(options.timeout);
    made.key = options.key.empty() ? variable("POSTERN_SERVE_KEY") : options.key;
    made.pathPrefix = options.pathPrefix;
    made.origin = options.origin;
    made.buildInfo = variable("BUILD_INFO");
    made.isLocal = isLocal(options.host);
    if (!options.isQuiet)
        made.onAnswer = writeAccess;
    if (!options.feedback.empty())
        made.onFeedback = [file = options.feedback](std::string_view body) {
            keepFeedback(file, body);
        };
    return made;
}

/// Reads the folder anew at every SIGHUP; what is served stays when that fails.
Task<> reloadAtHangup(run::Engine &engine,
                      serve::FlowServer &server,
                      const FlowServeOptions &options)
{
    asio::signal_set hangup(co_await asio::this_coro::executor, SIGHUP);
    while (true) {
        const auto [error, signal] = co_await hangup.async_wait(asio::as_tuple(asio::use_awaitable));
        if (error)
            co_return;
        std::string failure;
        try {
            run::Network network;
            run::RunSpec spec = specOf(options, network);
            engine.setNetwork(std::move(network));
            std::set<std::string> included = includedFields();
            auto served = co_await serve::prepareToServe(engine,
                                                         std::move(spec),
                                                         std::move(included));
            server.replace(std::move(served));
        } catch (const Error &wrong) {
            if (wrong.code() == ErrorCode::Cancelled)
                throw;
            server.noteFailedReload();
            failure = wrong.message();
        }
        printNote(failure.empty()
                      ? "The folder was read anew."
                      : "The folder couldn't be read anew, and what was served goes on: " + failure);
    }
}

std::string addressOf(const FlowServeOptions &options, std::uint16_t port)
{
    const bool isV6 = options.host.find(':') != std::string::npos;
    const std::string host = options.host == "0.0.0.0" || options.host == "::" ? "localhost"
                             : isV6 ? '[' + options.host + ']'
                                    : options.host;
    return fmt::format("http://{}:{}{}/", host, port, options.pathPrefix);
}

Task<ExitCode> serveFlow(run::Engine &engine, const FlowServeOptions &options)
{
    run::Network network;
    run::RunSpec spec = specOf(options, network);
    engine.setNetwork(std::move(network));
    std::set<std::string> included = includedFields();
    auto served = co_await serve::prepareToServe(engine, std::move(spec), std::move(included));
    const auto loop = co_await asio::this_coro::executor;
    serve::FlowServer server(loop, std::move(served), serverOptions(options));
    const std::string url = addressOf(options, server.port());
    printNote("The flow is served at " + url + " until Ctrl+C.");
    if (!isLoopback(options.host) && serverOptions(options).key.empty())
        printNote("warning: Whoever reaches this machine may run the flow without a key: set "
                  "POSTERN_SERVE_KEY.");
    printResult(json::write(Value(Dict{{"url", url}, {"port", server.port()}})));
    auto reloading = reloadAtHangup(engine, server, options);
    try {
        co_await std::move(reloading);
    } catch (const std::exception &) { // NOLINT(bugprone-empty-catch): it was told to stop
    }
    co_await asio::this_coro::throw_if_cancelled(false);
    printNote("No more requests are taken; those under way are answered first.");
    co_await server.drain(std::chrono::seconds(options.grace));
    co_return ExitCode::Done;
}

ExitCode serveUntilStopped(FlowServeOptions options)
{
    if (options.run.flow.empty())
        options.run.flow = variable("PROMPTFLOW_PROJECT_PATH");
    if (options.run.flow.empty())
        throw Error(ErrorCode::Usage,
                    tr("It isn't said which flow to serve."),
                    tr("Name its folder with --source."));
    CommandLoop loop;
    run::Engine engine(loop.executor());
    const LoopEnd end(loop.loop());
    return loop.run(serveFlow(engine, options));
}

void addLimits(CLI::App &serve, FlowServeOptions &options)
{
    serve.add_option("--max-running", options.mostRunning, "Runs at once; others wait")
        ->check(CLI::Range(1, 100'000))
        ->capture_default_str();
    serve
        .add_option("--max-waiting",
                    options.mostWaiting,
                    "Requests that may wait; others are answered by 429")
        ->check(CLI::Range(0, 1'000'000))
        ->capture_default_str();
    serve.add_option("--workers", options.workers, "Python processes; default: one a processor")
        ->check(CLI::Range(1, 256));
    serve.add_option("--timeout", options.timeout, "Seconds that a request may take; then 504")
        ->check(CLI::Range(1, 86'400))
        ->capture_default_str();
    serve
        .add_option("--grace",
                    options.grace,
                    "Seconds that requests under way are given when it is stopped")
        ->check(CLI::Range(0, 3600))
        ->capture_default_str();
    serve.add_option("--body-limit", options.bodyLimit, "The largest request, in MiB; then 413")
        ->check(CLI::Range(1, 1024))
        ->capture_default_str();
}

void addServing(CLI::App &serve, FlowServeOptions &options)
{
    serve.add_option("--source",
                     options.run.flow,
                     "Folder of the flow, or its file; default: "
                     "PROMPTFLOW_PROJECT_PATH");
    serve.add_option("--port", options.port, "Port; 0 takes any free one")
        ->check(CLI::Range(0, 65535))
        ->capture_default_str();
    serve.add_option("--host", options.host, "IP address to listen at; 0.0.0.0 takes all")
        ->capture_default_str();
    serve.add_option("--key",
                     options.key,
                     "Only who sends this key is answered; better in POSTERN_SERVE_KEY");
    serve.add_option("--path-prefix", options.pathPrefix, "Path where a proxy has put the server")
        ->check([](const std::string &prefix) {
            return prefix.starts_with('/') && !prefix.ends_with('/')
                       ? std::string()
                       : std::string("must begin with '/' and not end with it");
        });
    serve.add_option("--cors-origin",
                     options.origin,
                     "Origin whose web pages may ask, such as https://app.example; * for all");
    serve.add_option("--feedback", options.feedback, "Append what /feedback gets to this file");
    serve
        .add_option("--engine",
                    options.engine,
                    "flask or fastapi, as for pf: the server is Postern's own for both")
        ->check(CLI::IsMember({"flask", "fastapi"}));
    serve.add_flag("--skip-open-browser",
                   options.skipsBrowser,
                   "As for pf: no browser is opened in any case");
    serve.add_flag("--quiet", options.isQuiet, "Write no line for each request");
}

void addRun(CLI::App &serve, request::RunOptions &run)
{
    serve
        .add_option("--init",
                    run.init,
                    "Arguments of a flex flow's class; default: PF_FLOW_INIT_CONFIG")
        ->expected(1, -1);
    serve
        .add_option("--environment-variables,--env",
                    run.environment,
                    "Variables over the flow's own: KEY=VALUE, or .env files")
        ->expected(0, -1);
    serve.add_option("--variant", run.variant, "This variant instead of the default one");
    serve.add_option("--connections", run.connections, "YAML or JSON file with connections");
    serve.add_option("--python", run.python, "Python interpreter for python nodes");
    serve.add_flag("--simulate", run.simulate, "Every connection is answered by the simulator");
}

} // namespace

void addFlowServe(CLI::App &group, CommandLine &line)
{
    CLI::App *serve = group.add_subcommand("serve", "Serves a flow over HTTP until it is stopped");
    auto options = std::make_shared<FlowServeOptions>();
    addServing(*serve, *options);
    addRun(*serve, options->run);
    addLimits(*serve, *options);
    addCommonOptions(*serve, line);
    serve->footer("Examples:\n"
                  "  postern flow serve --source chat --simulate\n"
                  "  postern flow serve --source chat --port 8080 --host 0.0.0.0\n"
                  "  curl localhost:8080/score -H 'Content-Type: application/json' "
                  "-d '{\"question\": \"hi\"}'");
    serve->callback(
        [options, &line] { line.action = [options] { return serveUntilStopped(*options); }; });
}

} // namespace postern::cli
