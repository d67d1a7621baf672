// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/base/value.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace postern::doctor {

enum class State : std::uint8_t { Ok, Warning, Failed, NotRun, Unknown };

/// "ok", "warning", "failed", "not-run", "unknown".
std::string_view toString(State state);

/// What one step of an examination found. Holds no secret.
struct Finding
{
    std::string step; ///< one of steps(), or "posture"
    State state = State::NotRun;
    std::string finding;  ///< one sentence
    std::string evidence; ///< what it is concluded from; may be empty
    std::int64_t milliseconds = 0;
};

/// What became of a connection's examination.
struct Diagnosis
{
    std::string connection;
    std::vector<Finding> findings;
    std::string cause; ///< one sentence; empty: all is well
    std::string who;   ///< can mend it
    std::string ask;   ///< to ask of them

    bool hasFailed() const;
};

/// The steps, in their order; a failure ends an examination, and the steps after it aren't run.
const std::vector<std::string> &steps();
/// How a person calls a step: "Name resolution".
std::string_view titleOf(std::string_view step);

/// {"connection", "findings": [{"step", "state", "finding", "evidence", "ms"}], "cause", "who", "ask"}.
Value toValue(const Diagnosis &diagnosis);
/// For a terminal.
std::string toText(const Diagnosis &diagnosis);
/// A page of its own, with nothing from elsewhere.
std::string toHtml(const std::vector<Diagnosis> &diagnoses);

} // namespace postern::doctor
