// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/ide/background/backgroundtask.h"
#include "engine/flow/crossreferences.h"

#include <QObject>
#include <QString>

#include <optional>

namespace postern::ide {

class Actions;
class Buffer;
class EditorPane;
class NodeViews;
class ReferencesPane;
class SearchPane;
class Session;
class StripArea;
class WorkArea;

/// Leads from a name to where it is defined and to where it is used, wherever it stands: in the
/// flow's text, in a template, or as the selected node; and from what was found in files to its place.
class SymbolLinks final : public QObject
{
    Q_OBJECT

public:
    struct Views
    {
        NodeViews *node;
        WorkArea *area;
        EditorPane *editors;
        ReferencesPane *references;
        SearchPane *search;
        StripArea *strips;
    };

    SymbolLinks(Session &session, const Actions &actions, Views views, QObject *parent);

    /// To where the flow's text defines it.
    void goToSymbol(const flow::Symbol &symbol) { goToDefinitionOf(symbol, nullptr); }

private:
    void connectSearch();
    /// To the source of the selected node, or, from within an editor, to what is defined elsewhere
    /// under the name at the caret.
    void goToSource();
    /// False when nothing there has a definition of its own.
    bool goToDefinition();
    bool goToFile(const std::string &path);
    bool goToDefinitionOf(const flow::Symbol &symbol, const flow::Naming *except);
    void findReferences();
    /// What the caret stands on, else the selected node.
    std::optional<flow::Symbol> symbolAtCaret();
    void goTo(const QString &path, int line, int column) const;

    Session &m_session;
    const Views m_views;
    BackgroundTask m_search;
};

} // namespace postern::ide
