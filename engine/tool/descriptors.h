// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/tool/tooldescriptor.h"

namespace postern::tool {

// What the engine's tools say of themselves, for ToolTable::builtIn() to list: each is in the file
// of its tool.

/// Of nodes of type llm and prompt.
ToolDescriptor llmNode();
ToolDescriptor promptNode();

/// promptflow.tools.embedding.embedding
ToolDescriptor embeddingTool();
/// promptflow.tools.aoai_gpt4v.AzureOpenAI.chat
ToolDescriptor azureVisionTool();
/// promptflow.tools.openai_gpt4v.OpenAI.chat
ToolDescriptor openAiVisionTool();
/// promptflow.tools.llm_vision.llm_vision
ToolDescriptor visionTool();
/// promptflow.tools.serpapi.SerpAPI.search. Beside its key a connection may have an api_base, the
/// address of a stand-in for serpapi.com.
ToolDescriptor serpTool();
/// promptflow.tools.azure_content_safety.analyze_text
ToolDescriptor contentSafetyTool();
/// promptflow.tools.open_model_llm.OpenModelLLM.call
ToolDescriptor openModelTool();
/// promptflow.tools.llm.llm
ToolDescriptor llmTool();

} // namespace postern::tool
