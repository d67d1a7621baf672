// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/ide/window/symbollinks.h"

#include "app/ide/commands/actions.h"
#include "app/ide/editing/buffer.h"
#include "app/ide/editing/wordat.h"
#include "app/ide/home/paths.h"
#include "app/ide/panes/editorpane.h"
#include "app/ide/panes/referencespane.h"
#include "app/ide/panes/searchpane.h"
#include "app/ide/panes/striparea.h"
#include "app/ide/session/session.h"
#include "app/ide/session/valuehints.h"
#include "app/ide/window/nodeviews.h"
#include "app/ide/window/panellist.h"
#include "app/ide/window/workarea.h"
#include "engine/flow/includes.h"

#include <QDir>
#include <QFileInfo>
#include <QThreadPool>

#include <utility>

namespace postern::ide {

SymbolLinks::SymbolLinks(Session &session, const Actions &actions, Views views, QObject *parent)
    : QObject(parent)
    , m_session(session)
    , m_views(views)
{
    actions.on(ActionId::GoToSource, this, &SymbolLinks::goToSource);
    actions.on(ActionId::FindReferences, this, &SymbolLinks::findReferences);
    connect(views.editors, &EditorPane::definitionWanted, this, &SymbolLinks::goToDefinition);
    views.editors->setHinter([&session](const Buffer &buffer, std::size_t offset) {
        return valueHint(session, buffer, offset);
    });
    connect(views.references, &ReferencesPane::placeChosen, this, &SymbolLinks::goTo);
    const auto enable = [&session, &actions] {
        for (const ActionId id : {ActionId::GoToSource, ActionId::FindReferences})
            actions[id]->setEnabled(session.document() != nullptr);
    };
    connect(&session, &Session::documentOpened, this, [this, enable] {
        m_search.cancel();
        m_views.references->clear();
        enable();
    });
    enable();
    connectSearch();
}

void SymbolLinks::connectSearch()
{
    const SearchPane *const search = m_views.search;
    connect(search, &SearchPane::aboutToLook, m_views.editors, &EditorPane::flush);
    connect(search, &SearchPane::placeChosen, this, &SymbolLinks::goTo);
    connect(search, &SearchPane::failed, m_views.strips, &StripArea::showNotice);
    connect(&m_session, &Session::documentOpened, this, [this] {
        m_views.search->setDocument(m_session.document());
    });
    m_views.search->setDocument(m_session.document());
}

void SymbolLinks::goToSource()
{
    if (m_views.editors->hasKeyboard() && goToDefinition())
        return;
    m_views.area->bringUp(panels::kEditors);
    m_views.editors->focusSource();
}

bool SymbolLinks::goToDefinition()
{
    const auto at = m_views.editors->caretPlace();
    Document *const document = m_session.document();
    if (!at || !document)
        return false;
    document->readNow();
    const flow::FlowDocument &flow = document->flow();
    if (at->buffer != document->buffer()) {
        const auto inputs = flow::inputsOfTemplate(flow,
                                                   toPath(at->buffer->path()),
                                                   wordAt(at->buffer->text(), at->offset),
                                                   document->trust());
        return !inputs.empty() && goToDefinitionOf(inputs.front(), nullptr);
    }
    const auto namings = flow::namingsOf(flow);
    const flow::Naming *const naming = flow::namingAt(namings, at->offset);
    if (!naming)
        return false;
    const flow::Symbol &symbol = naming->symbol;
    if (symbol.kind == flow::Symbol::Kind::File)
        return goToFile(symbol.name);
    if (!naming->isDefinition)
        return goToDefinitionOf(symbol, nullptr);
    // From a definition to what stands behind it: a node's variants, from there back to the node.
    if (symbol.kind == flow::Symbol::Kind::Node) {
        if (goToDefinitionOf({flow::Symbol::Kind::Variants, symbol.name, {}}, naming))
            return true;
        const flow::Node *const node = flow.flow().node(symbol.name);
        return node && goToFile(node->source.path);
    }
    return symbol.kind == flow::Symbol::Kind::Variants
           && goToDefinitionOf({flow::Symbol::Kind::Node, symbol.name, {}}, naming);
}

bool SymbolLinks::goToDefinitionOf(const flow::Symbol &symbol, const flow::Naming *except)
{
    const Document &document = *m_session.document();
    const auto namings = flow::namingsOf(document.flow());
    const flow::Naming *const home = flow::definitionOf(namings, symbol);
    if (!home || (except && home->span == except->span))
        return false;
    m_views.area->bringUp(panels::kEditors);
    m_views.editors->goToBytes(document.filePath(), home->span.begin, home->span.end);
    return true;
}

bool SymbolLinks::goToFile(const std::string &path)
{
    const Document &document = *m_session.document();
    if (path.empty())
        return false;
    const flow::SourceFolder folder = document.flow().sources(document.trust());
    const std::filesystem::path named(std::u8string(path.begin(), path.end()));
    QString file;
    try {
        const auto includes = flow::resolveIncludes(document.flow().flow(), folder);
        if (const auto found = flow::findSource(folder, includes, named))
            file = fromPath(found->lexically_normal());
    } catch (const Error &) { // an include is missing, or leaves a restricted folder
        file = QDir(document.folder()).filePath(fromPath(named));
    }
    if (file.isEmpty() || !QFileInfo(file).isFile())
        return false;
    m_views.area->bringUp(panels::kEditors);
    m_views.editors->goToBytes(QDir::cleanPath(file), 0, 0);
    return true;
}

std::optional<flow::Symbol> SymbolLinks::symbolAtCaret()
{
    Document &document = *m_session.document();
    const auto at = m_views.editors->hasKeyboard() ? m_views.editors->caretPlace() : std::nullopt;
    document.readNow();
    if (at && at->buffer == document.buffer()) {
        const auto namings = flow::namingsOf(document.flow());
        if (const flow::Naming *const naming = flow::namingAt(namings, at->offset))
            return naming->symbol;
    } else if (at) {
        const std::string word = wordAt(at->buffer->text(), at->offset);
        const auto inputs = flow::inputsOfTemplate(document.flow(),
                                                   toPath(at->buffer->path()),
                                                   word,
                                                   document.trust());
        if (!inputs.empty())
            return inputs.front();
        const QString path = QDir(document.folder()).relativeFilePath(at->buffer->path());
        return flow::Symbol{flow::Symbol::Kind::File, path.toStdString(), {}};
    }
    const std::string selected = m_views.node->selected().toStdString();
    if (document.flow().flow().node(selected))
        return flow::Symbol{flow::Symbol::Kind::Node, selected, {}};
    return {};
}

void SymbolLinks::findReferences()
{
    Document *const document = m_session.document();
    if (!document)
        return;
    const std::optional<flow::Symbol> symbol = symbolAtCaret();
    m_views.area->goTo(panels::kReferences);
    if (!symbol) {
        m_views.references->clear();
        return;
    }
    flow::FlowDocument seen = document->flow();
    seen.setUnsaved(document->workspace().unsavedTexts());
    m_search.startBlocking(
        *QThreadPool::globalInstance(),
        [seen = std::move(seen), symbol = *symbol, trust = document->trust()] {
            return flow::usesOf(seen, symbol, trust);
        },
        [this, symbol = *symbol](const Outcome<std::vector<flow::SymbolUse>> &outcome) {
            const QString name = QString::fromStdString(
                symbol.node.empty() ? symbol.name : symbol.node + '.' + symbol.name);
            if (outcome.value)
                m_views.references->show(name, m_session.document()->folder(), *outcome.value);
        });
}

void SymbolLinks::goTo(const QString &path, int line, int column) const
{
    m_views.area->bringUp(panels::kEditors);
    m_views.editors->goTo(path, line, column);
}

} // namespace postern::ide
