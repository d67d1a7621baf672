// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "widgets/inspector/sharedform.h"

#include "engine/flow/floweditor.h"
#include "widgets/run/valuetext.h"

#include <algorithm>
#include <set>
#include <string>
#include <utility>

namespace postern::widgets {

namespace {

/// The same field of several nodes.
struct Together
{
    std::string key; ///< the path below the node
    std::vector<FormField> fields;
    QStringList nodes; ///< whose they are
};

template<typename Fields>
std::vector<Together> collect(const std::vector<SharedNode> &nodes, Fields fieldsOf)
{
    std::vector<Together> all;
    for (const SharedNode &each : nodes) {
        const std::size_t base = placeOf(each.node, each.facts).size();
        for (FormField &field : fieldsOf(each)) {
            const std::string key = field.path.substr(base);
            auto found = std::ranges::find(all, key, &Together::key);
            if (found == all.end())
                found = all.insert(all.end(), {key, {}, {}});
            found->fields.push_back(std::move(field));
            found->nodes.append(fromUtf8(each.node.name));
        }
    }
    return all;
}

/// Writes the value into every node.
std::function<FormIntent(const Typed &)> toAll(const std::vector<FormField> &fields)
{
    std::vector<std::pair<std::string, bool>> places; // and whether something is there
    places.reserve(fields.size());
    for (const FormField &field : fields)
        places.emplace_back(field.path, !field.text.isEmpty());
    return [places](const Typed &typed) -> FormIntent {
        return [places, content = typed.content](flow::FlowEditor &editor) {
            for (const auto &[path, isThere] : places) {
                if (content)
                    editor.set(path, *content);
                else if (isThere)
                    editor.unset(path);
            }
        };
    };
}

FormField joined(const Together &together)
{
    const std::vector<FormField> &fields = together.fields;
    FormField field = fields.front();
    field.path = "(all)" + together.key;
    field.intent = toAll(fields);
    field.step = FormWords::tr("Set %1 in %2 nodes").arg(field.label).arg(fields.size());
    field.remark.clear();
    field.problem.clear();
    field.fix.clear();
    std::set<QString> texts;
    for (const FormField &each : fields)
        texts.insert(each.text);
    field.isChanged = std::ranges::all_of(fields, &FormField::isChanged);
    if (texts.size() > 1) {
        field.text.clear();
        field.whenAbsent = FormWords::tr("%1 different").arg(texts.size());
        field.isMixed = true;
        field.role = field.role ? "literal" : nullptr; // what it says is no reference
        field.isChanged = false;
        field.hasLines = false;
    }
    return field;
}

} // namespace

std::vector<FormField> sharedSettings(const std::vector<SharedNode> &nodes)
{
    std::vector<FormField> fields;
    for (const Together &each : collect(nodes, [](const SharedNode &shared) {
             return settingFields(shared.node, shared.facts);
         })) {
        if (each.fields.size() == nodes.size())
            fields.push_back(joined(each));
    }
    return fields;
}

std::vector<FormField> sharedInputs(const std::vector<SharedNode> &nodes)
{
    std::vector<FormField> fields;
    std::vector<FormField> others;
    for (const Together &each : collect(nodes, [](const SharedNode &shared) {
             return inputFields(shared.node, shared.facts);
         })) {
        if (each.fields.size() == nodes.size()) {
            fields.push_back(joined(each));
            continue;
        }
        FormField other = each.fields.front();
        other.path = "(some)" + each.key;
        other.text = FormWords::tr("only in %1").arg(each.nodes.join(QStringLiteral(", ")));
        other.role = "remark";
        other.isEditable = other.isChanged = false;
        other.remark.clear();
        other.problem.clear();
        others.push_back(std::move(other));
    }
    std::ranges::move(others, std::back_inserter(fields));
    return fields;
}

} // namespace postern::widgets
