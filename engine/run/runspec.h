// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/base/value.h"
#include "engine/connection/connection.h"
#include "engine/connection/environment.h"
#include "engine/flow/flowdocument.h"
#include "engine/run/event.h"
#include "engine/run/gate.h"

#include <cstddef>
#include <filesystem>
#include <memory>
#include <string>

namespace postern::run {

class Carrier;

/// What to run: a flow of any kind, or one node of it, and with what.
struct RunSpec
{
    std::string id;              ///< of the run, unlike any other's; empty: one is made
    flow::FlowDocument document; ///< its text as it stands, saved or not
    flow::Trust trust = flow::Trust::Restricted;
    Dict inputs;         ///< of the flow; with `node`, of that node ("name" or "other.output" keys)
    Dict init;           ///< of a flex flow: arguments of its class
    std::string variant; ///< "${node.variant}", or empty for the defaults
    std::string node;    ///< run this node alone, when not empty
    /// Run this node and what it needs, and no other, when not empty: it gives the result.
    std::string until;
    Dict answers;                        ///< by node: values that stand in for running it
    connection::Environment environment; ///< overrides the flow's own variables
    connection::ConnectionSet connections;
    bool simulate = false; ///< every connection is answered by the built-in simulator
    /// Answers every connection in place of the network and of the simulator; null: they do.
    std::shared_ptr<Carrier> carrier;
    std::filesystem::path python; ///< interpreter; empty: found
    /// So many processes of Python at most: lines spread over them.
    std::size_t workers = 1;
    /// Where images among the outputs are written; empty: they are given as base64.
    std::filesystem::path imageFolder;
    /// Lets the text of what only outputs refer to be told while it comes; the results are the same.
    bool stream = true;
    /// The outputs are for Python code: their images stay images.
    bool keepImages = false;
    Gates gates;
    RunObservers observers;  ///< are told every step
    bool keepBodies = false; ///< requests are told with what was sent and received
    /// The node whose code asks for the run; null: nobody's.
    std::shared_ptr<const Origin> parent;

    /// Whether connections are made up where they are missing: nobody looks at what they say.
    bool inventsConnections() const { return simulate || carrier != nullptr; }
};

} // namespace postern::run
