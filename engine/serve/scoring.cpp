// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/serve/scoring.h"

#include "engine/base/json.h"
#include "engine/base/offload.h"
#include "engine/base/pathtext.h"
#include "engine/flow/sourcefolder.h"
#include "engine/run/taskgroup.h"
#include "engine/serve/answers.h"
#include "engine/serve/outputevents.h"
#include "engine/serve/scorerequest.h"
#include "engine/serve/swagger.h"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <optional>
#include <utility>

namespace postern::serve {

namespace asio = boost::asio;

namespace {

constexpr int kGood = 200;
constexpr int kTimedOut = 504;

/// What a text of the flow's folder says as JSON; null: it isn't there, or is none.
Value jsonInFolder(const flow::SourceFolder &folder, const std::string &name)
{
    constexpr std::size_t kMost = 4UL * 1024 * 1024;
    try {
        return flow::hasFile(folder, name) ? json::parse(flow::openInFolder(folder, name, kMost))
                                           : Value();
    } catch (const Error &) {
        return {}; // a description without an example
    }
}

std::set<std::string> hiddenOutputs(const flow::Flow &flow, const std::set<std::string> &included)
{
    std::set<std::string> hidden;
    for (const flow::FlowOutput &output : flow.outputs) {
        const bool isHidden = included.empty() ? output.evaluationOnly
                                               : !included.contains(output.name);
        if (isHidden)
            hidden.insert(output.name);
    }
    return hidden;
}

Value shown(const Value &outputs, const std::set<std::string> &hidden)
{
    if (!outputs.isDict() || hidden.empty())
        return outputs;
    Dict kept;
    for (const auto &[name, value] : outputs.asDict()) {
        if (!name.isString() || !hidden.contains(name.asString()))
            kept.append(name, value);
    }
    return Value(std::move(kept));
}

/// A run of the flow for one request. Shared by who answers and by what runs, whichever ends last.
class Run : public std::enable_shared_from_this<Run>
{
public:
    Run(const asio::any_io_executor &loop,
        std::shared_ptr<const ServedFlow> served,
        bool wantsEvents,
        std::chrono::milliseconds timeout)
        : m_served(std::move(served))
        , m_news(loop)
        , m_deadline(asio::steady_timer::clock_type::now() + timeout)
    {
        if (wantsEvents)
            m_events.emplace(m_served->signature,
                             m_served->flow->spec().document.location().kind == flow::FlowKind::Dag,
                             m_served->hidden);
    }

    void start(Dict inputs)
    {
        run::LineInputs line;
        line.values = std::move(inputs);
        line.isLate = &m_isLate;
        line.isCounted = false;
        if (m_events) {
            line.observers.push_back(&*m_events);
            line.onPiece = [this](const std::string &output, const Value &piece) {
                m_events->piece(output, piece);
                m_news.cancel();
            };
        }
        asio::co_spawn(m_news.get_executor(),
                       m_served->flow->runLine(std::move(line)),
                       asio::bind_cancellation_slot(
                           m_stop.slot(),
                           [self = shared_from_this()](const std::exception_ptr &failure,
                                                       run::LineResult result) {
                               self->end(failure, std::move(result));
                           }));
    }

    /// Sends what there is as it comes, and the rest at the end.
    Task<Scored> answer(http::Responder &responder, const Accepted &accepted)
    {
        co_await asio::this_coro::throw_if_cancelled(false);
        bool isThere = true;
        while (!m_result) {
            m_news.expires_at(m_isLate ? asio::steady_timer::time_point::max() : m_deadline);
            co_await m_news.async_wait(asio::as_tuple(asio::use_awaitable));
            const auto state = co_await asio::this_coro::cancellation_state;
            isThere = isThere && state.cancelled() == asio::cancellation_type::none;
            if (isThere && m_events && !m_isLate)
                isThere = co_await sendEvents(responder);
            m_isLate = m_isLate || asio::steady_timer::clock_type::now() >= m_deadline;
            if (!isThere || m_isLate)
                m_stop.emit(asio::cancellation_type::terminal);
        }
        if (isThere)
            co_await finish(responder, accepted);
        m_scored.usage = m_result->usage;
        m_scored.reachedNobody = m_result->error
                                 && m_result->error->code() == ErrorCode::ConnectionFailed;
        co_return m_scored;
    }

private:
    void end(const std::exception_ptr &failure, run::LineResult result)
    {
        m_result.emplace(std::move(result));
        if (failure)
            m_result->error = run::toError(failure);
        m_news.cancel();
    }

