// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/flow/flowdocument.h"

#include "engine/base/pathtext.h"
#include "engine/flow/loader.h"
#include "engine/yaml/document.h"

#include <fstream>
#include <iterator>

namespace postern::flow {

FlowDocument FlowDocument::load(const FlowLocation &location)
{
    std::error_code unknown;
    if (std::filesystem::file_size(location.file, unknown) > yaml::Document::kMaxBytes && !unknown)
        throw Error(ErrorCode::LimitExceeded,
                    "The file " + pathText(location.file) + " is larger than 64 MB.",
                    "Move data into files of its own.");
    std::ifstream stream(location.file, std::ios::binary);
    std::string text((std::istreambuf_iterator<char>(stream)), std::istreambuf_iterator<char>());
    if (!stream.good() && !stream.eof())
        throw Error(ErrorCode::FileUnreadable,
                    "The file " + pathText(location.file) + " can't be read.",
                    "Check that it exists and that you may read it.");
    return fromText(location, std::move(text));
}

FlowDocument FlowDocument::fromText(FlowLocation location, std::string text)
{
    FlowDocument document;
    document.m_location = std::move(location);
    document.m_text = std::move(text);
    document.m_flow = std::make_shared<const Flow>();
    document.read();
    return document;
}

void FlowDocument::requireLoaded() const
{
    if (m_loadError)
        throw toError(*m_loadError);
}

TextEdit FlowDocument::apply(const TextEdit &edit)
{
    TextEdit back = postern::apply(m_text, edit);
    read();
    return back;
}

void FlowDocument::read()
{
    Loaded loaded = loadFlow(m_text, m_location.kind, pathText(m_location.file.filename()));
    m_isCurrent = loaded.flow.has_value();
    if (loaded.flow)
        m_flow = std::make_shared<const Flow>(std::move(*loaded.flow));
    m_diagnostics = std::move(loaded.diagnostics);
    m_loadError = std::move(loaded.loadError);
}

} // namespace postern::flow
