// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "widgets/run/runlog.h"

#include "widgets/graph/graphmodel.h"
#include "widgets/run/amounts.h"
#include "widgets/theme/theme.h"

#include <QScrollBar>
#include <QTime>

namespace postern::widgets {

namespace {

constexpr int kMostLines = 20'000;

QString line(const QString &text)
{
    return QTime::currentTime().toString(QStringLiteral("HH:mm:ss.zzz  ")) + text + '\n';
}

QString ended(const QString &what, run::NodeState state, std::chrono::microseconds elapsed)
{
    return what + ' ' + graph::stateText(state) + QStringLiteral(", ") + seconds(elapsed);
}

QString reason(const std::optional<Error> &error)
{
    return error ? QStringLiteral(": ") + QString::fromStdString(error->message()) : QString();
}

struct Describe
{
    QString operator()(const run::RunStarted &) const { return line(RunLog::tr("run started")); }
    QString operator()(const run::NodeStarted &event) const
    {
        return line(QString::fromStdString(event.node) + ' ' + RunLog::tr("started"));
    }
    QString operator()(const run::NodePrompt &) const { return {}; }
    QString operator()(const run::NodeChunk &) const { return {}; }
    QString operator()(const run::NodeLog &event) const
    {
        QString text = QString::fromStdString(event.text);
        while (text.endsWith('\n'))
            text.chop(1);
        return text.isEmpty() ? QString() : line(QString::fromStdString(event.node) + " | " + text);
    }
    QString operator()(const run::NodeFinished &event) const
    {
        return line(ended(QString::fromStdString(event.node), event.state, event.elapsed)
                    + reason(event.error));
    }
    QString operator()(const run::PortOpened &event) const
    {
        return line(RunLog::tr("Python code of this run reaches the simulator at %1 (this machine "
                               "only, with a key of this run) until the run ends.")
                        .arg(QString::fromStdString(event.url)));
    }
    QString operator()(const run::RunFinished &event) const
    {
        return line(ended(RunLog::tr("run"), event.state, event.elapsed) + reason(event.error));
    }
};

} // namespace

RunLog::RunLog(QWidget *parent)
    : QPlainTextEdit(parent)
{
    setReadOnly(true);
    setFrameShape(QFrame::NoFrame);
    setMaximumBlockCount(kMostLines);
    setFont(theme::monoFont(11));
    setPlaceholderText(tr("No runs yet. Press F5."));
}

void RunLog::append(const std::vector<run::RunEvent> &events)
{
    QString text;
    for (const run::RunEvent &event : events)
        text += std::visit(Describe(), event.data);
    if (text.isEmpty())
        return;
    text.chop(1); // appendPlainText() begins a line of its own
    appendPlainText(text);
}

void RunLog::appendOutput(const QString &text)
{
    QTextCursor end(document());
    end.movePosition(QTextCursor::End);
    end.insertText(text);
    verticalScrollBar()->setValue(verticalScrollBar()->maximum());
}

void RunLog::appendLine(const QString &text)
{
    appendPlainText(line(text).chopped(1));
}

} // namespace postern::widgets
