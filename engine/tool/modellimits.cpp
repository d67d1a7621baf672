// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/tool/modellimits.h"

#include "engine/base/log.h"
#include "engine/base/pyrepr.h"

#include <algorithm>
#include <array>
#include <string_view>

namespace postern::tool {

namespace {

constexpr std::string_view kMaxTokens = "max_tokens";

/// Those that shape an answer without being part of the question.
constexpr std::array<std::string_view, 7> kDispensable{kMaxTokens,
                                                       "temperature",
                                                       "top_p",
                                                       "presence_penalty",
                                                       "frequency_penalty",
                                                       "logit_bias",
                                                       "n"};

/// The parameter of "Unsupported parameter: 'x' ..." or "Unsupported value: 'x' does not ...".
std::string refusedParameter(std::string_view message)
{
    for (const std::string_view start : {"Unsupported parameter: '", "Unsupported value: '"}) {
        const std::size_t at = message.find(start);
        const std::size_t name = at + start.size();
        const std::size_t end = at == message.npos ? message.npos : message.find('\'', name);
        if (end != message.npos)
            return std::string(message.substr(name, end - name));
    }
    return {};
}

std::string keyOf(const std::string &connection, const Dict &body)
{
    const Value *model = body.find("model");
    return connection + "\n" + (model ? py::str(*model) : "");
}

} // namespace

void ModelLimits::apply(const std::string &connection, Dict &body) const
{
    const auto refused = m_refused.find(keyOf(connection, body));
    if (refused == m_refused.end())
        return;
    for (const std::string &name : refused->second) {
        const Value *value = body.find(name);
        if (!value)
            continue;
        if (name == kMaxTokens)
            body.set("max_completion_tokens", Value(*value));
        body.erase(name);
    }
}

bool ModelLimits::learn(const std::string &connection, const Dict &body, const Error &error)
{
    const auto &original = error.promptflow();
    if (!original || original->codes.back() != "BadRequestError")
        return false;
    const std::string name = refusedParameter(original->message);
    if (std::ranges::find(kDispensable, name) == kDispensable.end() || !body.find(name))
        return false;
    const bool isNew = m_refused[keyOf(connection, body)].insert(name).second;
    if (isNew)
        log::warning("tool",
                     "The model refuses " + name + "; it is asked "
                         + (name == kMaxTokens ? "with max_completion_tokens instead."
                                               : "without it."));
    return isNew;
}

} // namespace postern::tool
