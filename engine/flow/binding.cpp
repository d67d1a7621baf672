// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/flow/flow.h"

namespace postern::flow {

Binding parseBinding(const Value &value)
{
    Binding binding;
    binding.literal = value;
    if (!value.isString())
        return binding;
    const std::string &text = value.asString();
    if (text.size() < 3 || !text.starts_with("${") || !text.ends_with('}'))
        return binding;
    binding.text = text;
    binding.literal = Value();
    const std::string_view inner = std::string_view(text).substr(2, text.size() - 3);
    for (const std::string_view prefix : {"flow.", "inputs."}) {
        if (inner.starts_with(prefix)) {
            binding.kind = Binding::Kind::FlowInput;
            binding.name = inner.substr(prefix.size());
            return binding;
        }
    }
    binding.kind = Binding::Kind::NodeOutput;
    binding.section = "output";
    const std::size_t dot = inner.find('.');
    binding.name = inner.substr(0, dot);
    if (dot == std::string_view::npos)
        return binding;
    const std::string_view rest = inner.substr(dot + 1);
    const std::size_t second = rest.find('.');
    binding.section = rest.substr(0, second);
    if (second != std::string_view::npos)
        binding.property = rest.substr(second + 1);
    return binding;
}

} // namespace postern::flow
