// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/tool/templates.h"

#include "engine/tool/promptimages.h"

#include <algorithm>
#include <utility>

namespace postern::tool {

namespace {

jinja::Options optionsFor(ListStyle lists)
{
    jinja::Options options = jinja::Options::promptflow();
    options.listsAsLines = lists != ListStyle::Python;
    return options;
}

std::shared_ptr<const CompiledTemplate> compiledOf(std::string_view text,
                                                   ListStyle lists,
                                                   const std::string &name)
{
    const std::string source = lists == ListStyle::LinesAndImages
                                   ? withImagesOnLines(std::string(text))
                                   : std::string(text);
    jinja::Template compiled = jinja::Template::compile(source, optionsFor(lists), name);
    std::vector<std::string> variables = compiled.undeclaredVariables();
    std::sort(variables.begin(), variables.end(), [&source](const auto &a, const auto &b) {
        return std::pair(source.find(a), a) < std::pair(source.find(b), b);
    });
    return std::make_shared<CompiledTemplate>(
        CompiledTemplate{std::move(compiled), std::move(variables)});
}

} // namespace

std::shared_ptr<const CompiledTemplate> Templates::get(std::string_view text,
                                                       ListStyle lists,
                                                       const std::string &name)
{
    std::string key;
    key.reserve(name.size() + text.size() + 2);
    key.append(name).append(1, '\0').append(1, static_cast<char>(lists)).append(text);
    if (const auto found = m_byKey.find(key); found != m_byKey.end()) {
        m_entries.splice(m_entries.begin(), m_entries, found->second);
        return found->second->compiled;
    }
    std::shared_ptr<const CompiledTemplate> compiled = compiledOf(text, lists, name);
    ++m_compiledCount;
    keep(std::move(key), compiled);
    return compiled;
}

void Templates::keep(std::string key, std::shared_ptr<const CompiledTemplate> compiled)
{
    if (key.size() > m_mostText)
        return;
    m_keptText += key.size();
    m_entries.push_front({std::move(key), std::move(compiled)});
    m_byKey.emplace(m_entries.front().key, m_entries.begin());
    while (m_keptText > m_mostText) {
        const Entry &oldest = m_entries.back();
        m_keptText -= oldest.key.size();
        m_byKey.erase(oldest.key);
        m_entries.pop_back();
    }
}

} // namespace postern::tool
