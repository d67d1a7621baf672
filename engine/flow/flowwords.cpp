// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/flow/flowwords.h"

#include "engine/flow/loader.h"

#include <algorithm>

namespace postern::flow {

const Words &valueTypes()
{
    static const Words kWords = {"int",
                                 "double",
                                 "bool",
                                 "string",
                                 "secret",
                                 "prompt_template",
                                 "list",
                                 "object",
                                 "file_path",
                                 "image",
                                 "assistant_definition"};
    return kWords;
}

const Words &flowKeys()
{
    static const Words kWords = {"$schema",
                                 "additional_includes",
                                 "description",
                                 "display_name",
                                 "entry",
                                 "environment",
                                 "environment_variables",
                                 "id",
                                 "init",
                                 "inputs",
                                 "language",
                                 "message_format",
                                 "name",
                                 "node_variants",
                                 "nodes",
                                 "outputs",
                                 "sample",
                                 "tags",
                                 "tools",
                                 "type",
                                 "code",
                                 "path"};
    return kWords;
}

const Words &nodeKeys()
{
    static const Words kWords = {"name",
                                 "type",
                                 "source",
                                 "inputs",
                                 "activate",
                                 "aggregation",
                                 "reduce",
                                 "use_variants",
                                 "enable_cache",
                                 "connection",
                                 "api",
                                 "provider",
                                 "module",
                                 "comment",
                                 "tool"};
    return kWords;
}

const Words &inputKeys()
{
    static const Words kWords = {"type",
                                 "default",
                                 "description",
                                 "enum",
                                 "is_chat_input",
                                 "is_chat_history",
                                 "is_multi_select",
                                 "ui_hints"};
    return kWords;
}

const Words &outputKeys()
{
    static const Words kWords
        = {"type", "reference", "description", "evaluation_only", "is_chat_output"};
    return kWords;
}

bool isValueType(std::string_view type)
{
    return std::ranges::find(valueTypes(), type) != valueTypes().end();
}

} // namespace postern::flow
