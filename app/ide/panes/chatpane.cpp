// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/ide/panes/chatpane.h"

#include "app/ide/session/imageaccess.h"
#include "app/ide/session/session.h"
#include "engine/base/json.h"
#include "engine/base/pyrepr.h"
#include "widgets/inspector/errorcard.h"
#include "widgets/run/amounts.h"
#include "widgets/run/chatview.h"

#include <QFileInfo>
#include <QVBoxLayout>

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

namespace postern::ide {

namespace {

/// What the user's text is called where nothing is marked, the likeliest first.
constexpr std::array kQuestions{"question", "query", "chat_input", "user_input", "message", "text"};

/// A conversation where the flow is one that is talked with.
std::optional<run::Conversation> conversationWith(const flow::Flow &flow)
{
    if (!flow.chatInput() && !flow.chatHistory())
        return {};
    try {
        return run::Conversation(flow, {});
    } catch (const Error &) {
        if (flow.kind == flow::FlowKind::Dag)
            return {};
    }
    const auto *const asked = std::ranges::find_if(kQuestions, [&flow](const char *name) {
        return flow.input(name) != nullptr;
    });
    if (asked == kQuestions.end())
        return {};
    Dict others;
    for (const flow::FlowInput &input : flow.inputs) {
        if (input.name != *asked && &input != flow.chatHistory())
            others.set(input.name, Value());
    }
    try {
        return run::Conversation(flow, std::move(others));
    } catch (const Error &) {
        return {};
    }
}

/// An answer as it is read: a text as it is, one text among other things alone, else JSON.
QString textOf(const Value &answer)
{
    if (answer.isString())
        return QString::fromStdString(answer.asString());
    if (answer.isDict() && answer.asDict().size() == 1 && answer.asDict().begin()->second.isString())
        return QString::fromStdString(answer.asDict().begin()->second.asString());
    json::WriteOptions options;
    options.indent = 2;
    options.ensureAscii = false;
    options.reprUnknown = true;
    return QString::fromStdString(json::write(answer, options));
}

/// What the answer rests on, where an output of the flow is called so: a text each, or what of a
/// dict tells it from others.
QStringList citationsOf(const Value &outputs)
{
    const Value *const cited = outputs.isDict() ? outputs.find("citations") : nullptr;
    QStringList citations;
    if (!cited || !cited->isList())
        return citations;
    for (const Value &citation : cited->asList()) {
        QStringList words;
        if (citation.isString())
            words.append(QString::fromStdString(citation.asString()));
        for (const char *key : {"id", "title", "url"}) {
            const Value *const word = citation.isDict() ? citation.find(key) : nullptr;
            if (word && word->isString() && !word->asString().empty())
                words.append(QString::fromStdString(word->asString()));
        }
        if (!words.isEmpty())
            citations.append(words.first(std::min<qsizetype>(words.size(), 2)).join(u' '));
    }
    return citations;
}

/// The reason, and where in the flow it is.
QString failureText(const Error &error)
{
    const QString reason = widgets::failureReason(error);
    const std::optional<Place> &place = error.place();
    const QString where = place && place->line > 0 ? widgets::placeText(*place) : QString();
    return where.isEmpty() || reason.contains(where) ? reason : reason + '\n' + where;
}

} // namespace

ChatPane::ChatPane(Session &session, std::function<bool()> areInputsGood, QWidget *parent)
    : QWidget(parent)
    , m_session(session)
    , m_areInputsGood(std::move(areInputsGood))
    , m_view(new widgets::ChatView(this))
{
    setObjectName("chatPane");
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_view);
    connect(m_view, &widgets::ChatView::sent, this, &ChatPane::ask);
    connect(m_view, &widgets::ChatView::stopped, &session.runs(), &RunController::stop);
    connect(m_view, &widgets::ChatView::cleared, this, &ChatPane::clear);
    connect(m_view, &widgets::ChatView::runWanted, this, &ChatPane::showRun);
    connect(&m_store, &HistoryStore::opened, this, [this](const auto &run) {
        if (!m_session.document() || m_session.runs().isBusy())
            return;
        m_session.runs().showStored(tr("Run of an earlier answer"),
                                    m_session.document()->shownFlow(),
                                    run->events);
        emit runWanted(m_conversation ? QString::fromStdString(m_conversation->shape().node)
                                      : QString());
    });
    connect(&session.runs().details().timeline(),
            &widgets::TimelineModel::changed,
            this,
            &ChatPane::showProgress);
    connect(&session.model(), &widgets::RunModel::nodesChanged, this, &ChatPane::showPieces);
    connect(&session.runs(), &RunController::finished, this, &ChatPane::onFinished);
    connect(&session, &Session::documentOpened, this, &ChatPane::startAnew);
    connect(&session, &Session::runnableChanged, this, &ChatPane::showBlocker);
    showBlocker();
}

void ChatPane::showFlow()
{
    const Document *const document = m_session.document();
    auto found = document ? conversationWith(document->drawnFlow()) : std::nullopt;
    QString shape;
    if (found)
        shape = QStringList{document->filePath(),
                            QString::fromStdString(found->shape().input),
                            QString::fromStdString(found->shape().history),
                            QString::fromStdString(found->shape().output)}
                    .join(QLatin1Char('\n'));
    if (shape == m_shape)
        return;
    m_shape = shape;
    m_asking.reset();
    m_answered.clear();
    m_runs.clear();
    m_view->goBackTo(0);
    m_conversation = std::move(found);
    if (!m_conversation)
        return;
    m_view->setInputName(QString::fromStdString(m_conversation->shape().input));
    m_view->setImages(imageAccess(m_session), m_conversation->question({}).isList());
}

