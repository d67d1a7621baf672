// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/flow/floweditor.h"

#include "engine/base/pathtext.h"
#include "engine/flow/flowwords.h"
#include "engine/flow/graph.h"
#include "engine/flow/loader.h"
#include "engine/flow/nearest.h"
#include "engine/flow/promptyoutline.h"
#include "engine/flow/treereader.h"

#include <algorithm>
#include <array>
#include <map>
#include <utility>

namespace postern::flow {

namespace {

constexpr std::size_t kTemplateBytes = 16 * 1024 * 1024;

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

Error noSuch(const Message &what, const std::string &name, const Words &known)
{
    const std::string near = nearest(name, known);
    return Error(ErrorCode::InvalidInput,
                 tr("There is no %1 '%2' in the flow.", what, name),
                 near.empty() ? Message() : tr("Did you mean '%1'?", near));
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

FlowEditor::FlowEditor(const FlowDocument &document, Reader reader, Trust trust)
    : m_document(document)
    , m_reader(std::move(reader))
    , m_folder(document.sources(trust))
    , m_editor([&] {
        document.requireTree();
        const bool isPrompty = document.location().kind == FlowKind::Prompty;
        return yaml::Editor(isPrompty ? outlineOf(document.text(), {}).settings : document.text(),
                            document.tree());
    }())
{
    if (!m_reader) {
        m_reader = [folder = m_folder](const std::filesystem::path &path) {
            return openInFolder(folder, path, kTemplateBytes);
        };
    }
    try {
        m_includes = resolveIncludes(document.flow(), m_folder);
    } catch (const Error &) {
        m_includes.clear(); // one of them is missing, which validation says
    }
    if (document.location().kind != FlowKind::Prompty)
        return;
    const std::string &text = document.text();
    std::size_t at = text.find_first_not_of('-', m_editor.text().size());
    at = std::min(at, text.size());
    if (at < text.size() && text[at] == '\r')
        ++at;
    if (at < text.size() && text[at] == '\n')
        ++at;
    m_promptBegin = at;
    m_prompt = text.substr(at);
}

std::string FlowEditor::text() const
{
    if (m_document.location().kind != FlowKind::Prompty)
        return m_editor.text();
    std::string text = m_document.text();
    m_promptEdits.applyTo(text);
    m_editor.edits().applyTo(text); // all of them before the prompt
    return text;
}

FolderEdit FlowEditor::edit(Message label) const
{
    FolderEdit result;
    TextEdits edits = m_editor.edits();
    for (const TextEdit &edit : m_promptEdits)
        edits.add(edit);
    if (!edits.isEmpty())
        result.files.emplace(m_document.location().file, std::move(edits));
    for (const auto &[path, file] : m_files) {
        if (!file.edits.isEmpty())
            result.files.emplace(path, file.edits);
    }
    const std::string name = pathText(m_document.location().file.filename());
    result.label = !label.isEmpty()       ? std::move(label)
                   : m_labels.size() == 1 ? m_labels.front()
                                          : tr("Edit %1", name);
    return result;
}

std::optional<yaml::Path> FlowEditor::findNode(std::string_view name) const
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

yaml::Path FlowEditor::pathOfNode(const std::string &name) const
{
    if (const auto found = findNode(name))
        return *found;
    std::vector<std::string> names;
    for (const Body &body : bodies())
        names.push_back(body.name);
    throw noSuch(tr("node"), name, Words(names.begin(), names.end()));
}

std::vector<FlowEditor::Body> FlowEditor::bodies(std::string_view node) const
{
    std::vector<Body> found;
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

yaml::Path FlowEditor::resolved(std::string_view path) const
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

std::size_t FlowEditor::placeFor(const yaml::Path &mapping, const std::string &key) const
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

void FlowEditor::setAt(const yaml::Path &path, const yaml::Content &content)
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

void FlowEditor::set(std::string_view path, const yaml::Content &content)
{
    setAt(resolved(path), content);
    done(tr("Set %1", std::string(path)));
}

void FlowEditor::unset(std::string_view path)
{
    m_editor.remove(resolved(path));
    done(tr("Remove %1", std::string(path)));
}

void FlowEditor::connect(const std::string &node,
                         const std::string &input,
                         std::string_view reference)
{
    std::string text(reference);
    if (!text.starts_with("${"))
        text = "${" + text + (text.find('.') == std::string::npos ? ".output}" : "}");
    const Binding binding = parseBinding(Value(text));
    if (binding.kind == Binding::Kind::NodeOutput) {
        pathOfNode(binding.name);
    } else if (binding.kind == Binding::Kind::Literal
               || m_editor.find({"inputs", binding.name}) == nullptr) {
        std::vector<std::string> names;
        const yaml::Node *inputs = m_editor.find({"inputs"});
        for (const yaml::Node::Member &member :
             inputs == nullptr ? std::vector<yaml::Node::Member>() : inputs->members())
            names.push_back(member.key->resolved().text);
        throw noSuch(tr("input"), binding.name, Words(names.begin(), names.end()));
    }
    if (binding.name == node && binding.kind == Binding::Kind::NodeOutput)
        throw Error(ErrorCode::InvalidInput, tr("The node '%1' can't take its own output.", node));
    pathOfNode(node);
    std::vector<yaml::Path> having;
    std::vector<yaml::Path> all;
    for (const Body &body : bodies(node)) {
        yaml::Path path = body.path;
        const yaml::Node *variants = m_editor.find({"node_variants", node});
        const yaml::Node *uses = m_editor.find(path)->find("use_variants");
        if (body.path.size() == 2 && variants != nullptr && truthOf(uses))
            continue; // its variants take its place
        path.insert(path.end(), {"inputs", input});
        if (m_editor.find(path) != nullptr)
            having.push_back(path);
        all.push_back(std::move(path));
    }
    const yaml::Editor before = m_editor;
    try {
        for (const yaml::Path &path : having.empty() ? all : having)
            setAt(path, Value(text));
    } catch (...) {
        m_editor = before;
        throw;
    }
    done(tr("Connect %1.%2", node, input));
}

void FlowEditor::addNodes(std::string_view yaml)
{
    const yaml::Content content = yaml::Content::fromYaml(yaml);
    const std::vector<yaml::Content> nodes = content.value().isList()
                                                 ? content.items()
                                                 : std::vector<yaml::Content>{content};
    const yaml::Editor before = m_editor;
    std::string names;
    try {
        for (const yaml::Content &node : nodes) {
            const Value *name = node.value().find("name");
            if (name == nullptr || !name->isString() || name->asString().empty())
                throw Error(ErrorCode::InvalidInput,
                            tr("What is to be added is no node: it has no name."),
                            tr("Write it as in a flow file: name, type, source, inputs."));
            if (findNode(name->asString()))
                throw Error(ErrorCode::InvalidInput,
                            tr("There is a node '%1' already.", name->asString()),
                            tr("Give the new one another name."));
            if (m_editor.find({"nodes"}) == nullptr)
                m_editor.insert({}, "nodes", Value(List()), placeFor({}, "nodes"));
            m_editor.insertItem({"nodes"}, node);
            names += (names.empty() ? "" : ", ") + name->asString();
        }
    } catch (...) {
        m_editor = before;
        throw;
    }
    done(tr("Add %1", names));
}

void FlowEditor::removeNode(const std::string &name)
{
    const yaml::Path path = pathOfNode(name);
    const yaml::Editor before = m_editor;
    try {
        m_editor.remove(path);
        const yaml::Node *variants = m_editor.find({"node_variants"});
        if (variants != nullptr && variants->find(name) != nullptr) {
            const bool isOnly = variants->members().size() == 1;
            m_editor.remove(isOnly ? yaml::Path{"node_variants"}
                                   : yaml::Path{"node_variants", name});
        }
    } catch (...) {
        m_editor = before;
        throw;
    }
    done(tr("Delete %1", name));
}

void FlowEditor::requireSound() const
{
    const auto errorsOf = [&](const std::string &text) {
        Loaded loaded = loadFlow(text,
                                 m_document.location().kind,
                                 pathText(m_document.location().file.filename()));
        std::vector<Diagnostic> found = std::move(loaded.diagnostics);
        try {
            if (loaded.flow) {
                const Flow flow = withVariant(*loaded.flow, {});
                std::ranges::move(nodeProblems(flow), std::back_inserter(found));
                std::ranges::move(outputProblems(flow), std::back_inserter(found));
            }
        } catch (const Error &error) {
            found.emplace_back().code = "variants";
            found.back().message = error.message();
        }
        std::erase_if(found,
                      [](const Diagnostic &each) { return each.severity != Severity::Error; });
        return found;
    };
    // Names in the messages may be others now, but what is wrong has the same code.
    std::map<std::string, int> known;
    for (const Diagnostic &diagnostic : errorsOf(m_document.text()))
        ++known[diagnostic.code];
    for (const Diagnostic &diagnostic : errorsOf(text())) {
        if (known[diagnostic.code]-- <= 0)
            throw toError(diagnostic);
    }
}

void FlowEditor::done(Message label)
{
    m_labels.push_back(std::move(label));
}

} // namespace postern::flow
