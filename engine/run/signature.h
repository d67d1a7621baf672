// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/flow/flowdocument.h"

#include <string>
#include <vector>

namespace postern::run {

/// What a flow takes and gives, whichever says so: its file, the code of a flex flow, the sample.
struct Signature
{
    std::vector<flow::FlowInput> inputs; ///< every one with a type
    std::vector<flow::FlowInput> init;   ///< of a flex flow: the arguments of its class
    std::vector<flow::FlowOutput> outputs;
    std::string source; ///< of a flex flow: the file of its entry, relative to the folder
    int line = 0;       ///< of the entry in it; 0 when it wasn't found
    Dict sample;        ///< the inputs of a run that is given none
    Dict sampleInit;    ///< the same for `init`
};

/// What the file says, with a sample that it holds itself. Reads no code.
Signature declaredSignature(const flow::FlowDocument &document);

/// With what the code of a flex flow says, read by the system's interpreter with `ast` alone, and
/// a sample that lies in a file of its own. Never fails: what can't be read is left out. Of a
/// restricted folder only what lies in it is looked at. Waits for a process, `python`'s where one is
/// given; for a thread of its own.
Signature signatureOf(const flow::FlowDocument &document,
                      flow::Trust trust,
                      flow::PythonReader *python = nullptr);

/// A flex flow or a prompty as a flow of one node, which has the name that a run tells of it by:
/// its inputs are the flow's, its output theirs. Any other flow as it is.
flow::Flow asOneNode(const flow::FlowDocument &document, const Signature &signature);

} // namespace postern::run
