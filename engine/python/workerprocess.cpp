// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/python/workerprocess.h"

#include <boost/asio/associated_cancellation_slot.hpp>
#include <boost/asio/associated_executor.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>
#include <unistd.h>

#include <algorithm>

namespace postern::python {
namespace {

namespace asio = boost::asio;

constexpr std::uint32_t kHandlesBit = 0x80000000U;
constexpr std::size_t kReplyHeader = 9; ///< length, kind, id
constexpr std::size_t kMaxReply = 1U << 30U;
/// How long a call may hold up others before the worker looks for another thread.
constexpr std::chrono::milliseconds kCallPatience{1};

std::uint32_t readLittleEndian(const char *bytes)
{
    std::uint32_t value = 0;
    for (int i = 3; i >= 0; --i) {
        value = value << 8U | static_cast<unsigned char>(bytes[i]);
    }
    return value;
}

} // namespace

const std::string &Frame::finish()
{
    writer.endTuple();
    writer.end();
    auto length = static_cast<std::uint32_t>(bytes.size() - kLengthSize);
    length |= writer.hasHandles() ? kHandlesBit : 0U;
    for (std::size_t i = 0; i < kLengthSize; ++i) {
        bytes[i] = static_cast<char>(length >> (8U * i) & 0xffU);
    }
    return bytes;
}

/// Whoever waits for a reply, its type forgotten.
struct WorkerProcess::Waiter
{
    Waiter() = default;
    Waiter(const Waiter &) = delete;
    Waiter &operator=(const Waiter &) = delete;
    virtual ~Waiter() = default;
    virtual void complete(Reply reply) = 0;
};

template<typename Handler>
struct WorkerProcess::WaiterOf final : Waiter
{
    WaiterOf(Handler h, const asio::any_io_executor &e)
        : handler(std::move(h))
        , executor(asio::get_associated_executor(handler, e))
    {}

    void complete(Reply reply) override
    {
        auto slot = asio::get_associated_cancellation_slot(handler);
        if (slot.is_connected()) {
            slot.clear();
        }
        asio::post(executor, [h = std::move(handler), r = std::move(reply)]() mutable {
            std::move(h)(std::move(r));
        });
    }

    Handler handler;
    asio::associated_executor_t<Handler, asio::any_io_executor> executor;
};

/// A read under way. One that is destroyed instead of ended is so with its loop: then nobody
/// answers any more, and those who wait, who hold the worker that holds them, have to be let go.
class WorkerProcess::Reading
{
public:
    explicit Reading(std::shared_ptr<WorkerProcess> worker)
        : m_worker(std::move(worker))
    {}
    ~Reading()
    {
        if (m_worker)
            m_worker->forgetWaiters();
    }
    Reading(Reading &&) = default;
    Reading &operator=(Reading &&) = delete;

