// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/ide/window/breakpointmargin.h"

#include "app/ide/panes/editorpane.h"
#include "app/ide/session/session.h"
#include "widgets/editor/codeeditor.h"

#include <vector>

namespace postern::ide {

namespace {

widgets::StopMark markOfStop(graph::Breakpoint breakpoint)
{
    switch (breakpoint) {
    case graph::Breakpoint::Disabled:
        return widgets::StopMark::Ring;
    case graph::Breakpoint::Conditional:
        return widgets::StopMark::Diamond;
    case graph::Breakpoint::Logpoint:
        return widgets::StopMark::HollowDiamond;
    default:
        return widgets::StopMark::Disc;
    }
}

} // namespace

BreakpointMargin::BreakpointMargin(Session &session, EditorPane *editors)
    : QObject(editors)
    , m_session(session)
    , m_editors(editors)
{
    connect(&session.breakpoints(), &Breakpoints::changed, this, &BreakpointMargin::show);
    connect(&session, &Session::flowChanged, this, &BreakpointMargin::show);
    connect(&session.breakpoints(), &Breakpoints::changed, this, &BreakpointMargin::showPython);
    connect(editors, &EditorPane::fileShown, this, &BreakpointMargin::followPython);
}

void BreakpointMargin::follow()
{
    widgets::CodeEditor *const text = m_editors->flowText();
    const Document *const document = m_session.document();
    if (!text || !document)
        return;
    text->setTakesStops(document->isDag());
    connect(text,
            &widgets::CodeEditor::stopToggled,
            this,
            &BreakpointMargin::toggle,
            Qt::UniqueConnection);
    show();
}

void BreakpointMargin::show()
{
    Document *const document = m_session.document();
    widgets::CodeEditor *const text = m_editors->flowText();
    if (!text || !document || !document->flow().isCurrent())
        return;
    std::vector<widgets::LineStop> stops;
    for (const flow::Node &node : document->flow().flow().nodes) {
        const auto mark = m_session.breakpoints().markOf(QString::fromStdString(node.name));
        if (mark != graph::Breakpoint::None)
            stops.push_back({node.place.line, markOfStop(mark)});
    }
    text->setStops(stops);
}

void BreakpointMargin::showPython()
{
    for (const auto &[file, text] : m_editors->pythonTexts()) {
        text->setTakesStops(true);
        connect(text,
                &widgets::CodeEditor::stopToggled,
                this,
                &BreakpointMargin::togglePython,
                Qt::UniqueConnection);
        std::vector<widgets::LineStop> stops;
        for (const auto &[line, mark] : m_session.breakpoints().linesOf(file))
            stops.push_back({line, markOfStop(mark)});
        text->setStops(stops);
        text->setProperty("stopsOf", file);
    }
}

void BreakpointMargin::followPython()
{
    for (const auto &[file, text] : m_editors->pythonTexts()) {
        std::vector<int> before;
        for (const auto &[line, mark] : m_session.breakpoints().linesOf(file))
            before.push_back(line);
        const std::vector<int> now = text->stopLines();
        const bool isShown = text->property("stopsOf").toString() == file;
        if (isShown && now != before && now.size() == before.size())
            return m_session.breakpoints().moveLines(file, now); // which shows them
    }
    showPython();
}

void BreakpointMargin::togglePython(int line)
{
    const auto *const clicked = qobject_cast<widgets::CodeEditor *>(sender());
    for (const auto &[file, text] : m_editors->pythonTexts()) {
        if (text == clicked)
            return m_session.breakpoints().toggle(
                {.kind = Breakpoint::Kind::Line, .file = file, .line = line});
    }
}

void BreakpointMargin::toggle(int line)
{
    // The node in whose lines it was clicked: the last that begins no later.
    const Document *const document = m_session.document();
    const flow::Node *clicked = nullptr;
    for (const flow::Node &node : document->flow().flow().nodes) {
        if (node.place.line <= line && (!clicked || node.place.line >= clicked->place.line))
            clicked = &node;
    }
    if (clicked)
        m_session.breakpoints().toggleNode(QString::fromStdString(clicked->name));
}

} // namespace postern::ide
