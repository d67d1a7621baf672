// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "engine/run/event.h"
#include "engine/run/loglines.h"

#include <QPlainTextEdit>

#include <vector>

namespace postern::widgets {

/// What happened in the latest run, a line each, and what the nodes wrote.
class RunLog final : public QPlainTextEdit
{
    Q_OBJECT

public:
    explicit RunLog(QWidget *parent = nullptr);

    /// Goes on where another one was.
    void takeOver(const RunLog &old);

public slots:
    void append(const std::vector<postern::run::RunEvent> &events);
    /// What another program writes, in pieces.
    void appendOutput(const QString &text);
    /// A line of our own, with the time.
    void appendLine(const QString &text);

private:
    run::LogLines m_lines;
};

} // namespace postern::widgets
