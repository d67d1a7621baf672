// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/ide/panes/previewpane.h"

#include "app/ide/editing/buffer.h"
#include "app/ide/session/session.h"
#include "engine/flow/nodetype.h"
#include "widgets/inspector/promptview.h"
#include "widgets/theme/prose.h"
#include "widgets/theme/translated.h"

#include <QDir>
#include <QLabel>
#include <QThreadPool>
#include <QVBoxLayout>

#include <algorithm>
#include <filesystem>
#include <utility>

namespace postern::ide {

namespace {

constexpr int kPauseMs = 200;
constexpr std::size_t kLargestPreviewed = 1'000'000;
constexpr QLatin1String kPromptyEnd(".prompty");

} // namespace

PreviewPane::PreviewPane(Session &session, QWidget *parent)
    : QWidget(parent)
    , m_session(session)
    , m_title(new QLabel(this))
    , m_note(new theme::Prose(this))
    , m_view(new widgets::PromptView(this))
{
    setObjectName("previewPane");
    m_title->setObjectName("previewTitle");
    m_title->setTextFormat(Qt::PlainText);
    m_title->setContentsMargins(12, 8, 12, 0);
    m_note->setObjectName("previewNote");
    m_note->setProperty("role", "secondary");
    m_note->setContentsMargins(12, 4, 12, 4);
    m_view->setObjectName("previewPrompt");
    m_view->setAccessibleName(tr("Preview of the prompt"));
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_title);
    layout->addWidget(m_note);
    layout->addWidget(m_view, 1);
    setFocusProxy(m_view);
    m_pause.setSingleShot(true);
    m_pause.setInterval(kPauseMs);
    connect(&m_pause, &QTimer::timeout, this, &PreviewPane::render);
    connect(&session, &Session::documentOpened, this, [this] {
        m_rendering.cancel();
        m_file.clear();
        m_node.clear();
        follow();
    });
    connect(&session, &Session::flowChanged, &m_pause, qOverload<>(&QTimer::start));
    connect(&session.inputs(), &RunInputs::changed, &m_pause, qOverload<>(&QTimer::start));
    connect(&session.model(),
            &widgets::RunModel::stateChanged,
            &m_pause,
            qOverload<>(&QTimer::start));
    follow();
}

void PreviewPane::follow()
{
    if (Document *const document = m_session.document())
        connect(&document->workspace(), &Workspace::edited, this, [this](const Buffer *buffer) {
            if (buffer->path() == m_file)
                m_pause.start();
        });
    m_pause.start();
}

void PreviewPane::showFile(const Buffer *buffer)
{
    const bool isPrompt = buffer
                          && (buffer->name().endsWith(QLatin1String(".jinja2"))
                              || buffer->name().endsWith(kPromptyEnd));
    if (!isPrompt || buffer->path() == m_file)
        return; // the last template stays beside the flow's text
    m_file = buffer->path();
    m_view->setPrompt({}); // another's
    m_pause.start();
}

void PreviewPane::showNode(const QString &name)
{
    const Document *const document = m_session.document();
    const flow::Node *const node = document ? document->shownFlow().node(name.toStdString())
                                            : nullptr;
    if (!node || !flow::hasTemplate(node->type) || node->source.path.empty())
        return;
    m_node = name;
    m_view->setPrompt({});
    m_file = QDir::cleanPath(
        QDir(document->folder()).filePath(QString::fromStdString(node->source.path)));
    m_pause.start();
}

void PreviewPane::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    m_pause.start();
}

const flow::Node *PreviewPane::nodeOfFile() const
{
    const Document &document = *m_session.document();
    const QDir folder(document.folder());
    const flow::Node *found = nullptr;
    for (const flow::Node &node : document.shownFlow().nodes) {
        const bool isIts = flow::hasTemplate(node.type) && !node.source.path.empty()
                           && QDir::cleanPath(
                                  folder.filePath(QString::fromStdString(node.source.path)))
                                  == m_file;
        if (isIts && (!found || node.name == m_node.toStdString()))
            found = &node;
    }
    return found;
}

