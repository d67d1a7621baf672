// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <cstddef>
#include <cstdint>
#include <string>

namespace postern::debug {

/// Where in its turn a node stands: its inputs are there, its prompt is rendered and the model not
/// asked yet, it has run or failed.
enum class Moment { Before, Prompt, After };

/// What a breakpoint waits for.
enum class BreakOn {
    Node,           ///< `moment` of a node
    Edge,           ///< a value arrives at an input of a node
    Error,          ///< a node failed
    SchemaMismatch, ///< an input or the output of a node isn't of the type that is said of it
    Tokens,         ///< a node took more than so many tokens
    EmptyRetrieval, ///< a search found nothing
    Line            ///< a line of a Python file is about to run
};

/// A place or an event that a run stops at, or that is noted while it goes on.
///
/// Nodes are named by path: "answer" is a node of the flow that is debugged, "call/answer" one of
/// the flow that the code of its node "call" calls.
struct Breakpoint
{
    int id = 0; ///< given by the debugger
    BreakOn on = BreakOn::Node;
    std::string node;               ///< empty: any, where `on` is neither Node nor Edge
    Moment moment = Moment::Before; ///< of Node
    std::string input;              ///< of Edge
    std::int64_t tokens = 0;        ///< of Tokens: more than these
    std::string file;               ///< of Line: relative to the flow's root
    int line = 0;                   ///< of Line, from 1
    /// Of Line, Python over what is known there; else a Jinja expression, see Debugger::evaluate(); `node` is the node at hand there, and `value` what
    /// arrives at an edge. Empty: always.
    std::string condition;
    std::size_t hits = 0; ///< stops from this time on that it is met in a run; 0: at once
    /// Not empty: the run goes on, and this is told, a template whose {{ expressions }} are filled in;
    /// of Line, whose {expressions} are.
    std::string log;
    bool isEnabled = true;
    bool isOnce = false; ///< goes once it has stopped a run: run to here
    std::size_t met = 0; ///< how often in this run so far; the debugger counts

    bool operator==(const Breakpoint &) const = default;
};

} // namespace postern::debug
