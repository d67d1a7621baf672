// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/base/error.h"
#include "engine/flow/flowdocument.h"
#include "engine/yaml/document.h"

#include <cstdint>
#include <cstdlib>

namespace {

/// Every span lies in its parent's and in the text.
void checkSpans(const postern::yaml::Node &node, std::size_t begin, std::size_t end, int depth)
{
    if (node.span.begin < begin || node.span.end > end || node.span.begin > node.span.end
        || depth > 300)
        std::abort();
    for (const postern::yaml::Node *child : node.children)
        checkSpans(*child, node.span.begin, node.span.end, depth + 1);
}

} // namespace

// Whatever the text: spans nest, a value comes out or a sentence, and an edit taken back leaves
// the same bytes.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const std::string text(reinterpret_cast<const char *>(data), size);
    const auto document = postern::yaml::Document::parse(text);
    if (const postern::yaml::Node *root = document.root()) {
        checkSpans(*root, 0, size, 0);
        try {
            postern::yaml::toValue(*root);
        } catch (const postern::Error &error) {
            if (error.message().empty())
                std::abort();
        }
    } else if (document.problems().empty()) {
        std::abort();
    }

    auto flow = postern::flow::FlowDocument::fromText({"flow", "flow/flow.dag.yaml"}, text);
    postern::TextEdit edit;
    edit.offset = size / 2;
    edit.removed = size / 4;
    edit.inserted = "x: ${a.output}\n";
    const postern::TextEdit inverse = flow.apply(edit);
    flow.apply(inverse);
    if (flow.text() != text)
        std::abort();
    return 0;
}