void PreviewPane::render()
{
    if (!isVisible())
        return;
    if (m_rendering.isRunning()) {
        m_isDue = true;
        return;
    }
    Document *const document = m_session.document();
    const Buffer *const buffer = document ? document->workspace().find(m_file) : nullptr;
    if (buffer && buffer->name().endsWith(kPromptyEnd)
        && buffer->text().size() <= kLargestPreviewed) {
        renderPrompty(*buffer);
        return;
    }
    const flow::Node *const node = buffer ? nodeOfFile() : nullptr;
    if (!node) {
        clear(m_file.isEmpty() ? tr("Select an llm or a prompt node, or open its template.")
                               : tr("%1 is no node's template: it can't be said what it is "
                                    "rendered with.")
                                     .arg(QFileInfo(m_file).fileName()));
        return;
    }
    if (buffer->text().size() > kLargestPreviewed) {
        clear(tr("%1 is too large for a preview.").arg(buffer->name()));
        return;
    }
    const PreviewInputs inputs
        = previewInputs(document->shownFlow(), *node, m_session.model(), m_session.inputs().row());
    m_isDue = false;
    m_rendering.startBlocking(
        *QThreadPool::globalInstance(),
        [text = buffer->sharedText(),
         file = node->source.path,
         values = inputs.values,
         isChat = node->type == flow::NodeType::Llm && node->api != "completion"] {
            return renderPreview(*text, file, values, isChat);
        },
        [this, inputs, node = *node](Outcome<Preview> outcome) {
            if (outcome.value)
                show(*outcome.value, inputs, node);
            if (m_isDue)
                m_pause.start();
        });
}

void PreviewPane::renderPrompty(const Buffer &buffer)
{
    m_isDue = false;
    m_rendering.startBlocking(
        *QThreadPool::globalInstance(),
        [text = buffer.sharedText(), file = buffer.name().toStdString()] {
            return renderPromptyPreview(*text, file);
        },
        [this, name = buffer.name()](Outcome<Preview> outcome) {
            if (outcome.value) {
                flow::Node node;
                node.name = QFileInfo(name).completeBaseName().toStdString();
                node.source.path = name.toStdString();
                show(*outcome.value, {}, node);
                if (!outcome.value->error)
                    m_note->setText(tr("With the prompty's own sample."));
            }
            if (m_isDue)
                m_pause.start();
        });
}

void PreviewPane::show(const Preview &preview, const PreviewInputs &inputs, const flow::Node &node)
{
    m_title->setText(QStringLiteral("%1 · %2").arg(QString::fromStdString(node.name),
                                                   QString::fromStdString(node.source.path)));
    m_title->show();
    if (preview.error) {
        // What was rendered last stays: a template is half written most of the time.
        const auto place = preview.error->place();
        const QString line = place && place->line > 0 ? tr("Line %1: ").arg(place->line)
                                                      : QString();
        m_note->setText(line + theme::translated(preview.error->translatableMessage()));
        m_note->show();
        return;
    }
    QStringList notes;
    if (inputs.isOfLastRun)
        notes.append(tr("With the inputs of the last run."));
    else if (inputs.isOfRow)
        notes.append(tr("With the inputs of %1.").arg(m_session.inputs().rowName()));
    else
        notes.append(tr("With what is known of the inputs by now."));
    if (!inputs.missing.isEmpty())
        notes.append(tr("Not known before a run: %1").arg(inputs.missing.join(QLatin1String(", "))));
    m_note->setText(notes.join('\n'));
    m_note->show();
    m_view->show();
    m_view->setPrompt(preview.text);
}

void PreviewPane::clear(const QString &why)
{
    m_title->hide();
    m_note->setText(why);
    m_note->show();
    m_view->setPrompt({});
    m_view->hide();
}

} // namespace postern::ide
