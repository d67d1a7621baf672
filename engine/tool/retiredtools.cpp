// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/tool/retiredtools.h"

#include <algorithm>
#include <array>

namespace postern::tool {

namespace {

auto makeTools()
{
    const Message search = tr(
        "Replace the node by a Python node that searches the index itself (azure-search-documents, "
        "faiss), with a connection of type cognitive_search or custom.");
    const Message openModel = tr(
        "Name promptflow.tools.open_model_llm.OpenModelLLM.call instead; its inputs are the same.");
    const Message python = tr("Replace the node by a Python node that asks the service.");
    const Message vision = tr("Name promptflow.tools.aoai_gpt4v.AzureOpenAI.chat instead.");

    return std::array{
        RetiredTool{"promptflow_vectordb.tool.common_index_lookup",
                    tr("the Index Lookup tool of the package promptflow-vectordb"),
                    search,
                    true},
        RetiredTool{"promptflow_vectordb.tool.faiss_index_lookup",
                    tr("the Faiss Index Lookup tool of the package promptflow-vectordb"),
                    search,
                    true},
        RetiredTool{"promptflow_vectordb.tool.vector_index_lookup",
                    tr("the Vector Index Lookup tool of the package promptflow-vectordb"),
                    search,
                    true},
        RetiredTool{"promptflow_vectordb.tool.vector_db_lookup",
                    tr("the Vector DB Lookup tool of the package promptflow-vectordb"),
                    search,
                    true},
        RetiredTool{"promptflow_vectordb",
                    tr("a tool of the package promptflow-vectordb"),
                    search,
                    true},
        RetiredTool{"embeddingstore.tool",
                    tr("a lookup tool of the package embeddingstore, which became "
                       "promptflow-vectordb"),
                    search,
                    true},
        RetiredTool{"promptflow.tools.open_source_llm",
                    tr("the old name of the Open Model LLM tool"),
                    openModel,
                    false},
        RetiredTool{"promptflow.tools.azure_openai_gpt4v",
                    tr("the old name of the GPT-4V tool"),
                    vision,
                    false},
        RetiredTool{"promptflow.tools.bing",
                    tr("the Bing Search tool, gone with its service"),
                    python,
                    false},
        RetiredTool{"promptflow.tools.azure_translator",
                    tr("the Azure Translator tool"),
                    python,
                    false},
        RetiredTool{"promptflow.tools.azure_form_recognizer",
                    tr("the Form Recognizer tool"),
                    python,
                    false},
        RetiredTool{"promptflow.tools.azure_detect",
                    tr("the Azure Language Detector tool"),
                    python,
                    false},
        RetiredTool{"language.tools",
                    tr("a tool of the package promptflow-azure-ai-language"),
                    python,
                    false}};
}

} // namespace

const RetiredTool *findRetiredTool(std::string_view id)
{
    static const auto kRetired = makeTools();
    const auto *const found = std::ranges::find_if(kRetired, [id](const RetiredTool &tool) {
        return id == tool.module
               || (id.starts_with(tool.module) && id.substr(tool.module.size()).starts_with('.'));
    });
    return found == kRetired.end() ? nullptr : &*found;
}

} // namespace postern::tool
