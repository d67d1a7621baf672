// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/ide/window/guidelinks.h"

#include "app/ide/commands/actions.h"
#include "app/ide/editing/buffer.h"
#include "app/ide/panes/bottompane.h"
#include "app/ide/panes/editorpane.h"
#include "app/ide/panes/guidepane.h"
#include "app/ide/session/session.h"
#include "app/ide/window/nodeviews.h"
#include "app/ide/window/panellist.h"
#include "app/ide/window/workarea.h"
#include "engine/flow/nodetype.h"

#include <QApplication>
#include <QFileInfo>
#include <QWidget>

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

namespace postern::ide {

namespace {

/// The guide's topic for a part of the window, by the name of its object.
constexpr std::array<std::pair<const char *, const char *>, 14> kTopicOfWidget{
    {{"canvas", "canvas"},
     {"outline", "outline"},
     {"inspector", "inspector"},
     {"searchPane", "search"},
     {"referencesPane", "references"},
     {"previewPane", "preview"},
     {"bottomPane", "problems"},
     {"chatPane", "chat"},
     {"runResults", "run"},
     {"runToolBar", "run"},
     {"inputSource", "run"},
     {"nodeIo", "io"},
     {"dataTable", "dataset"},
     {"welcome", "start"}}};

/// The key of YAML in whose value a byte is, and the keys above it, the nearest first.
QStringList keysAt(std::string_view text, std::size_t offset)
{
    QStringList keys;
    std::size_t least = std::string_view::npos;
    std::size_t end = std::min(text.find('\n', std::min(offset, text.size())), text.size());
    while (least != 0) {
        const std::size_t begin = end == 0 ? 0 : text.rfind('\n', end - 1) + 1; // npos + 1: 0
        const std::string_view line = text.substr(begin, end - begin);
        const std::size_t indent = line.find_first_not_of(" -");
        const std::size_t colon = line.find(':');
        if (indent != std::string_view::npos && colon != std::string_view::npos && indent < least
            && colon > indent && line[indent] != '#') {
            least = indent;
            keys.append(
                QString::fromUtf8(line.data() + indent, static_cast<qsizetype>(colon - indent)));
        }
        if (begin == 0)
            break;
        end = begin - 1;
    }
    return keys;
}

QString topicOfFile(const QString &name)
{
    const QString suffix = QFileInfo(name).suffix().toLower();
    if (suffix == u"jinja2" || suffix == u"jinja")
        return QStringLiteral("template");
    if (suffix == u"py")
        return QStringLiteral("python-file");
    if (suffix == u"jsonl" || suffix == u"json" || suffix == u"csv")
        return QStringLiteral("dataset");
    if (suffix == u"prompty")
        return QStringLiteral("prompty");
    if (name.startsWith(QLatin1String("requirements")))
        return QStringLiteral("requirements");
    return QStringLiteral("text");
}

} // namespace

Guide guideWithCommands(const QString &language, const Actions &actions)
{
    Guide guide = Guide::installed(language);
    QString page = QStringLiteral("# ") + GuideLinks::tr("Commands and their keys")
                   + QStringLiteral("\n<!-- topics: commands -->\n## ")
                   + GuideLinks::tr("All commands") + QStringLiteral("\n\n");
    for (const QAction *const action : actions.all()) {
        const QString key = action->shortcut().toString(QKeySequence::NativeText);
        if (!action->text().isEmpty())
            page += QStringLiteral("- ") + action->text()
                    + (key.isEmpty() ? QString() : QStringLiteral(": **%1**").arg(key)) + u'\n';
    }
    guide.add(page);
    return guide;
}

GuidePane *makeGuide(Session &session, const Actions &actions, QWidget *parent)
{
    return new GuidePane(
        [&session, &actions] { return guideWithCommands(session.settings().language(), actions); },
        parent);
}

GuideLinks::GuideLinks(Session &session, const Actions &actions, Views views, QObject *parent)
    : QObject(parent)
    , m_session(session)
    , m_views(views)
{
    actions.on(ActionId::ShowHelp, this, [this] {
        const QStringList wanted = topics(); // of what has the keyboard before the guide has it
        m_views.area->bringUp(panels::kGuide);
        m_views.guide->showTopic(wanted);
    });
    actions.on(ActionId::ShowGuide, this, [this] {
        m_views.area->bringUp(panels::kGuide);
        m_views.guide->showContents();
        m_views.guide->setFocus();
    });
}

QStringList GuideLinks::topics() const
{
    QStringList topics;
    if (const flow::Diagnostic *const problem = m_views.bottom->chosenProblem())
        topics.append(QStringLiteral("problem-") + QString::fromStdString(problem->code));
    const QWidget *const focused = QApplication::focusWidget();
    for (const QWidget *at = focused; at != nullptr; at = at->parentWidget()) {
        if (const QString topic = at->property("helpTopic").toString(); !topic.isEmpty())
            topics.append(topic);
        if (at == m_views.editors)
            addOfText(topics);
        const QString name = at->objectName();
        const auto *const known = std::ranges::find(kTopicOfWidget, name, [](const auto &row) {
            return QLatin1String(row.first);
        });
        const bool isOfNode = name == u"canvas" || name == u"outline" || name == u"inspector";
        if (isOfNode)
            addOfNode(topics);
        if (known != kTopicOfWidget.end())
            topics.append(QLatin1String(known->second));
    }
    topics.append(m_session.document() ? QStringLiteral("canvas") : QStringLiteral("start"));
    return topics;
}

void GuideLinks::addOfText(QStringList &topics) const
{
    const auto at = m_views.editors->caretPlace();
    if (!at)
        return;
    const Document *const document = m_session.document();
    if (document && at->buffer == document->buffer()) {
        for (const QString &key : keysAt(at->buffer->text(), at->offset))
            topics.append({QStringLiteral("field-") + key, QStringLiteral("yaml-") + key});
    }
    topics.append(topicOfFile(at->buffer->name()));
}

void GuideLinks::addOfNode(QStringList &topics) const
{
    const Document *const document = m_session.document();
    const QString id = m_views.node->selected();
    const flow::Node *const node = document ? document->shownFlow().node(id.toStdString())
                                            : nullptr;
    if (!node) {
        if (!id.isEmpty())
            topics.append(QStringLiteral("ports"));
        return;
    }
    if (!node->source.tool.empty())
        topics.append(QStringLiteral("tool-") + QString::fromStdString(node->source.tool));
    topics.append(QStringLiteral("node-") + QString::fromStdString(node->typeText));
}

} // namespace postern::ide
