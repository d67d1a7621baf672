// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "widgets/run/runlog.h"

#include "widgets/graph/graphmodel.h"
#include "widgets/run/amounts.h"
#include "widgets/theme/follow.h"
#include "widgets/theme/plaintext.h"
#include "widgets/theme/theme.h"
#include "widgets/theme/translated.h"

#include <QScrollBar>
#include <QTime>

#include <algorithm>
#include <string_view>

namespace postern::widgets {

namespace {

constexpr int kMostLines = 20'000;
constexpr qsizetype kLongestLine = 2'000; // a line is laid out as a whole before any of it is drawn

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
    // Whoever stopped it knows why it ended.
    return error && error->code() != ErrorCode::Cancelled
               ? QStringLiteral(": ")
                     + theme::shortened(theme::translated(error->translatableMessage()),
                                        kLongestLine)
               : QString();
}

QString shortened(std::string_view head, std::string_view text)
{
    const auto size = static_cast<qsizetype>(text.size());
    const QString shown = QString::fromUtf8(head.data(), static_cast<qsizetype>(head.size()))
                          + QString::fromUtf8(text.data(), std::min(size, kLongestLine));
    return size > kLongestLine ? shown + QStringLiteral("…") : shown;
}

// The last lines of a text of many; the whole of one of few.
QStringView lastLines(QStringView text, int most)
{
    qsizetype begin = text.size();
    for (int count = 0; count < most && begin > 0; ++count)
        begin = text.lastIndexOf('\n', begin - 1);
    return begin > 0 ? text.sliced(begin + 1) : text;
}

// What a node writes comes by whole lines, see append(); the rest is for other views.
QString description(const std::string &node, const run::RunEventData &data)
{
    const QString name = QString::fromStdString(node);
    if (std::holds_alternative<run::RunStarted>(data))
        return line(RunLog::tr("run started"));
    if (std::holds_alternative<run::NodeStarted>(data))
        return line(name + ' ' + RunLog::tr("started"));
    if (const auto *finished = std::get_if<run::NodeFinished>(&data))
        return line(ended(name, finished->state, finished->elapsed) + reason(finished->error));
    if (const auto *warning = std::get_if<run::RunWarning>(&data))
        return line(RunLog::tr("warning: %1").arg(theme::translated(warning->text)));
    if (const auto *retrying = std::get_if<run::Retrying>(&data)) {
        const auto seconds = std::chrono::ceil<std::chrono::seconds>(retrying->wait).count();
        return line(RunLog::tr("%1 waits %2 s for attempt %3 at %4: %5")
                        .arg(name,
                             QString::number(seconds),
                             QString::number(retrying->attempt),
                             QString::fromStdString(retrying->what),
                             theme::translated(retrying->why)));
    }
    if (const auto *port = std::get_if<run::PortOpened>(&data))
        return line(RunLog::tr("Python code of this run reaches the simulator at %1 (this machine "
                               "only, with a key of this run) until the run ends.")
                        .arg(QString::fromStdString(port->url)));
    if (const auto *end = std::get_if<run::RunFinished>(&data))
        return line(ended(RunLog::tr("run"), end->state, end->elapsed) + reason(end->error));
    return {};
}

} // namespace

RunLog::RunLog(QWidget *parent)
    : QPlainTextEdit(parent)
{
    setReadOnly(true);
    setFrameShape(QFrame::NoFrame);
    setMaximumBlockCount(kMostLines);
    theme::follow(this, [this] { setFont(theme::monoFont(11)); });
    setPlaceholderText(tr("No runs yet. Press F5."));
}

void RunLog::takeOver(const RunLog &old)
{
    m_lines = old.m_lines;
    setPlainText(old.toPlainText());
    verticalScrollBar()->setValue(verticalScrollBar()->maximum());
}

void RunLog::append(const std::vector<run::RunEvent> &events)
{
    QString text;
    for (const run::RunEvent &event : events) {
        for (const run::LogLine &entry : m_lines.take(event)) {
            if (!entry.text.empty())
                text += line(shortened(entry.node.empty() ? "" : entry.node + " | ", entry.text));
        }
        if (!event.isNested())
            text += description(event.origin.node, event.data);
    }
    if (text.isEmpty())
        return;
    text.chop(1); // appendPlainText() begins a line of its own
    const QStringView kept = lastLines(text, kMostLines);
    if (kept.size() < text.size())
        clear(); // block for block it would forget them far more slowly
    appendPlainText(kept.toString());
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
