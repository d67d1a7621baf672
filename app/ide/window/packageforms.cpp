// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/ide/window/packageforms.h"

#include "app/ide/home/logging.h"
#include "app/ide/session/session.h"
#include "engine/base/json.h"
#include "engine/base/pyrepr.h"
#include "engine/flow/nodetype.h"
#include "engine/run/toolcatalog.h"
#include "engine/tool/tooltable.h"
#include "widgets/run/valuetext.h"

#include <algorithm>
#include <memory>
#include <utility>

namespace postern::ide {

namespace {

QStringList wordsOf(const Value *list, const char *member)
{
    QStringList words;
    if (list == nullptr || !list->isList())
        return words;
    for (const Value &item : list->asList()) {
        const Value *const value = item.isDict() ? item.find(member) : &item;
        if (value != nullptr && !value->isNull())
            words.append(widgets::fromUtf8(py::str(*value)));
    }
    return words;
}

std::string toldType(const Value &told)
{
    const Value *const types = told.find("type");
    if (types == nullptr || !types->isList() || types->asList().size() != 1
        || !types->asList().front().isString())
        return {};
    return types->asList().front().asString();
}

/// Whether an input counts, which may hang on what another one is.
bool isEnabled(const Value &told, const flow::Node &node, const Value &inputs)
{
    const Value *const by = told.find("enabled_by");
    if (by == nullptr || !by->isString())
        return true;
    const QStringList wanted = wordsOf(told.find("enabled_by_value"), "value");
    const flow::Binding *const other = node.input(by->asString());
    const Value *const otherTold = inputs.find(by->asString());
    const Value *const standard = otherTold ? otherTold->find("default") : nullptr;
    const Value value = other != nullptr ? other->literal : standard ? *standard : Value();
    return wanted.isEmpty() || wanted.contains(widgets::fromUtf8(py::str(value)));
}

std::shared_ptr<const run::ToolCatalog> catalogOf(Session &session)
{
    const auto &interpreter = session.environment().interpreter();
    return interpreter && !session.isRestricted()
               ? std::make_shared<const run::ToolCatalog>(interpreter->interpreter.program)
               : nullptr;
}

} // namespace

PackageForms::PackageForms(Session &session, QObject *parent)
    : QObject(parent)
    , m_session(session)
{
    connect(&session, &Session::documentOpened, this, &PackageForms::forget);
    connect(&session.environment(), &EnvironmentController::checked, this, &PackageForms::forget);
}

void PackageForms::forget()
{
    m_asking.cancel();
    m_listing.cancel();
    m_manifests.clear();
    m_lists.clear();
    m_asked.clear();
}

std::optional<std::vector<widgets::FormParameter>> PackageForms::parametersOf(const flow::Node &node)
{
    if (!flow::namesPackageTool(node) || tool::ToolTable::builtIn().find(node) != nullptr)
        return std::nullopt;
    const auto known = m_manifests.find(node.source.tool);
    if (known == m_manifests.end()) {
        askFor(node.source.tool);
        return std::nullopt;
    }
    const Value *const inputs = known->second.find("inputs");
    if (inputs == nullptr || !inputs->isDict())
        return std::nullopt;
    std::vector<widgets::FormParameter> parameters;
    for (const auto &[name, told] : inputs->asDict()) {
        if (!name.isString())
            continue;
        if (node.input(name.asString()) != nullptr || isEnabled(told, node, *inputs))
            parameters.push_back(parameter(name.asString(), told, node));
    }
    return parameters;
}

widgets::FormParameter PackageForms::parameter(const std::string &name,
                                               const Value &told,
                                               const flow::Node &node)
{
    widgets::FormParameter parameter;
    parameter.name = name;
    parameter.type = toldType(told);
    if (const Value *const standard = told.find("default")) {
        parameter.hasDefault = true;
        parameter.defaultValue = *standard;
    }
    parameter.isConnection = parameter.type.ends_with("Connection");
    parameter.choices = wordsOf(told.find("enum"), "value");
    if (told.find("dynamic_list") != nullptr) {
        parameter.hasDefault = parameter.hasDefault || told.find("is_multi_select") != nullptr;
        parameter.listed = [this, name, node] { return listOf(name, node); };
    }
    return parameter;
}

void PackageForms::askFor(const std::string &tool)
{
    const auto catalog = catalogOf(m_session);
    if (!catalog || m_asking.isRunning())
        return;
    m_asking.start(
        m_session.engine().executor(),
        [catalog, tool] { return catalog->manifest(tool); },
        [this, tool = tool](const Outcome<Value> &told) {
            if (told.error)
                qCInfo(logSession)
                    << "The tool" << tool.c_str() << "can't be looked at:" << told.error->what();
            m_manifests[tool] = told.value ? *told.value : Value();
            emit changed();
        });
}

QStringList PackageForms::listOf(const std::string &input, const flow::Node &node)
{
    Dict values;
    for (const auto &[name, binding] : node.inputs) {
        if (name != input && binding.kind == flow::Binding::Kind::Literal)
            values.set(name, binding.literal);
    }
    json::WriteOptions options;
    options.reprUnknown = true;
    const std::string key = node.source.tool + '\n' + input + '\n'
                            + json::write(Value(values), options);
    const auto catalog = catalogOf(m_session);
    if (!catalog || !m_asked.insert(key).second)
        return m_lists[key];
    m_listing.start(
        m_session.engine().executor(),
        [catalog, tool = node.source.tool, input, values] {
            return catalog->choices(tool, input, values);
        },
        [this, key = key, input = input](const Outcome<Value> &told) {
            if (told.error) {
                m_asked.erase(key); // it is asked again when the list opens again
                qCInfo(logSession)
                    << "What" << input.c_str() << "can be isn't known:" << told.error->what();
                return;
            }
            m_lists[key] = wordsOf(&*told.value, "value");
            emit offered();
        });
    return {};
}

} // namespace postern::ide