QStringList ChatPane::ownInputs() const
{
    if (!m_conversation)
        return {};
    return {QString::fromStdString(m_conversation->shape().input),
            QString::fromStdString(m_conversation->shape().history)};
}

bool ChatPane::send()
{
    return m_view->send();
}

void ChatPane::focusDraft()
{
    m_view->focusDraft();
}

void ChatPane::takeOver(const ChatPane &old)
{
    if (old.m_shape != m_shape || !m_conversation)
        return;
    m_conversation = old.m_conversation;
    m_asking = old.m_asking;
    m_answered = old.m_answered;
    m_runs = old.m_runs;
    m_view->takeOver(*old.m_view);
}

Value ChatPane::questionOf(const QString &text, const QStringList &images) const
{
    Value question = m_conversation->question(text.toStdString());
    if (images.isEmpty() || !question.isList())
        return question;
    List parts = text.trimmed().isEmpty() ? List() : question.asList();
    for (const QString &image : images) {
        const QString suffix = QFileInfo(image).suffix().toLower();
        const QString kind = suffix == QLatin1String("jpg") ? QStringLiteral("jpeg") : suffix;
        const std::string key = QStringLiteral("data:image/%1;path").arg(kind).toStdString();
        parts.emplace_back(Dict{{Value(key), Value(image.toStdString())}});
    }
    return Value(std::move(parts));
}

void ChatPane::ask(const QString &text, const QStringList &images, int turns)
{
    if (!m_conversation || !m_session.runBlocker().isEmpty() || !m_areInputsGood())
        return;
    const auto kept = std::min(static_cast<std::size_t>(turns), m_answered.size());
    const auto end = m_answered.begin() + static_cast<std::ptrdiff_t>(kept);
    m_conversation->goBackTo(static_cast<std::size_t>(std::count(m_answered.begin(), end, true)));
    m_answered.resize(kept);
    m_view->goBackTo(turns);

    m_asking = questionOf(text, images);
    Dict own;
    for (const auto &[name, value] : m_conversation->inputs(*m_asking)) {
        const std::string key = py::str(name);
        if (ownInputs().contains(QString::fromStdString(key)))
            own.set(name,
                    key == m_conversation->shape().history
                        ? cutHistory(value, m_view->attachedTurns())
                        : value);
    }
    m_answered.push_back(false);
    m_runs = m_runs.first(std::min<qsizetype>(m_runs.size(), turns));
    m_view->addQuestion(text, images);
    m_session.run(own);
}

Value ChatPane::cutHistory(const Value &history, int turns) const
{
    if (turns < 0 || !history.isList())
        return history;
    const auto entries = static_cast<std::size_t>(turns)
                         * (m_conversation->shape().byRole ? 2U : 1U);
    const List &all = history.asList();
    const std::size_t left = all.size() - std::min(entries, all.size());
    return List(all.begin() + static_cast<std::ptrdiff_t>(left), all.end());
}

void ChatPane::showProgress()
{
    const widgets::TimelineModel &timeline = m_session.runs().details().timeline();
    if (!m_asking || !timeline.isRunning())
        return;
    const auto done = std::ranges::count_if(timeline.rows(), [](const widgets::TimelineRow &row) {
        return row.state == run::NodeState::Done || row.state == run::NodeState::Cached
               || row.state == run::NodeState::Bypassed;
    });
    m_view->showProgress(tr("%1 of %2 nodes done").arg(done).arg(timeline.rowCount()));
}

void ChatPane::showRun(int turn)
{
    const QString id = turn < m_runs.size() ? m_runs[turn] : QString();
    const bool isShown = id.isEmpty() || id == m_session.runs().runId();
    if (!isShown) {
        m_store.open(id);
        return;
    }
    emit runWanted(m_conversation ? QString::fromStdString(m_conversation->shape().node)
                                  : QString());
}

void ChatPane::showPieces(const QStringList &nodes)
{
    if (!m_asking)
        return;
    const std::string &answering = m_conversation->shape().node;
    for (const QString &node : nodes) {
        const std::string name = node.toStdString();
        const widgets::NodeRun *const run = m_session.model().node(name);
        if (run && !run->streamed.empty() && (answering.empty() || answering == name))
            m_view->showPiece(QString::fromStdString(run->streamed));
    }
}

void ChatPane::onFinished(const run::FlowRunResult &result)
{
    const auto question = std::exchange(m_asking, std::nullopt);
    if (!question || !m_conversation)
        return;
    m_runs.append(m_session.runs().runId());
    if (result.error || result.state != run::NodeState::Done) {
        if (result.state == run::NodeState::Cancelled || !result.error)
            m_view->cutShort(tr("Stopped."));
        else
            m_view->fail(failureText(*result.error));
        return;
    }
    m_conversation->remember(*question, result.outputs);
    m_answered.back() = true;
    QStringList about{widgets::seconds(result.elapsed)};
    if (result.usage.total > 0)
        about.append(widgets::tokens(result.usage));
    if (const widgets::Spent spent = m_session.runs().details().timeline().spent(); spent.hasCost())
        about.append(widgets::dollars(spent));
    m_view->finish(textOf(m_conversation->answer(result.outputs)),
                   about.join(QStringLiteral(" · ")),
                   citationsOf(result.outputs));
}

void ChatPane::showBlocker()
{
    m_view->setBlocker(m_session.runBlocker());
}

// The same flow may be opened again; what its run was to answer never comes.
void ChatPane::startAnew()
{
    m_asking.reset();
    m_view->goBackTo(0);
    clear();
    showFlow();
}

void ChatPane::clear()
{
    m_answered.clear();
    m_runs.clear();
    if (m_conversation)
        m_conversation->goBackTo(0);
}

} // namespace postern::ide
