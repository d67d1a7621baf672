// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/ide/session/promptpreview.h"

#include "engine/flow/promptyoutline.h"
#include "engine/run/values.h"
#include "engine/tool/prompttemplate.h"
#include "engine/yaml/document.h"
#include "widgets/run/runmodel.h"

#include <algorithm>
#include <utility>

namespace postern::ide {

namespace {

std::optional<Value> knownValue(const flow::Flow &flow,
                                const flow::Binding &binding,
                                const widgets::RunModel &model,
                                const Dict &row)
{
    switch (binding.kind) {
    case flow::Binding::Kind::Literal:
        return binding.literal;
    case flow::Binding::Kind::FlowInput: {
        if (const Value *const given = row.find(binding.name))
            return *given;
        if (const Value *const last = model.inputs().find(binding.name))
            return *last;
        const flow::FlowInput *const input = flow.input(binding.name);
        return input ? input->defaultValue : std::nullopt;
    }
    case flow::Binding::Kind::NodeOutput: {
        const widgets::NodeRun *const run = model.node(binding.name);
        const bool isDone = run
                            && (run->state == run::NodeState::Done
                                || run->state == run::NodeState::Cached);
        if (!isDone)
            return {};
        try {
            return run::propertyOf(run->output, binding.name, binding.property);
        } catch (const Error &) {
            return {};
        }
    }
    }
    return {};
}

/// Whether the last run had what the row has, as far as the flow asks for it.
bool isRunOf(const Dict &row, const flow::Flow &flow, const widgets::RunModel &model)
{
    return std::ranges::all_of(flow.inputs, [&row, &model](const flow::FlowInput &input) {
        const Value *const given = row.find(input.name);
        const Value *const had = model.inputs().find(input.name);
        return !given || (had && *had == *given);
    });
}

} // namespace

PreviewInputs previewInputs(const flow::Flow &flow,
                            const flow::Node &node,
                            const widgets::RunModel &model,
                            const Dict &row)
{
    PreviewInputs found;
    const widgets::NodeRun *const last = model.node(node.name);
    found.isOfLastRun = last && last->inputs.isDict() && isRunOf(row, flow, model);
    found.isOfRow = !row.empty() && !found.isOfLastRun;
    for (const auto &[name, binding] : node.inputs) {
        const Value *const had = found.isOfLastRun ? last->inputs.find(name) : nullptr;
        std::optional<Value> value = had ? std::optional(*had)
                                         : knownValue(flow, binding, model, row);
        if (!value) {
            found.missing.append(QString::fromStdString(name));
            value = Value("<" + name + ">");
        }
        found.values.set(name, std::move(*value));
    }
    return found;
}

Preview renderPreview(const std::string &text,
                      const std::string &file,
                      const Dict &values,
                      bool isChat)
{
    Preview preview;
    try {
        tool::Templates templates;
        const auto lists = isChat ? tool::ListStyle::Lines : tool::ListStyle::Python;
        preview.text = tool::PromptTemplate::compile(text, lists, templates, file).render(values);
    } catch (const Error &error) {
        preview.error = error;
    }
    return preview;
}

Preview renderPromptyPreview(const std::string &text, const std::string &file)
{
    const flow::PromptyOutline outline = flow::outlineOf(text, file);
    if (outline.problem)
        return {{}, Error(ErrorCode::InvalidFlow, outline.problem->message)};
    const yaml::Document settings = yaml::Document::parse(outline.settings);
    const Value front = settings.root() != nullptr ? yaml::toValue(*settings.root()) : Value();
    Dict values;
    const auto members = [&front](const char *name) {
        const Value *const found = front.isDict() ? front.find(name) : nullptr;
        return found && found->isDict() ? found->asDict() : Dict();
    };
    for (const auto &[name, ignored] : members("inputs"))
        values.set(name, Value("<" + name.asString() + ">"));
    for (const auto &[name, value] : members("sample"))
        values.set(name, value);
    return renderPreview(outline.prompt, file, values, true);
}

} // namespace postern::ide
