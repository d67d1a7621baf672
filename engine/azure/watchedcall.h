// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/base/value.h"
#include "engine/http/watch.h"

#include <memory>
#include <optional>

namespace postern::azure {

/// A call of a model that is told of: adds to its last attempt what the model counted, which only
/// who reads the answer knows. Told when the call is over, that is, when this goes away.
class WatchedCall
{
public:
    /// Null tells nobody.
    explicit WatchedCall(std::shared_ptr<const http::Watch> told);

    /// For the call's requests; null when nobody is told.
    const std::shared_ptr<const http::Watch> &watch() const { return m_watch; }
    /// Looks for the tokens that an answer or a chunk tells of.
    void take(const Value &answer);

private:
    struct State;
    std::shared_ptr<State> m_state;
    std::shared_ptr<const http::Watch> m_watch;
};

} // namespace postern::azure
