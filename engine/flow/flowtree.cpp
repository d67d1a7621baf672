// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/flow/flowtree.h"

#include "engine/flow/nearest.h"
#include "engine/flow/treereader.h"
#include "engine/yaml/scalar.h"

#include <algorithm>
#include <array>
#include <utility>

namespace postern::flow {

namespace {

/// The parts of a path; those in quotes may hold dots.
std::vector<std::string> pathWords(std::string_view path)
{
    std::vector<std::string> words(1);
    char quote = 0;
    for (const char c : path) {
        if (quote != 0 && c == quote)
            quote = 0;
        else if (quote == 0 && (c == '"' || c == '\'') && words.back().empty())
            quote = c;
        else if (quote == 0 && c == '.')
            words.emplace_back();
        else
            words.back() += c;
    }
    if (quote != 0 || std::ranges::any_of(words, &std::string::empty))
        throw Error(ErrorCode::Usage,
                    tr("'%1' is no path.", std::string(path)),
                    tr("Write the names with dots between them: nodes.NAME.inputs.KEY"));
    return words;
}

std::optional<std::size_t> asIndex(const std::string &word)
{
    const bool isNumber = !word.empty() && word.size() < 10
                          && word.find_first_not_of("0123456789") == std::string::npos;
    return isNumber ? std::optional(std::stoul(word)) : std::nullopt;
}

/// Where a key stands among the others in files as prompt flow's own tools write them.
constexpr std::array kOrderInNode = {"name",
                                     "type",
                                     "source",
                                     "inputs",
                                     "provider",
                                     "connection",
                                     "api",
                                     "module",
                                     "activate",
                                     "aggregation",
                                     "use_variants"};
constexpr std::array kOrderInFlow = {"$schema",
                                     "id",
                                     "name",
                                     "display_name",
                                     "description",
                                     "environment",
                                     "environment_variables",
                                     "additional_includes",
                                     "inputs",
                                     "outputs",
                                     "nodes",
                                     "node_variants"};
constexpr std::array kOrderInValue
    = {"type", "default", "reference", "description", "is_chat_input"};

bool isNodePath(const yaml::Path &path)
{
    const auto *first = path.empty() ? nullptr : std::get_if<std::string>(&path[0]);
    return first != nullptr
           && ((*first == "nodes" && path.size() == 2)
               || (*first == "node_variants" && path.size() == 5));
}

/// What is a list in every flow, be it there or not.
bool isListPath(const yaml::Path &path)
{
    return path == yaml::Path{"nodes"} || path == yaml::Path{"additional_includes"};
}

bool isValuePath(const yaml::Path &path)
{
    const auto *first = path.size() != 2 ? nullptr : std::get_if<std::string>(&path[0]);
    return first != nullptr && (*first == "inputs" || *first == "outputs");
}

} // namespace

bool Reference::isInput() const
{
    return path.size() > 2 && path[path.size() - 2] == yaml::Step("inputs");
}

yaml::Path below(yaml::Path path, std::initializer_list<std::string> keys)
{
    for (const std::string &key : keys)
        path.emplace_back(key);
    return path;
}

Error noSuch(const Message &what, const std::string &name, const std::vector<std::string> &known)
{
    const std::string near = nearest(name, Words(known.begin(), known.end()));
    return Error(ErrorCode::InvalidInput,
                 tr("There is no %1 '%2' in the flow.", what, name),
                 near.empty() ? Message() : tr("Did you mean '%1'?", near));
}

void requireReferable(const Message &what, const std::string &name)
{
    const bool isControl = std::ranges::any_of(name, [](char c) {
        return static_cast<unsigned char>(c) < 0x20 || c == 0x7F;
    });
    if (!name.empty() && !isControl && name.find_first_of(".{}$\"' ") == std::string::npos
        && name != "inputs" && name != "flow")
        return;
    throw Error(
        ErrorCode::InvalidInput,
        tr("'%1' can't be the name of %2.", name, what),
        tr("Use letters, digits, '_' and '-'; 'inputs' and 'flow' mean the flow's inputs."));
}

std::optional<yaml::Path> FlowTree::findNode(std::string_view name) const
{
    const yaml::Node *nodes = m_editor.find({"nodes"});
    if (nodes == nullptr || !nodes->isSequence())
        return {};
    const auto &items = nodes->resolved().children;
    for (std::size_t i = 0; i < items.size(); ++i) {
        if (textOf(items[i]->find("name")) == name)
            return yaml::Path{"nodes", i};
    }
    return {};
}

yaml::Path FlowTree::pathOfNode(const std::string &name) const
{
    if (const auto found = findNode(name))
        return *found;
    std::vector<std::string> names;
    for (const NodeBody &body : bodies())
        names.push_back(body.name);
    throw noSuch(tr("node"), name, names);
}

std::vector<NodeBody> FlowTree::bodies(std::string_view node) const
{
    std::vector<NodeBody> found;
    const auto add = [&](yaml::Path path, std::string name) {
        if (node.empty() || name == node)
            found.push_back({std::move(path), std::move(name)});
    };
    if (const yaml::Node *nodes = m_editor.find({"nodes"});
        nodes != nullptr && nodes->isSequence()) {
        const auto &items = nodes->resolved().children;
        for (std::size_t i = 0; i < items.size(); ++i)
            add({"nodes", i}, textOf(items[i]->find("name")));
    }
    const yaml::Node *all = m_editor.find({"node_variants"});
    if (all == nullptr)
        return found;
    for (const yaml::Node::Member &member : all->members()) {
        const yaml::Node *variants = member.value->find("variants");
        if (variants == nullptr)
            continue;
        const std::string &name = member.key->resolved().text;
        for (const yaml::Node::Member &variant : variants->members())
            add({"node_variants", name, "variants", variant.key->resolved().text, "node"}, name);
    }
    return found;
}

bool FlowTree::usesVariants(const std::string &node) const
{
    const std::optional<yaml::Path> path = findNode(node);
    return path && find({"node_variants", node}) != nullptr
           && truthOf(find(below(*path, {"use_variants"})));
}

std::vector<NodeBody> FlowTree::countingBodies(const std::string &node) const
{
    pathOfNode(node);
    std::vector<NodeBody> found = bodies(node);
    if (usesVariants(node))
        std::erase_if(found, [](const NodeBody &body) { return !body.isVariant(); });
    return found;
}

yaml::Path FlowTree::resolved(std::string_view path) const
{
    yaml::Path result;
    for (const std::string &word : pathWords(path)) {
        const yaml::Node *here = m_editor.find(result);
        const std::optional<std::size_t> index = asIndex(word);
        const bool isNothing = here == nullptr || here->isNull();
        if (isNothing && index && isListPath(result))
            result.emplace_back(*index);
        else if (here == nullptr || !here->isSequence())
            result.emplace_back(word);
        else if (result == yaml::Path{"nodes"} && (!index || findNode(word)))
            result = pathOfNode(word);
        else if (index)
            result.emplace_back(*index);
        else
            throw Error(ErrorCode::InvalidInput,
                        tr("%1 is a list and has no '%2'.", yaml::toString(result), word),
                        tr("Name an item by its number, from 0."));
    }
    return result;
}

std::size_t FlowTree::placeFor(const yaml::Path &mapping, const std::string &key) const
{
    const auto place = [&](const auto &order) -> std::size_t {
        const auto own = std::ranges::find(order, key);
        const yaml::Node *node = m_editor.find(mapping);
        if (own == order.end() || node == nullptr || !node->isMapping())
            return yaml::Editor::kEnd;
        const auto &children = node->resolved().children;
        for (std::size_t i = 0; i + 1 < children.size(); i += 2) {
            if (std::find(own + 1, order.end(), children[i]->resolved().text) != order.end())
                return i / 2;
        }
        return yaml::Editor::kEnd;
    };
    if (mapping.empty())
        return place(kOrderInFlow);
    if (isNodePath(mapping))
        return place(kOrderInNode);
    return isValuePath(mapping) ? place(kOrderInValue) : yaml::Editor::kEnd;
}

void FlowTree::setAt(const yaml::Path &path, const yaml::Content &content)
{
    if (m_editor.find(path) != nullptr) {
        m_editor.set(path, content);
        return;
    }
    const auto upTo = [&](std::size_t size) {
        return yaml::Path(path.begin(), path.begin() + static_cast<std::ptrdiff_t>(size));
    };
    std::size_t known = path.size() - 1;
    while (known > 0 && m_editor.find(upTo(known)) == nullptr)
        --known;
    const yaml::Path parent = upTo(known);
    const yaml::Node *around = m_editor.find(parent);
    if (const auto *index = std::get_if<std::size_t>(&path[known])) {
        const std::size_t size = around->isNull() ? 0 : around->resolved().children.size();
        if (*index != size || known + 1 != path.size())
            throw Error(ErrorCode::InvalidInput,
                        tr("%1 has no item %2.", yaml::toString(parent), *index));
        if (around->isNull())
            m_editor.set(parent, Value(List{content.value()}));
        else
            m_editor.insertItem(parent, content);
        return;
    }
    yaml::Content inner = content;
    for (std::size_t i = path.size() - 1; i > known; --i) {
        if (const auto *key = std::get_if<std::string>(&path[i]))
            inner = Value(Dict{{Value(*key), inner.value()}});
        else if (std::get<std::size_t>(path[i]) == 0)
            inner = Value(List{inner.value()});
        else
            throw Error(ErrorCode::InvalidInput,
                        tr("%1 has no item %2.",
                           yaml::toString(upTo(i)),
                           std::get<std::size_t>(path[i])));
    }
    const std::string &key = std::get<std::string>(path[known]);
    if (!around->isMapping() && !around->isNull() && !around->resolved().children.empty())
        throw Error(ErrorCode::InvalidInput, tr("%1 is no mapping.", yaml::toString(parent)));
    m_editor.insert(parent, key, inner, placeFor(parent, key));
}

std::vector<Reference> FlowTree::references() const
{
    std::vector<Reference> found;
    const auto look = [&](yaml::Path path, const std::string &node) {
        const yaml::Node *value = find(path);
        if (value == nullptr || !value->isScalar()
            || !yaml::scalarValue(value->resolved()).isString())
            return;
        Binding binding = parseBinding(Value(value->resolved().text));
        if (binding.kind != Binding::Kind::Literal)
            found.push_back({std::move(path), node, std::move(binding), &value->resolved()});
    };
    for (const NodeBody &body : bodies()) {
        for (const std::string &input : keysOf(below(body.path, {"inputs"})))
            look(below(body.path, {"inputs", input}), body.name);
        look(below(body.path, {"activate", "when"}), body.name);
        look(below(body.path, {"skip", "when"}), body.name);
    }
    for (const std::string &output : keysOf({"outputs"}))
        look({"outputs", output, "reference"}, {});
    return found;
}

std::vector<std::string> FlowTree::keysOf(const yaml::Path &mapping) const
{
    std::vector<std::string> keys;
    const yaml::Node *node = find(mapping);
    if (node == nullptr)
        return keys;
    for (const yaml::Node::Member &member : node->members())
        keys.push_back(member.key->resolved().text);
    return keys;
}

const yaml::Node &FlowTree::ownText(const yaml::Path &path) const
{
    const yaml::Node *node = m_editor.find(path);
    if (node == nullptr || node->kind != yaml::Node::Kind::Scalar)
        throw Error(ErrorCode::InvalidFlow,
                    tr("%1 can't be edited in place: it is no text of its own.",
                       yaml::toString(path)),
                    tr("Write it out by hand first."));
    return *node;
}

void FlowTree::requireFree(const yaml::Path &mapping,
                           const Message &what,
                           const std::string &newName) const
{
    const yaml::Node *node = m_editor.find(mapping);
    if (node != nullptr && node->find(newName) != nullptr)
        throw Error(ErrorCode::InvalidInput,
                    tr("There is %1 '%2' already.", what, newName),
                    tr("Choose another name."));
}

} // namespace postern::flow
