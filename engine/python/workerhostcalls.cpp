// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

// What the worker asks of us, and our answers.

#include "engine/base/error.h"
#include "engine/python/workerprocess.h"

#include <optional>

namespace postern::python {

void WorkerProcess::onHostCall(std::function<Task<Value>(HostCall)> handler)
{
    m_onHostCall = std::move(handler);
}

Task<void> WorkerProcess::answerHostCall(std::uint32_t id, Value request)
{
    const auto self = shared_from_this();
    const std::int64_t number = request.asList().at(0).asInt();
    HostCall call{request.asList().at(1).asString(), request.asList().at(2).asDict(), {}};
    call.onLog = [weak = weak_from_this(), id](bool isError, std::string_view text) {
        if (const auto worker = weak.lock())
            worker->takeLog(id, isError, text);
    };
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