    std::shared_ptr<WorkerProcess> end() { return std::move(m_worker); }

private:
    std::shared_ptr<WorkerProcess> m_worker;
};

WorkerProcess::WorkerProcess(const asio::any_io_executor &executor)
    : m_executor(executor)
    , m_socket(executor)
    , m_wakeTimer(executor)
{}

WorkerProcess::~WorkerProcess()
{
    m_output->detach();
    if (m_watch >= 0) {
        ::close(m_watch);
    }
}

/// The channel's end doesn't tell of every death: what the worker started may hold it open.
Task<void> WorkerProcess::watchForEnd()
{
    const auto self = shared_from_this();
    co_await m_child->wait();
    m_hasEnded = true;
    boost::system::error_code ignored;
    m_socket.cancel(ignored);
}

void WorkerProcess::read()
{
    if (m_hasEnded) {
        takeRest();
        asio::co_spawn(
            m_executor, [self = shared_from_this()] { return self->reap(); }, asio::detached);
        return;
    }
    m_socket.async_read_some(asio::buffer(m_chunk),
                             [reading = Reading(
                                  shared_from_this())](const boost::system::error_code &error,
                                                       std::size_t count) mutable {
                                 const auto self = reading.end();
                                 if (error) {
                                     self->m_hasEnded = true;
                                 } else {
                                     self->take(count);
                                 }
                                 self->read();
                             });
}

void WorkerProcess::forgetWaiters()
{
    m_alive = false;
    m_child->kill();
    const auto waiting = std::move(m_pending);
    m_pending.clear();
}

void WorkerProcess::take(std::size_t count)
{
    m_in.append(m_chunk.data(), count);
    try {
        takeFrames();
    } catch (const std::exception &) {
        kill(); // somebody wrote into the channel
    }
}

/// What the worker had sent before its end.
void WorkerProcess::takeRest()
{
    boost::system::error_code error;
    std::size_t left = m_socket.available(error);
    while (!error && left > 0) {
        const std::size_t wanted = std::min(left, m_chunk.size());
        const std::size_t count = m_socket.read_some(asio::buffer(m_chunk, wanted), error);
        left -= count;
        take(count);
    }
}

void WorkerProcess::takeFrames()
{
    m_heardSinceTick = true;
    std::size_t at = 0;
    while (m_in.size() - at >= kReplyHeader) {
        const std::size_t length = readLittleEndian(m_in.data() + at);
        if (length < kReplyHeader - Frame::kLengthSize || length > kMaxReply) {
            kill(); // not ours: somebody wrote into the channel
            break;
        }
        const std::size_t end = at + Frame::kLengthSize + length;
        if (end > m_in.size()) {
            break;
        }
        takeFrame(static_cast<ReplyKind>(m_in[at + 4]),
                  readLittleEndian(m_in.data() + at + 5),
                  std::string_view(m_in).substr(at + kReplyHeader, end - at - kReplyHeader));
        at = end;
    }
    m_in.erase(0, at);
}

void WorkerProcess::takeFrame(ReplyKind kind, std::uint32_t id, std::string_view payload)
{
    const auto found = m_pending.find(id);
    const CallObserver *observer = found == m_pending.end() ? nullptr : &found->second.observer;
    switch (kind) {
    case ReplyKind::Log: {
        const bool isError = !payload.empty() && payload[0] != '\0';
        payload.remove_prefix(payload.empty() ? 0 : 1);
        takeLog(id, isError, payload);
        return;
    }
    case ReplyKind::Span:
        if (observer != nullptr && observer->onSpan) {
            observer->onSpan(readPickle(payload, m_number, 0));
        }
        return;
    case ReplyKind::Egress:
        if (m_onEgress) {
            const Value pair = readPickle(payload, m_number, 0);
            m_onEgress(pair.asList().at(0).asString(),
                       static_cast<int>(pair.asList().at(1).asInt()));
        }
        return;
    case ReplyKind::Ready:
        m_ready = true;
        return;
    case ReplyKind::HostCall:
        takeHostCall(id, readPickle(payload, m_number, 0));
        return;
    default:
        m_output->drain(); // what the call wrote belongs to it, and was written before its answer
        settle(id, Reply{kind, std::string(payload), {}});
    }
}

const CallObserver *WorkerProcess::observerOf(std::uint32_t id) const
{
    auto found = m_pending.find(id);
    if (found == m_pending.end() && m_pending.size() == 1 && m_abandoned == 0)
        found = m_pending.begin();
    return found == m_pending.end() ? nullptr : &found->second.observer;
}

void WorkerProcess::takeLog(std::uint32_t id, bool isError, std::string_view text)
{
    const CallObserver *observer = observerOf(id);
    if (observer && observer->onLog)
        observer->onLog(isError, text);
    else if (m_onLog)
        m_onLog({}, isError, text);
    else if (!m_hasBegun)
        keepEarly(isError, text);
}

void WorkerProcess::settle(std::uint32_t id, Reply reply)
{
    auto pending = m_pending.extract(id);
    if (!pending.empty() && pending.mapped().waiter) {
        pending.mapped().waiter->complete(std::move(reply));
    }
}

void WorkerProcess::tell(Frame &frame)
{
    m_out += frame.finish();
    requestFlush();
}

template<typename Handler>
void WorkerProcess::addPending(Handler handler,
                               std::uint32_t id,
                               const std::string &frame,
                               CallObserver observer)
{
    if (!m_alive) {
        WaiterOf<Handler>(std::move(handler), m_executor).complete(Reply{});
        return;
    }
    auto slot = asio::get_associated_cancellation_slot(handler);
    if (slot.is_connected()) {
        slot.assign([weak = weak_from_this(), id](asio::cancellation_type) {
            if (const auto worker = weak.lock()) {
                worker->giveUp(id);
            }
        });
    }
    Pending &pending = m_pending[id];
    pending.waiter = std::make_unique<WaiterOf<Handler>>(std::move(handler), m_executor);
    pending.observer = std::move(observer);
    m_out += frame;
    m_sentSinceWake = true;
    requestFlush();
    armWake();
}

Task<Reply> WorkerProcess::ask(std::uint32_t id, std::string frame, CallObserver observer)
{
    const auto self = shared_from_this();
    const auto initiate = [&](auto handler) {
        self->addPending(std::move(handler), id, frame, std::move(observer));
    };
    co_return co_await asio::async_initiate<const asio::use_awaitable_t<> &,
                                            void(Reply)>(initiate, asio::use_awaitable);
}

void WorkerProcess::giveUp(std::uint32_t id)
{
    m_output->drain();
    settle(id, Reply{ReplyKind::Cancelled, {}, {}});
    if (m_retired) {
        ++m_abandoned;
    } else {
        kill();
    }
}

void WorkerProcess::requestFlush()
{
    // Posted, so that all frames of this turn of the loop leave together.
    if (m_flushRequested || !m_alive) {
        return;
    }
    m_flushRequested = true;
    asio::post(m_executor, [self = shared_from_this()] {
        self->m_flushRequested = false;
        self->flush();
    });
}

void WorkerProcess::flush()
{
    if (!m_writing.empty() || m_out.empty() || !m_alive) {
        return;
    }
    std::swap(m_writing, m_out);
    asio::async_write(m_socket,
                      asio::buffer(m_writing),
                      [self = shared_from_this()](const boost::system::error_code &error,
                                                  std::size_t) {
                          self->m_writing.clear();
                          if (!error) { // reading tells of the end
                              self->flush();
                          }
                      });
}

void WorkerProcess::armWake()
{
    if (m_wakeArmed || m_pending.size() + m_abandoned < 2) {
        return;
    }
    m_wakeArmed = true;
    m_heardSinceTick = false;
    m_wakeTimer.expires_after(kCallPatience);
    m_wakeTimer.async_wait([weak = weak_from_this()](const boost::system::error_code &error) {
        const auto self = weak.lock();
        if (self && !error) {
            self->m_wakeArmed = false;
            self->wake();
        }
    });
}

void WorkerProcess::wake()
{
    if (m_heardSinceTick) {
        armWake();
        return;
    }
    if (m_pending.size() + m_abandoned >= 2 && m_sentSinceWake && m_alive) {
        m_sentSinceWake = false;
        // A full pipe holds enough of them.
        [[maybe_unused]] const ssize_t written = ::write(m_watch, "p", 1);
    }
}

void WorkerProcess::removeLine()
{
    --m_lines;
    if (m_retired && m_lines == 0) {
        kill();
    }
}

void WorkerProcess::kill()
{
    m_killed = true;
    m_child->kill();
    stopAnswers();
}

void WorkerProcess::abandon()
{
    m_onLog = {};
    m_onUsage = {};
    kill();
}

Task<void> WorkerProcess::reap()
{
    const auto self = shared_from_this();
    m_alive = false;
    m_child->kill(); // it may have closed its channel and live on
    stopAnswers();
    const process::ExitStatus status = co_await m_child->wait();
    m_output->drain(); // its last words, while it is known whose they are
    boost::system::error_code ignored;
    m_socket.close(ignored);
    auto pending = std::move(m_pending);
    m_pending.clear();
    for (auto &[id, call] : pending) {
        call.waiter->complete(Reply{ReplyKind::Crashed, {}, status.text()});
    }
}

} // namespace postern::python
