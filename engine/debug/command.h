// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/base/error.h"
#include "engine/base/value.h"
#include "engine/debug/breakpoint.h"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace postern::debug {

/// A line of a debugger's script, or what is typed at its prompt.
struct Command
{
    enum class Kind {
        Nothing, ///< an empty line, or a comment: # ...
        Break,
        Clear,
        Run,
        Continue,
        Next,
        Step,
        Finish,
        Until,
        Pause,
        Print,
        SetInput,
        SetOutput,
        Revert,
        Retry,
        Fail,
        Pin,
        Unpin,
        Where,
        Stack,
        Locals,
        List,
        Restart,
        Stop,
        Quit,
        Help
    };

    Kind kind = Kind::Nothing;
    Breakpoint breakpoint; ///< of Break
    int id = 0;            ///< of Clear: a breakpoint's; 0: by node, or all
    std::size_t frame = 0; ///< of Locals: of Python code that stands, from the innermost
    std::string node;      ///< a path; of Clear and Unpin empty: all
    std::string input;     ///< of SetInput
    std::string text;      ///< of Print the expression, of Fail the message, of Help the command
    std::optional<Value> value; ///< of SetInput, SetOutput, and of Pin where one is said
};

/// Reads a command:
///
///     break NODE [before|prompt|after] [if EXPR] [hits N] [log TEXT]
///     break FILE:LINE [if PYTHON] [hits N] [log TEXT]
///     break NODE.inputs.KEY | error [NODE] | schema [NODE] | tokens N [NODE] | empty [NODE]  (the same after it)
///     clear [ID|NODE], run, continue, next, step, finish, until NODE, pause, print EXPR,
///     set NODE.inputs.KEY = JSON, set NODE.output = JSON, revert NODE, retry, fail [MESSAGE],
///     pin NODE [= JSON], unpin [NODE], where, stack, locals [FRAME], list, restart, stop, quit, help [COMMAND]
///
/// A name with blanks, or one that is also a word of the language, stands in double quotes.
/// Throws Error Usage, for a value that is no JSON InvalidInput; `place` gets the column.
Command parseCommand(std::string_view line, Place place = {});

/// A command as help and the completion tell of it.
struct CommandHelp
{
    std::string_view name;
    std::string_view arguments;
    std::string_view says;
};
const std::vector<CommandHelp> &commandHelp();

} // namespace postern::debug
