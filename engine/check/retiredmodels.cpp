// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/check/retiredmodels.h"

#include "engine/base/log.h"
#include "engine/base/pyrepr.h"
#include "engine/store/atomicfile.h"
#include "engine/store/resources.h"
#include "engine/yaml/document.h"

#include <algorithm>

namespace postern::check {

namespace {

/// A model's name as names are compared.
std::string plainName(std::string_view name)
{
    std::string plain;
    for (const char c : name)
        plain += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    if (const std::size_t at = plain.find("gpt-3.5"); at == 0)
        plain.replace(0, 7, "gpt-35");
    return plain;
}

std::string member(const Value &model, std::string_view key)
{
    const Value *value = model.find(key);
    return value == nullptr || value->isNull() ? std::string() : py::str(*value);
}

std::string installedText()
{
    constexpr std::size_t kMost = 1024UL * 1024;
    try {
        return store::readFile(store::resourcesFolder() / "models" / "retired.yaml", kMost);
    } catch (const Error &error) {
        log::warning("check", "The list of retired models can't be read: " + error.message());
        return {};
    }
}

} // namespace

RetiredModels::RetiredModels(std::string_view yaml)
{
    const yaml::Document document = yaml::Document::parse(yaml);
    if (document.root() == nullptr || !document.problems().empty())
        return;
    const Value root = yaml::toValue(*document.root());
    const Value *models = root.find("models");
    if (models == nullptr || !models->isList())
        return;
    for (const Value &model : models->asList()) {
        RetiredModel retired{member(model, "name"), member(model, "date"), member(model, "instead")};
        if (!retired.name.empty())
            m_models.push_back(std::move(retired));
    }
}

const RetiredModels &RetiredModels::installed()
{
    static const RetiredModels kModels(installedText());
    return kModels;
}

const RetiredModel *RetiredModels::find(std::string_view name) const
{
    const std::string plain = plainName(name);
    const auto found = std::ranges::find_if(m_models, [&plain](const RetiredModel &model) {
        return plainName(model.name) == plain;
    });
    return found == m_models.end() ? nullptr : &*found;
}

} // namespace postern::check
