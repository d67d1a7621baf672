// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/ide/background/backgroundtask.h"
#include "engine/base/message.h"
#include "engine/check/ruff.h"

#include <QHash>
#include <QObject>
#include <QString>

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace postern::ide {

class Buffer;

struct SourceProblem
{
    int line; ///< from 1
    Message message;
    bool isError = true; ///< else a remark
    std::string fix{};   ///< what `edits` do; empty: no way out is known
    TextEdits edits{};
    bool isSafe = false; ///< they change nothing of what the code does
};

/// What is wrong with the text of a template, of JSON or, where there is a ruff, of Python, by the
/// file's name; nothing for all others, and for texts too large to be read at every pause.
std::vector<SourceProblem> checkSource(const QString &path,
                                       const std::string &text,
                                       const check::Ruff &ruff = {});

/// checkSource() of buffers, once for each text, on a thread of the pool.
class SourceChecks final : public QObject
{
    Q_OBJECT

public:
    /// Null until it is known what is wrong with the text as it is now; found() tells.
    const std::vector<SourceProblem> *of(const Buffer &buffer);
    /// Python is looked at by this one from now on.
    void setRuff(const check::Ruff &ruff);
    const check::Ruff &ruff() const { return m_ruff; }

signals:
    void found();

private:
    struct Source
    {
        QString path;
        std::uint64_t revision;
        std::shared_ptr<const std::string> text;
    };
    struct Known
    {
        std::uint64_t revision;
        std::vector<SourceProblem> problems;
    };

    void checkNext();

    std::vector<Source> m_waiting; ///< one of a file
    std::uint64_t m_current = 0;   ///< the text that is being checked, while m_task runs
    QHash<QString, Known> m_known; ///< by path
    check::Ruff m_ruff;
    BackgroundTask m_task;
};

} // namespace postern::ide
