// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/ide/session/session.h"

#include "app/ide/editing/buffer.h"
#include "app/ide/home/logging.h"
#include "app/ide/home/paths.h"
#include "engine/flow/flowsearch.h"
#include "engine/flow/reach.h"
#include "engine/store/filegroup.h"
#include "widgets/theme/translated.h"

#include <QDir>
#include <QFileInfo>
#include <QJsonArray>

#include <algorithm>
#include <utility>

namespace postern::ide {

namespace {

constexpr qsizetype kMostTabs = 100; // that are opened again
const QString kLastFlow = QStringLiteral("lastFlow");

QStringList filesOf(const std::vector<flow::FlowLocation> &flows)
{
    QStringList files;
    for (const flow::FlowLocation &flow : flows)
        files.append(fromPath(flow.file));
    return files;
}

} // namespace

const QString Session::kLastChosenIn = QStringLiteral("lastChosenIn");

Session::Session(const Options &options, QObject *parent)
    : QObject(parent)
    , m_runs(m_engine)
    , m_environment(m_engine, m_runs.egress().ledger())
    , m_imports(m_engine)
    , m_simulate(options.simulate || (options.connections.isEmpty() && m_settings.simulate()))
    , m_connectionsFile(options.connections)
{
    m_git.setEngine(m_engine.executor());
    connect(&m_runs, &RunController::busyChanged, this, &Session::runnableChanged);
    connect(&m_folderState, &FolderState::failed, &m_home, &HomeWatch::check);
    connect(&m_home, &HomeWatch::recovered, this, &Session::keepAgain);
    connect(&m_imports, &ImportCheck::changed, this, &Session::runnableChanged);
    // Another interpreter, or packages that have come.
    connect(&m_environment, &EnvironmentController::checked, &m_imports, &ImportCheck::lookAnew);
    connect(&m_arrangement, &ArrangementKeeper::failed, &m_edits, [this](const Error &error) {
        emit m_edits.refused(error, tr("Keep where nodes stand"));
    });
    m_home.check();
}

Session::~Session()
{
    m_git.shutDown();
    m_planning.cancel();
    m_planners.waitForDone();
    m_imports.setDocument(nullptr);
    m_arrangement.open(nullptr);
    m_environment.shutDown();
    m_runs.shutDown();
}

void Session::open(const QString &folderOrFile, const QString &chosenIn)
{
    qCInfo(logSession) << "Opening" << folderOrFile << "...";
    store::finishInterruptedWrites();
    const flow::FlowLocation location = onlyFlow(folderOrFile);
    auto text = flow::FlowDocument::load(location);
    const QString folder = fromPath(location.folder);
    const bool trusted = isSample(folder) || m_settings.isTrusted(folder);

    m_runs.discard();
    m_debug.forget();
    m_planning.cancel();
    m_engine.endSpareWorkers();
    m_imports.setDocument(nullptr);
    m_arrangement.open(nullptr);
    m_document = std::make_unique<Document>(std::move(text),
                                            trusted ? flow::Trust::Trusted
                                                    : flow::Trust::Restricted);
    connect(&m_document->workspace(), &Workspace::notKept, &m_home, &HomeWatch::check);
    connect(m_document.get(), &Document::changed, this, [this](const flow::FlowChange &change) {
        if (change.reading || change.ports)
            m_inputs.setSignature(m_document->signature());
        if (change.reading || change.isOfGraph())
            showFlow(change);
        emit runnableChanged();
    });
    connect(m_document.get(), &Document::diagnosticsChanged, this, &Session::runnableChanged);
    m_imports.setDocument(m_document.get());
    m_arrangement.open(m_document.get());
    m_variant.clear();
    m_graph.show(m_document.get(), m_variant);
    m_folderState.open(stateName(location));
    m_inputs.open(folder, m_document->signature());
    m_breakpoints.open();
    m_breakpoints.follow(m_graph.model());
    m_watches.open();
    m_document->workspace().setTabs(rememberedTabs());
    m_environment.setFolder(trusted ? folder : QString());
    m_settings.addRecentFolder(folder);
    m_settings.setValue(kLastFlow, fromPath(location.file));
    const QString chosen = QDir::cleanPath(QFileInfo(chosenIn).absoluteFilePath());
    const bool isWithin = folder == chosen || folder.startsWith(chosen + QLatin1Char('/'));
    m_chosenIn = !chosenIn.isEmpty() && isWithin ? chosen : QString();
    m_settings.setValue(kLastChosenIn, m_chosenIn);
    openRepository();
    emit documentOpened();
    emit runnableChanged();
}

void Session::openRepository()
{
    m_git.setFlow(toPath(m_document->folder()),
                  toPath(m_document->filePath()),
                  m_document->trust(),
                  m_engine.executor());
    connect(m_document.get(), &Document::filesChanged, &m_git, &GitStore::refresh);
    connect(&m_document->workspace(), &Workspace::stateChanged, &m_git, &GitStore::refresh);
}

flow::FlowLocation Session::onlyFlow(const QString &folderOrFile)
{
    try {
        return flow::locateFlow(toPath(folderOrFile));
    } catch (const Error &) {
        if (!QFileInfo(folderOrFile).isDir() || flowsIn(folderOrFile).size() != 1)
            throw;
        return m_search.flows.front();
    }
}

const std::vector<flow::FlowLocation> &Session::flowsIn(const QString &folder)
{
    const QString key = QDir::cleanPath(QFileInfo(folder).absoluteFilePath());
    if (m_search.folder != key)
        m_search = {key, flow::findFlows(toPath(key))};
    return m_search.flows;
}

QStringList Session::flowsToChoose(const QString &folder)
{
    if (!QFileInfo(folder).isDir())
        return {};
    m_search = {}; // opened anew: as it is now
    try {
        const QString key = QDir::cleanPath(QFileInfo(folder).absoluteFilePath());
        const flow::FlowLocation own = flow::locateFlow(toPath(key));
        QStringList beside{fromPath(own.file)};
        for (const flow::FlowLocation &other : flowsIn(folder)) {
            if (other.folder == own.folder && other.file != own.file)
                beside.append(fromPath(other.file));
        }
        return beside.size() > 1 ? beside : QStringList();
    } catch (const Error &) {
        const QStringList found = filesOf(flowsIn(folder));
        return found.size() > 1 ? found : QStringList();
    }
}

QStringList Session::neighbours()
{
    if (!m_document)
        return {};
    QStringList found = filesOf(flowsIn(chosenIn()));
    found.removeIf([](const QString &file) { return !QFileInfo::exists(file); });
    if (!found.contains(m_document->filePath()))
        found.prepend(m_document->filePath());
    return found;
}

QString Session::chosenIn() const
{
    return m_document && m_chosenIn.isEmpty() ? m_document->folder() : m_chosenIn;
}

QString Session::stateName(const flow::FlowLocation &location)
{
    try {
        if (flow::locateFlow(location.folder).file == location.file)
            return fromPath(location.folder);
    } catch (const Error &) {
        return fromPath(location.file);
    }
    return fromPath(location.file);
}

QString Session::lastFlow() const
{
    const QStringList folders = m_settings.allRecentFolders();
    const QString file = m_settings.value(kLastFlow).toString();
    if (folders.isEmpty())
        return {};
    return QFileInfo(file).path() == folders.first() && QFileInfo::exists(file) ? file
                                                                                : folders.first();
}

QStringList Session::rememberedTabs() const
{
    QStringList tabs;
    if (m_isCautious)
        return tabs;
    const QString folder = m_document->folder() + QLatin1Char('/');
    for (const auto &name : m_folderState.value(QStringLiteral("tabs")).toArray()) {
        const QString path = QFileInfo(folder + name.toString()).canonicalFilePath();
        if (path.startsWith(folder) && QFileInfo(path).isFile() && !tabs.contains(path))
            tabs.append(path);
        if (tabs.size() == kMostTabs)
            break;
    }
    return tabs;
}

void Session::keepAgain()
{
    m_settings.writeAgain();
    m_folderState.writeAgain();
    if (m_document)
        m_document->workspace().keepAgain();
}

void Session::showFlow(const flow::FlowChange &change)
{
    m_graph.show(m_document.get(), m_variant);
    emit flowChanged(change);
    m_breakpoints.follow(m_graph.model()); // once the views have it
}

void Session::setVariant(const QString &variant)
{
    m_variant = variant;
    showFlow(flow::FlowChange::everything());
}

void Session::translate()
{
    if (!m_document)
        return;
    m_inputs.translate();
    m_breakpoints.translate();
    showFlow(flow::FlowChange::everything()); // so are those of the boxes
}

void Session::trustFolder()
{
    if (!m_document)
        return;
    m_settings.trust(m_document->folder());
    m_document->setTrust(flow::Trust::Trusted);
    m_environment.setFolder(m_document->folder());
    m_git.setFlow(toPath(m_document->folder()),
                  toPath(m_document->filePath()),
                  flow::Trust::Trusted,
                  m_engine.executor());
    emit runnableChanged();
}

bool Session::isRestricted() const
{
    return m_document && m_document->trust() == flow::Trust::Restricted;
}

void Session::useSimulator()
{
    m_simulate = true;
    m_settings.setSimulate(true);
    emit engineChanged();
}

void Session::useConnections(const QString &file)
{
    m_simulate = false;
    m_connectionsFile = file;
    m_settings.setSimulate(false);
    emit engineChanged();
}

QString Session::runBlocker() const
{
    if (!m_document)
        return tr("Open a flow folder first.");
    if (m_runs.isStopping())
        return tr("The last run is being stopped.");
    if (m_runs.isBusy())
        return tr("The flow is running.");
    if (isRestricted())
        return tr("This folder is restricted. Trust it to run it.");
    const auto &problems = m_document->diagnostics();
    const auto first = std::find_if(problems.begin(), problems.end(), [](const auto &problem) {
        return problem.severity == flow::Severity::Error;
    });
    if (first != problems.end()) {
        const QString reason = theme::translated(first->message);
        return m_document->flow().isCurrent()
                   ? reason
                   : tr("Line %1: %2").arg(first->place.line).arg(reason);
    }
    if (!m_document->flow().isCurrent())
        return tr("The flow's file can't be read as it stands.");
    if (m_document->shownFlow().nodes.empty())
        return tr("The flow has no nodes yet.");
    return {};
}

bool Session::run(const Dict &ofChat)
{
    RunChoices choices = std::exchange(m_nextRun, {});
    Dict inputs;
    Dict init;
    if (!m_inputs.read(inputs, init) && !choices.sameInputs)
        return false;
    if (choices.sameInputs)
        inputs = model().inputs().isDict() ? model().inputs().asDict() : Dict();
    for (const auto &[name, value] : ofChat)
        inputs.set(name, value);
    // What nobody touched is the sample, which the run takes by itself as the command does.
    const bool isSample = ofChat.empty() && !m_document->isDag() && m_inputs.isSample();
    Dict shown = inputs;
    run::RunSpec spec = specNow();
    for (const flow::FlowInput &input : m_document->signature().inputs) {
        if (input.type == "secret")
            shown.erase(input.name);
    }
    m_inputs.remember(shown);
    spec.inputs = isSample ? Dict() : std::move(inputs);
    spec.init = std::move(init);
    start(std::move(spec), std::move(choices), ofChat.empty() ? "test" : "chat");
    return true;
}

void Session::runNode(const QString &name, Dict inputs)
{
    run::RunSpec spec = specNow();
    spec.node = name.toStdString();
    spec.inputs = std::move(inputs);
    start(std::move(spec), {}, "test");
}

run::RunSpec Session::specNow()
{
    m_document->readNow();
    run::RunSpec spec;
    spec.document = m_document->flow();
    spec.document.setUnsaved(m_document->workspace().unsavedTexts());
    spec.trust = m_document->trust();
    spec.variant = m_variant.toStdString();
    spec.simulate = m_simulate;
    return spec;
}

void Session::start(run::RunSpec spec, RunChoices choices, std::string kind)
{
    RunKind recorded{.kind = std::move(kind), .parent = choices.parent, .change = choices.change};
    if (recorded.kind == "test" && (m_breakpoints.rowCount() > 0 || !choices.parent.empty()))
        recorded.kind = "debug";
    replay::ReuseOptions reuse = reuseFrom(choices.from, choices.takesUnrepeatable);
    choose(spec, std::move(choices));
    request::RunRequest request;
    request.spec = std::move(spec);
    const std::filesystem::path connections = m_simulate ? std::filesystem::path()
                                                         : toPath(m_connectionsFile);
    m_runs.start(
        std::move(request),
        [connections, outputs = m_outputs, reuse](request::RunRequest &asked) {
            request::addUserSettings(asked, connections);
            // It keeps what nodes give, also where nothing is taken.
            asked.spec.gates.push_back(
                std::make_shared<replay::OutputCache>(outputs,
                                                      replay::fingerprintsOf(asked.spec),
                                                      reuse));
        },
        recorded);
}

replay::ReuseOptions Session::reuseFrom(const std::string &node, bool takesUnrepeatable) const
{
    replay::ReuseOptions options;
    options.takesUnrepeatable = takesUnrepeatable;
    if (!node.empty()) {
        options.run = flow::reachedFrom(m_document->shownFlow(), node);
        return options;
    }
    for (const flow::Node &other : m_document->shownFlow().nodes)
        options.run.insert(other.name);
    return options;
}

void Session::planFrom(const QString &node, bool takesUnrepeatable, std::function<void(Plan)> answer)
{
    request::RunRequest request;
    request.spec = specNow();
    if (!m_inputs.read(request.spec.inputs, request.spec.init))
        return;
    const std::filesystem::path connections = m_simulate ? std::filesystem::path()
                                                         : toPath(m_connectionsFile);
    const replay::ReuseOptions reuse = reuseFrom(node.toStdString(), takesUnrepeatable);
    m_planning.startBlocking(
        m_planners,
        [asked = std::move(request), connections, outputs = m_outputs, reuse]() mutable {
            request::addUserSettings(asked, connections);
            return replay::planReuse(asked.spec,
                                     replay::fingerprintsOf(asked.spec),
                                     *outputs,
                                     reuse);
        },
        [this, answer = std::move(answer)](Outcome<Plan> plan) {
            if (plan.error)
                emit m_edits.refused(*plan.error, tr("Run from here"));
            else
                answer(std::move(*plan.value));
        });
}

void Session::choose(run::RunSpec &spec, RunChoices choices)
{
    if (!choices.given.empty())
        spec.gates.push_back(std::make_shared<replay::GivenOutputs>(std::move(choices.given)));
    m_debug.attach(spec, choices.withBreakpoints);
    if (!choices.stopAt.empty())
        m_debug.runTo(QString::fromStdString(choices.stopAt));
    m_debug.editAhead(choices.editedNode, choices.editedInputs);
}

} // namespace postern::ide
