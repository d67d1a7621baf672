// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/replay/player.h"

#include "engine/http/transfererror.h"
#include "engine/replay/textdiff.h"

#include <algorithm>
#include <limits>
#include <utility>

namespace postern::replay {

namespace {

/// An answer as it was recorded, piece by piece.
class PlayedExchange final : public http::Exchange
{
public:
    explicit PlayedExchange(const Recording &recording)
        : m_pieces(recording.pieces)
        , m_error(recording.error)
    {
        m_head.status = recording.status;
        m_head.headers = recording.headers;
    }

    const http::ResponseHead &head() const override { return m_head; }

    Task<std::optional<std::string>> read() override
    {
        if (m_next < m_pieces.size())
            co_return m_pieces[m_next++].bytes();
        if (!m_error.empty())
            throw http::TransferError(http::TransferError::Step::Broken, Message(m_error), {});
        co_return std::nullopt;
    }

private:
    http::ResponseHead m_head;
    const std::vector<Body> m_pieces;
    const std::string m_error;
    std::size_t m_next = 0;
};

/// How unlike a recording is to what is asked; 0: the same.
std::size_t distance(const Recording &recorded, const AskedRequest &asked)
{
    constexpr std::size_t kMostLookedAt = 50;
    const std::vector<Difference> found = requestDifferences(recorded, asked);
    std::size_t sum = std::min(found.size(), kMostLookedAt);
    for (const Difference &difference : found) {
        if (difference.path == "target" || difference.path == "method")
            sum += kMostLookedAt;
    }
    return sum;
}

Message subjectOf(const AskedRequest &asked)
{
    return asked.node.empty() ? tr("The flow asks for something")
                              : tr("Node '%1' asks for something", asked.node);
}

} // namespace

Player::Player(Cassette cassette, std::string name)
    : m_cassette(std::move(cassette))
    , m_name(std::move(name))
    , m_isTaken(m_cassette.recordings.size(), false)
{}

std::vector<const Recording *> Player::leftOver() const
{
    std::vector<const Recording *> left;
    for (std::size_t i = 0; i < m_isTaken.size(); ++i) {
        if (!m_isTaken[i] && !m_cassette.recordings[i].isCut)
            left.push_back(&m_cassette.recordings[i]);
    }
    return left;
}

std::optional<std::size_t> Player::find(const AskedRequest &asked) const
{
    std::optional<std::size_t> others;
    for (std::size_t i = 0; i < m_isTaken.size(); ++i) {
        const Recording &recording = m_cassette.recordings[i];
        if (m_isTaken[i] || recording.isCut || !isSameRequest(recording, asked))
            continue;
        if (recording.node == asked.node)
            return i;
        others = others ? others : i;
    }
    return others;
}

std::optional<std::size_t> Player::nearest(const AskedRequest &asked) const
{
    // Of the node's own first, and of these what hasn't been taken.
    std::optional<std::size_t> best;
    std::size_t least = std::numeric_limits<std::size_t>::max();
    for (std::size_t i = 0; i < m_isTaken.size(); ++i) {
        constexpr std::size_t kOtherNode = 10'000;
        constexpr std::size_t kTaken = 1'000;
        const Recording &recording = m_cassette.recordings[i];
        const std::size_t far = distance(recording, asked)
                                + (recording.node == asked.node ? 0 : kOtherNode)
                                + (m_isTaken[i] ? kTaken : 0);
        if (far < least) {
            least = far;
            best = i;
        }
    }
    return best;
}

Departure Player::depart(const AskedRequest &asked) const
{
    const Message again = tr("Record the run anew with --record, or take the change back.");
    const std::optional<std::size_t> near = nearest(asked);
    Message what = tr("%1 that the recording '%2' doesn't have.", subjectOf(asked), m_name);
    Departure departure{asked.node, Error(ErrorCode::NodeFailed, what, again), {}, {}};
    if (!near)
        return departure;
    const Recording &recording = m_cassette.recordings[*near];
    departure.differences = requestDifferences(recording, asked);
    departure.diff = describeDifferences(departure.differences);
    if (departure.differences.empty()) {
        const Message why = recording.isCut
                                ? tr("The run that was recorded didn't wait for this answer.")
                                : tr("It asks the same once more than the run that was recorded.");
        departure.error = Error(ErrorCode::NodeFailed, what, tr("%1 %2", why, again));
        return departure;
    }
    const std::string first = inWords(departure.differences.front());
    const std::size_t more = departure.differences.size() - 1;
    const Message where = more == 0 ? tr("What differs: %1", first)
                                    : tr("What differs first: %1 (and %2 more)", first, more);
    departure.error = Error(ErrorCode::NodeFailed, what, tr("%1\n%2", where, again));
    departure.error.setDetails(departure.diff);
    return departure;
}

Task<std::unique_ptr<http::Exchange>> Player::open(http::Request request)
{
    const AskedRequest asked = AskedRequest::of(request);
    const std::optional<std::size_t> found = find(asked);
    if (!found) {
        m_departures.push_back(depart(asked));
        throw Error(m_departures.back().error);
    }
    m_isTaken[*found] = true;
    const Recording &recording = m_cassette.recordings[*found];
    if (recording.status == 0)
        throw http::TransferError(http::TransferError::Step::Other, Message(recording.error), {});
    co_return std::make_unique<PlayedExchange>(recording);
}

std::string describeDifferences(const std::vector<Difference> &differences)
{
    std::string text;
    for (const Difference &difference : differences) {
        const bool isText = difference.kind == Difference::Kind::Changed
                            && difference.before.isString() && difference.after.isString();
        if (!isText) {
            text += inWords(difference) + "\n";
            continue;
        }
        text += (difference.path.empty() ? std::string("text") : difference.path) + ":\n"
                + diffText(difference.before.asString(), difference.after.asString());
    }
    return text;
}

} // namespace postern::replay
