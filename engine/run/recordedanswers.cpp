// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/run/recordedanswers.h"

#include "engine/run/references.h"

#include <filesystem>
#include <string>
#include <system_error>

namespace postern::run {

Dict recordedAnswers(const flow::SourceFolder &folder)
{
    for (const char *name : {".postern/answers.json", ".postern/answers.yaml"}) {
        std::error_code ignored;
        if (!std::filesystem::is_regular_file(flow::pathInFolder(folder, name), ignored))
            continue;
        const Value answers = readDataFile(folder, name, name);
        if (!answers.isDict())
            throw Error(ErrorCode::InvalidInput,
                        tr("The file '%1' holds a %2 instead of a mapping from node to value.",
                           name,
                           answers.typeName()),
                        tr("Write the name of each node that isn't to be run, and its value."),
                        Place{name});
        return answers.asDict();
    }
    return {};
}

} // namespace postern::run