    Task<bool> sendEvents(http::Responder &responder)
    {
        std::string text = m_events->take();
        if (text.empty())
            co_return true;
        if (m_scored.status == 0) {
            http::ResponseHead head;
            head.status = m_scored.status = kGood;
            head.headers.emplace_back("Content-Type", "text/event-stream; charset=utf-8");
            head.headers.emplace_back("Cache-Control", "no-cache");
            head.headers.emplace_back("X-Accel-Buffering", "no"); // nginx hands it on at once
            const bool hasBegun = co_await responder.begin(std::move(head));
            if (!hasBegun)
                co_return false;
        }
        co_return co_await responder.write(std::move(text));
    }

    Task<> finish(http::Responder &responder, const Accepted &accepted)
    {
        if (!m_result->error && m_events)
            m_events->end(*m_result);
        const bool hasBegun = m_scored.status != 0;
        if (hasBegun && m_result->error) // the head is out: a stream that breaks off says it
            throw Error(*m_result->error);
        if (hasBegun
            || (!m_result->error && m_events && m_events->isStream() && !m_events->areSeveral())) {
            co_await sendEvents(responder);
            co_return;
        }
        http::Response response = wholeAnswer(accepted);
        m_scored.status = response.head.status;
        co_await responder.send(std::move(response));
    }

    http::Response wholeAnswer(const Accepted &accepted) const
    {
        if (m_isLate)
            return errorAnswer(kTimedOut,
                               "SystemError",
                               "The flow wasn't through in the time that a request may take.");
        if (m_result->error)
            return errorAnswer(*m_result->error);
        if (m_events && m_events->areSeveral())
            return errorAnswer(400, "UserError", "Multiple stream output fields not supported.");
        if (!accepted.json)
            return notAcceptable(accepted, false);
        return jsonAnswer(shown(m_result->outputs, m_served->hidden));
    }

    const std::shared_ptr<const ServedFlow> m_served;
    std::optional<OutputEvents> m_events;
    asio::steady_timer m_news;
    const asio::steady_timer::time_point m_deadline;
    asio::cancellation_signal m_stop;
    bool m_isLate = false;
    std::optional<run::LineResult> m_result;
    Scored m_scored;
};

} // namespace

Task<std::shared_ptr<const ServedFlow>> prepareToServe(run::Engine &engine,
                                                       run::RunSpec spec,
                                                       std::set<std::string> included)
{
    const flow::FlowLocation location = spec.document.location();
    flow::SourceFolder folder(location.folder, spec.trust, spec.document.unsaved());
    const Value samples = co_await offload(
        [folder = std::move(folder)] { return jsonInFolder(folder, "samples.json"); });
    auto served = std::make_shared<ServedFlow>();
    served->name = pathText(location.folder.filename());
    served->flow = co_await run::prepare(engine, std::move(spec));
    served->signature = served->flow->signature();
    served->inputs = served->flow->lineInputs();
    served->hidden = hiddenOutputs(served->signature, included);
    served->swagger = swaggerOf(served->signature, served->name, samples, served->hidden);
    co_return served;
}

Task<Scored> score(std::shared_ptr<const ServedFlow> served,
                   const http::ServerRequest &request,
                   http::Responder &responder,
                   std::chrono::milliseconds timeout)
{
    const Accepted accepted = acceptedBy(request.headers);
    std::optional<http::Response> refused;
    Dict inputs;
    try {
        inputs = inputsOf(request.body, served->inputs);
        if (!accepted.events && !accepted.json)
            refused = notAcceptable(accepted, false);
    } catch (const Error &error) {
        refused = errorAnswer(error);
    }
    if (refused) {
        const int status = refused->head.status;
        co_await responder.send(std::move(*refused));
        co_return Scored{status, {}, false};
    }
    const auto run = std::make_shared<Run>(co_await asio::this_coro::executor,
                                           std::move(served),
                                           accepted.events,
                                           timeout);
    run->start(std::move(inputs));
    co_return co_await run->answer(responder, accepted);
}

} // namespace postern::serve
