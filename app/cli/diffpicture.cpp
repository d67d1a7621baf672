// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "app/cli/diffpicture.h"

#include "engine/base/error.h"
#include "engine/process/child.h"
#include "engine/store/resources.h"

#include <utility>

namespace postern::cli {

Task<std::string> drawPng(std::string dot)
{
    process::Command command;
    command.program = store::bundledProgram("dot");
    command.arguments = {"-Tpng"};
    command.pipeInput = true;
    process::Output drawn;
    try {
        drawn = co_await process::run(std::move(command), std::move(dot));
    } catch (const Error &error) {
        if (error.code() != ErrorCode::EnvironmentFailed)
            throw;
        throw Error(ErrorCode::EnvironmentFailed,
                    tr("A picture is drawn by Graphviz, which isn't here."),
                    tr("Install graphviz, or take --format html, which needs nothing."));
    }
    if (!drawn.status.ok() || !drawn.output.starts_with("\x89PNG"))
        throw Error(ErrorCode::EnvironmentFailed,
                    tr("Graphviz drew no picture: %1.", drawn.status.text()),
                    tr("Take --format html, which needs nothing."));
    co_return std::move(drawn.output);
}

} // namespace postern::cli
