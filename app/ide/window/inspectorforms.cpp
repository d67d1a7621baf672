// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/ide/window/inspectorforms.h"

#include "app/ide/editing/folderfiles.h"
#include "app/ide/home/paths.h"
#include "app/ide/panes/editorpane.h"
#include "app/ide/session/session.h"
#include "app/ide/window/packageforms.h"
#include "engine/base/error.h"
#include "engine/connection/connection.h"
#include "engine/connection/connectionstore.h"
#include "engine/flow/floweditor.h"
#include "engine/store/home.h"
#include "widgets/inspector/nodeinspector.h"
#include "widgets/theme/translated.h"

#include <QDir>
#include <QFileInfo>
#include <QThreadPool>

#include <algorithm>
#include <utility>

namespace postern::ide {

namespace {

constexpr qsizetype kMostSources = 500; ///< that a list offers

bool isFormSource(const QString &name)
{
    return name.endsWith(QLatin1String(".jinja2")) || name.endsWith(QLatin1String(".jinja"))
           || name.endsWith(QLatin1String(".py")) || name.endsWith(QLatin1String(".md"));
}

/// Calls this with every node of the flow as it is written, those of all variants too.
template<typename Use>
void forEachNode(const flow::Flow &flow, Use use)
{
    for (const flow::Node &node : flow.nodes)
        use(node);
    for (const auto &[name, variants] : flow.variants) {
        for (const flow::Variant &variant : variants.variants)
            use(variant.node);
    }
}

QStringList sortedOnce(QStringList words)
{
    words.removeAll(QString());
    words.removeDuplicates();
    words.sort(Qt::CaseInsensitive);
    return words;
}

std::string sourceKey(const flow::Node &node)
{
    return node.typeText + '\n' + node.source.path;
}

bool isSameSource(const run::FolderCheck::Source &one, const run::FolderCheck::Source &two)
{
    const auto isSame = [](const python::Parameter &a, const python::Parameter &b) {
        return a.name == b.name && a.type == b.type && a.hasDefault == b.hasDefault
               && a.defaultValue == b.defaultValue && a.isConnection == b.isConnection;
    };
    return one.variables == two.variables && one.takesMore == two.takesMore
           && one.parameters.has_value() == two.parameters.has_value()
           && (!one.parameters || std::ranges::equal(*one.parameters, *two.parameters, isSame));
}

std::vector<widgets::FormParameter> parametersFrom(const std::vector<python::Parameter> &told)
{
    std::vector<widgets::FormParameter> parameters;
    parameters.reserve(told.size());
    for (const python::Parameter &each : told)
        parameters.push_back(
            {each.name, each.type, each.hasDefault, each.defaultValue, each.isConnection, {}, {}});
    return parameters;
}

/// Empty when it isn't known.
std::string classOf(const connection::ConnectionSet &known, const std::string &name)
{
    try {
        const connection::Connection *const found = known.find(name);
        return found ? found->className() : std::string();
    } catch (const Error &) {
        return {}; // it can't be used
    }
}

connection::ConnectionSet connectionsIn(const QString &file)
{
    try {
        return file.isEmpty()
                   ? connection::ConnectionSet()
                   : connection::ConnectionSet::loadForRun(toPath(file),
                                                           connection::Secrets::Unneeded);
    } catch (const Error &) {
        return {}; // a run says what is wrong with it
    }
}

} // namespace

InspectorForms::InspectorForms(Session &session,
                               widgets::NodeInspector *inspector,
                               EditorPane *editors)
    : QObject(inspector)
    , m_session(session)
    , m_inspector(inspector)
    , m_packages(new PackageForms(session, this))
{
    connect(m_packages, &PackageForms::changed, this, &InspectorForms::factsChanged);
    connect(m_packages, &PackageForms::offered, inspector, &widgets::NodeInspector::renewLists);
    inspector->setWriter([this](const widgets::FormIntent &intent,
                                const QString &label,
                                const std::vector<widgets::FormCopy> &copies) {
        return write(intent, label, copies);
    });
    inspector->setOutputPick([this](const std::string &output) {
        emit pickWanted(
            {graph::kOutputsId, QString::fromStdString(output), graph::WireStart::Kind::Input});
    });
    connect(editors, &EditorPane::flushing, inspector, &widgets::NodeInspector::take);
    connect(&session, &Session::documentOpened, this, [this] {
        m_sources.clear();
        m_files.clear();
        m_look.cancel();
        m_listing.cancel();
        showBlocker();
    });
    connect(&session, &Session::flowChanged, this, &InspectorForms::showBlocker);
    connect(inspector,
            &widgets::NodeInspector::renamed,
            this,
            [this](const QString &, const QString &newName) { emit nodeRenamed(newName); });
    showBlocker();
}

QString InspectorForms::write(const widgets::FormIntent &intent,
                              const QString &label,
                              const std::vector<widgets::FormCopy> &copies)
{
    try {
        FlowEdits::NewFiles files;
        for (const widgets::FormCopy &copy : copies) {
            const Document &document = *m_session.document();
            files.push_back(
                {copy.to,
                 m_session.document()->workspace().textOf(document.folder() + u'/' + copy.from)});
        }
        m_session.edits().apply(
            [&intent](flow::FlowEditor &editor) {
                intent(editor);
                editor.requireSound();
            },
            label,
            files);
        return {};
    } catch (const Error &error) {
        const QString reason = theme::translated(error.translatableMessage());
        const QString hint = theme::translated(error.translatableHint());
        return hint.isEmpty() ? reason : reason + u' ' + hint;
    }
}

void InspectorForms::showBlocker()
{
    m_inspector->setBlocker(m_session.edits().blocker());
    if (m_inspector->showsBox() && m_session.document())
        showPorts();
}

widgets::FormFacts InspectorForms::factsOf(const ShownNode &shown)
{
    widgets::FormFacts facts;
    const flow::Node &node = shown.node;
    const flow::Flow &flow = m_session.document()->flow().flow();
    const flow::Node *const written = flow.node(node.name);
    facts.base = "nodes." + widgets::pathStep(node.name);
    if (shown.choices && written && written->useVariants) {
        const std::string &id = shown.chosen.empty() ? shown.choices->defaultVariantId
                                                     : shown.chosen;
        facts.base = "node_variants." + widgets::pathStep(node.name) + ".variants."
                     + widgets::pathStep(id) + ".node";
    }
    if (const auto source = m_sources.find(sourceKey(node)); source != m_sources.end()) {
        facts.variables = source->second.variables;
        facts.takesMore = source->second.takesMore;
        if (source->second.parameters)
            facts.parameters = parametersFrom(*source->second.parameters);
    }
    if (auto parameters = m_packages->parametersOf(node)) {
        facts.parameters = std::move(parameters);
        facts.takesMore = node.type == flow::NodeType::CustomLlm;
    }
    facts.connectionClass = classOf(knownConnections(), node.connection);
    if (const auto kept = m_vault.find(node.connection);
        facts.connectionClass.empty() && kept != m_vault.end())
        facts.connectionClass = kept->second;
    facts.connections = [this] { return connections(); };
    facts.deployments = [this] { return deployments(); };
    facts.files = [this] { return files(); };
    facts.hasFile = [this](const QString &path) { return hasFile(path); };
    facts.pick = [this, name = QString::fromStdString(node.name)](const std::string &input) {
        const auto kind = input.empty() ? graph::WireStart::Kind::Condition
                                        : graph::WireStart::Kind::Input;
        emit pickWanted({name, QString::fromStdString(input), kind});
    };
    facts.references = [this, name = node.name] {
        return widgets::referencesIn(m_session.document()->shownFlow(), name);
    };
    return facts;
}

void InspectorForms::lookAt(const flow::Node &node)
{
    const Document *const document = m_session.document();
    m_look.cancel();
    if (document == nullptr || !document->isDag() || node.source.path.empty())
        return;
    m_look.startBlocking(
        *QThreadPool::globalInstance(),
        [check = document->folderCheck(),
         seen = document->snapshot(),
         trust = document->trust(),
         node] { return check->sourceOf(seen, trust, node); },
        [this, key = sourceKey(node)](const Outcome<run::FolderCheck::Source> &outcome) {
            if (!outcome.value || isSameSource(m_sources[key], *outcome.value))
                return;
            m_sources[key] = *outcome.value;
            emit factsChanged();
        });
}

void InspectorForms::showPorts() const
{
    m_inspector->showPorts(m_session.document()->shownFlow(), [this] {
        return widgets::referencesIn(m_session.document()->shownFlow(), {});
    });
}

const connection::ConnectionSet &InspectorForms::knownConnections() const
{
    const QFileInfo file(m_session.connectionsFile());
    const QString now = file.filePath() + file.lastModified().toString(Qt::ISODateWithMs);
    if (std::exchange(m_readFile, now) != now)
        m_known = connectionsIn(m_session.connectionsFile());
    return m_known;
}

void InspectorForms::lookIntoVault()
{
    if (m_unlocking.isRunning())
        return;
    using KeptClasses = std::map<std::string, std::string>;
    const auto read = [] {
        KeptClasses found;
        for (const auto &stored : connection::ConnectionStore(store::homeFolder()).list())
            found.emplace(stored.connection.name, stored.connection.className());
        return found;
    };
    // A keychain may wait for its user. What can't be read a run says.
    m_unlocking.startBlocking(*QThreadPool::globalInstance(),
                              read,
                              [this](const Outcome<KeptClasses> &found) {
                                  if (!found.value || m_vault == *found.value)
                                      return;
                                  m_vault = *found.value;
                                  m_inspector->renewLists();
                              });
}

QStringList InspectorForms::connections()
{
    lookIntoVault();
    QStringList names;
    forEachNode(m_session.document()->flow().flow(), [&names](const flow::Node &node) {
        names.append(QString::fromStdString(node.connection));
    });
    for (const auto &[name, className] : m_vault)
        names.append(QString::fromStdString(name));
    for (const std::string &name : knownConnections().names())
        names.append(QString::fromStdString(name));
    return sortedOnce(names);
}

QStringList InspectorForms::deployments() const
{
    QStringList names;
    forEachNode(m_session.document()->flow().flow(), [&names](const flow::Node &node) {
        for (const char *const key : {"deployment_name", "model"}) {
            const flow::Binding *const binding = node.input(key);
            if (binding && binding->kind == flow::Binding::Kind::Literal
                && binding->literal.isString())
                names.append(QString::fromStdString(binding->literal.asString()));
        }
    });
    return sortedOnce(names);
}

QStringList InspectorForms::files()
{
    if (!m_listing.isRunning()) {
        m_listing.startBlocking(
            *QThreadPool::globalInstance(),
            [folder = QDir(m_session.document()->folder())] {
                QStringList found;
                for (const QString &path : filesBelow(folder.path(), kMostSources, isFormSource))
                    found.append(folder.relativeFilePath(path));
                return sortedOnce(found);
            },
            [this](const Outcome<QStringList> &found) {
                if (found.value && std::exchange(m_files, *found.value) != *found.value)
                    m_inspector->renewLists();
            });
    }
    return m_files;
}

bool InspectorForms::hasFile(const QString &path) const
{
    const QString clean = QDir::cleanPath(path);
    const bool isOfFolder = QDir::isRelativePath(clean) && clean != QLatin1String("..")
                            && !clean.startsWith(QLatin1String("../"));
    return isOfFolder && m_session.edits().hasFile(clean);
}

} // namespace postern::ide
