// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/debug/command.h"

namespace postern::debug {

const std::vector<CommandHelp> &commandHelp()
{
    static const std::vector<CommandHelp> kHelp{
        {"break",
         "NODE [before|prompt|after] [if EXPR] [hits N] [log TEXT]",
         "stop at a node, or tell TEXT and go on"},
        {"break",
         "FILE:LINE [if PYTHON] [hits N] [log TEXT]",
         "stop at a line of a Python file, where the flow's Python has debugpy"},
        {"break", "NODE.inputs.KEY [...]", "stop when a value arrives at an input"},
        {"break",
         "error|schema|empty [NODE], tokens N [NODE]",
         "stop when a node fails, doesn't fit its type, finds nothing, takes more than N tokens"},
        {"clear", "[ID|NODE]", "remove a breakpoint, those of a node, or all"},
        {"run", "", "start a run"},
        {"continue", "", "go on; a failure waits as long as others can go on without it"},
        {"next", "", "run this node, stop at the next one"},
        {"step",
         "",
         "into: the rendered prompt, the code of a Python node, the first node of a flow that it "
         "calls, or the node's end"},
        {"finish", "", "out: to the end of the node whose code called this flow"},
        {"until", "NODE", "run to this node"},
        {"pause", "", "stop at the next node"},
        {"print",
         "EXPR",
         "a Jinja expression over inputs, nodes.NAME.inputs, .output, .usage, .error, .prompt; at "
         "a line one of Python"},
        {"set", "NODE.inputs.KEY = JSON", "change an input of a node that hasn't run"},
        {"set", "NODE.output = JSON", "give a node's output in its stead"},
        {"revert", "NODE", "take back what was set"},
        {"retry", "", "run the node again, its prompt and its code read anew"},
        {"fail", "[MESSAGE]", "let the node fail"},
        {"pin", "NODE [= JSON]", "give what it gave, or this, instead of running it, from now on"},
        {"unpin", "[NODE]", "run it again as ever"},
        {"where", "", "what is stopped, why, and with what"},
        {"stack", "", "the functions that are being called at a line, the innermost first"},
        {"locals", "[FRAME]", "the variables there, or of a function that stack tells"},
        {"list", "", "breakpoints, pins and nodes"},
        {"restart", "", "end the run and start it anew, flow and inputs read again"},
        {"stop", "", "end the run"},
        {"quit", "", "end the run and the debugger"},
        {"help", "[COMMAND]", "this"}};
    return kHelp;
}

} // namespace postern::debug
