// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

// What the worker asks of us, and our answers.

#include "engine/base/error.h"
#include "engine/python/workerprocess.h"

#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/post.hpp>

#include <memory>
#include <optional>
#include <utility>

namespace postern::python {

namespace asio = boost::asio;

void WorkerProcess::onHostCall(std::function<Task<Value>(HostCall)> handler)
{
    m_onHostCall = std::move(handler);
}

std::shared_ptr<const http::Watch> WorkerProcess::watchFor(std::uint32_t id)
{
    const auto watchOf = [weak = weak_from_this(), id]() -> std::shared_ptr<const http::Watch> {
        const auto worker = weak.lock();
        const CallObserver *observer = worker ? worker->observerOf(id) : nullptr;
        return observer ? observer->watch : nullptr;
    };
    http::Watch watch;
    watch.onAttempt = [watchOf](http::Attempt attempt) {
        if (const auto own = watchOf(); own && own->onAttempt)
            own->onAttempt(std::move(attempt));
    };
    watch.onRetry = [watchOf](const http::Failure &failure, std::chrono::milliseconds wait) {
        if (const auto own = watchOf(); own && own->onRetry)
            own->onRetry(failure, wait);
    };
    const auto own = watchOf();
    watch.keepsBodies = own && own->keepsBodies;
    watch.asker = own ? own->asker : std::string();
    return std::make_shared<const http::Watch>(std::move(watch));
}

CallObserver WorkerProcess::observerFor(std::uint32_t id)
{
    CallObserver told;
    if (const CallObserver *observer = observerOf(id))
        told.caller = observer->caller;
    const auto weak = weak_from_this();
    told.onLog = [weak, id](bool isError, std::string_view text) {
        if (const auto worker = weak.lock())
            worker->takeLog(id, isError, text);
    };
    const auto to = [weak, id](auto member) {
        return [weak, id, member](const auto &text) {
            const auto worker = weak.lock();
            const CallObserver *observer = worker ? worker->observerOf(id) : nullptr;
            if (observer && observer->*member)
                (observer->*member)(text);
        };
    };
    told.onPrompt = to(&CallObserver::onPrompt);
    told.onChunk = to(&CallObserver::onChunk);
    told.onSpan = [](const Value &) {};
    told.watch = watchFor(id);
    told.onNested = [weak, id](const void *event) {
        const auto worker = weak.lock();
        const CallObserver *observer = worker ? worker->observerOf(id) : nullptr;
        if (observer && observer->onNested)
            observer->onNested(event);
    };
    told.onUsage = [weak, id](const TokenUsage &usage) {
        const auto worker = weak.lock();
        const CallObserver *observer = worker ? worker->observerOf(id) : nullptr;
        if (observer && observer->onUsage)
            observer->onUsage(usage);
        else if (worker && worker->m_onUsage)
            worker->m_onUsage(usage);
    };
    return told;
}

void WorkerProcess::takeHostCall(std::uint32_t id, Value request)
{
    const auto stop = m_answering.emplace(m_answering.end());
    auto ended = [self = shared_from_this(), stop](const std::exception_ptr &) {
        // asio may still be using the signal, whose emit() runs this.
        asio::post(self->m_executor, [self, stop] { self->m_answering.erase(stop); });
    };
    asio::co_spawn(m_executor,
                   answerHostCall(id, std::move(request)),
                   asio::bind_cancellation_slot(stop->slot(), std::move(ended)));
}

void WorkerProcess::stopAnswers()
{
    for (asio::cancellation_signal &stop : m_answering)
        stop.emit(asio::cancellation_type::terminal);
}

Task<void> WorkerProcess::answerHostCall(std::uint32_t id, Value request)
{
    const auto self = shared_from_this();
    const std::int64_t number = request.asList().at(0).asInt();
    HostCall call{request.asList().at(1).asString(),
                  request.asList().at(2).asDict(),
                  observerFor(id)};
    std::optional<Error> failure;
    try {
        auto answer = m_onHostCall(std::move(call));
        const Value value = co_await std::move(answer);
        Frame frame;
        frame.writer.integer(static_cast<int>(Operation::HostAnswer));
        frame.writer.integer(number);
        frame.writer.value(value, m_number);
        frame.writer.none();
        tell(frame);
        co_return;
    } catch (const Error &error) {
        failure = error;
    } catch (const std::exception &error) {
        failure.emplace(ErrorCode::Internal, error.what());
    }
    refuseHostCall(number, *failure);
}

/// Answers a request by an exception, as _exception() of the worker's host.py makes it.
void WorkerProcess::refuseHostCall(std::int64_t number, const Error &error)
{
    const auto &original = error.promptflow();
    const std::string codes = original ? original->path() : std::string();
    const bool hasSentence = original && !original->message.empty();
    const Place place = error.place().value_or(Place());
    Frame frame;
    frame.writer.integer(static_cast<int>(Operation::HostAnswer));
    frame.writer.integer(number);
    frame.writer.none();
    frame.writer.beginTuple();
    frame.writer.text(codes.empty() ? "SystemError/UnexpectedError" : codes);
    frame.writer.text(hasSentence ? original->message : error.message());
    frame.writer.text(place.line > 0 ? place.file : std::string());
    frame.writer.integer(place.line);
    frame.writer.text(error.details());
    frame.writer.endTuple();
    tell(frame);
}

} // namespace postern::python
