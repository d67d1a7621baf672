// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/tool/retiredtools.h"

#include <algorithm>
#include <array>

namespace postern::tool {

namespace {

constexpr std::string_view kSearch
    = "Replace the node by a Python node that searches the index itself (azure-search-documents, "
      "faiss), with a connection of type cognitive_search or custom.";
constexpr std::string_view kOpenModel
    = "Name promptflow.tools.open_model_llm.OpenModelLLM.call instead; its inputs are the same.";
constexpr std::string_view kPython = "Replace the node by a Python node that asks the service.";
constexpr std::string_view kVision = "Name promptflow.tools.aoai_gpt4v.AzureOpenAI.chat instead.";

constexpr std::array kRetired{
    RetiredTool{"promptflow_vectordb.tool.common_index_lookup",
                "the Index Lookup tool of the package promptflow-vectordb",
                kSearch,
                true},
    RetiredTool{"promptflow_vectordb.tool.faiss_index_lookup",
                "the Faiss Index Lookup tool of the package promptflow-vectordb",
                kSearch,
                true},
    RetiredTool{"promptflow_vectordb.tool.vector_index_lookup",
                "the Vector Index Lookup tool of the package promptflow-vectordb",
                kSearch,
                true},
    RetiredTool{"promptflow_vectordb.tool.vector_db_lookup",
                "the Vector DB Lookup tool of the package promptflow-vectordb",
                kSearch,
                true},
    RetiredTool{"promptflow_vectordb", "a tool of the package promptflow-vectordb", kSearch, true},
    RetiredTool{"embeddingstore.tool",
                "a lookup tool of the package embeddingstore, which became "
                "promptflow-vectordb",
                kSearch,
                true},
    RetiredTool{"promptflow.tools.open_source_llm",
                "the old name of the Open Model LLM tool",
                kOpenModel,
                false},
    RetiredTool{"promptflow.tools.azure_openai_gpt4v",
                "the old name of the GPT-4V tool",
                kVision,
                false},
    RetiredTool{"promptflow.tools.bing",
                "the Bing Search tool, gone with its service",
                kPython,
                false},
    RetiredTool{"promptflow.tools.azure_translator", "the Azure Translator tool", kPython, false},
    RetiredTool{"promptflow.tools.azure_form_recognizer", "the Form Recognizer tool", kPython, false},
    RetiredTool{"promptflow.tools.azure_detect", "the Azure Language Detector tool", kPython, false},
    RetiredTool{"language.tools",
                "a tool of the package promptflow-azure-ai-language",
                kPython,
                false}};

} // namespace

const RetiredTool *findRetiredTool(std::string_view id)
{
    const auto found = std::ranges::find_if(kRetired, [id](const RetiredTool &tool) {
        return id == tool.module
               || (id.starts_with(tool.module) && id.substr(tool.module.size()).starts_with('.'));
    });
    return found == kRetired.end() ? nullptr : &*found;
}

} // namespace postern::tool
