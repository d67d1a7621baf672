// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/layout/dot.h"

#include "engine/base/error.h"
#include "engine/layout/plain.h"
#include "engine/process/child.h"
#include "engine/store/resources.h"

namespace postern::layout {

Task<Positions> dot(Graph graph, Spacing spacing)
{
    process::Command command;
    command.program = store::bundledProgram("dot");
    command.arguments = {"-Tplain"};
    std::string text = toDot(graph, spacing);
    const process::Output finished = co_await process::run(std::move(command), std::move(text));
    if (!finished.status.ok())
        throw Error(ErrorCode::EnvironmentFailed,
                    tr("Graphviz ended with %1.", finished.status.text()),
                    tr("The quick layout stays in use; reinstall graphviz for the better one."));
    co_return fromPlain(finished.output, graph, spacing);
}

} // namespace postern::layout
