// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/http/transport.h"
#include "engine/replay/requestmatch.h"

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace postern::replay {

/// Where a run asked for what its recording doesn't have.
struct Departure
{
    std::string node;
    Error error;      ///< says which part of the request differs, and what to do
    std::string diff; ///< all that differs from the nearest recording; empty: there is none
    std::vector<Difference> differences;
};

/// Answers requests from a cassette, and nobody else does: for a run::Carrier.
///
/// A request takes the first recording that asks the same and hasn't been taken, its own node's
/// before others', so that equal requests get their answers in order, whichever nodes run at the same
/// time. Belongs to the loop.
class Player final : public http::Transport
{
public:
    /// `name` is the cassette's, for errors.
    Player(Cassette cassette, std::string name);

    /// Throws Error NodeFailed for a request that isn't there, and TransferError for one that had no
    /// answer.
    Task<std::unique_ptr<http::Exchange>> open(http::Request request) override;
    std::string_view standIn() const override { return "recording"; }

    const Cassette &cassette() const { return m_cassette; }
    const std::vector<Departure> &departures() const { return m_departures; }
    /// Recordings that nobody asked for.
    std::vector<const Recording *> leftOver() const;

private:
    std::optional<std::size_t> find(const AskedRequest &asked) const;
    std::optional<std::size_t> nearest(const AskedRequest &asked) const;
    Departure depart(const AskedRequest &asked) const;

    const Cassette m_cassette;
    const std::string m_name;
    std::vector<bool> m_isTaken;
    std::vector<Departure> m_departures;
};

/// What differs between a request and the recording nearest to it, for a person: texts by lines.
std::string describeDifferences(const std::vector<Difference> &differences);

} // namespace postern::replay
