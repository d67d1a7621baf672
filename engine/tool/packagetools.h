// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/tool/packagetool.h"
#include "engine/tool/templates.h"

namespace postern::tool {

/// promptflow.tools.embedding.embedding
std::unique_ptr<PackageTool> makeEmbeddingTool(http::Client &client);

/// What the three chat tools for images take.
enum class VisionKind {
    AzureOpenAi, ///< promptflow.tools.aoai_gpt4v.AzureOpenAI.chat
    OpenAi,      ///< promptflow.tools.openai_gpt4v.OpenAI.chat
    Either       ///< promptflow.tools.llm_vision.llm_vision
};
std::unique_ptr<PackageTool> makeVisionTool(http::Client &client,
                                            Templates &templates,
                                            VisionKind kind);

/// promptflow.tools.serpapi.SerpAPI.search. Beside its key a connection may have an api_base, the
/// address of a stand-in for serpapi.com.
std::unique_ptr<PackageTool> makeSerpTool(http::Client &client);

/// promptflow.tools.azure_content_safety.analyze_text
std::unique_ptr<PackageTool> makeContentSafetyTool(http::Client &client);

/// promptflow.tools.open_model_llm.OpenModelLLM.call
std::unique_ptr<PackageTool> makeOpenModelTool(http::Client &client, Templates &templates);

/// promptflow.tools.llm.llm
std::unique_ptr<PackageTool> makeLlmPackageTool(LlmTool &llm);

} // namespace postern::tool
