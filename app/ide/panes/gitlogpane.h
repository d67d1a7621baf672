// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QPlainTextEdit>

namespace postern::ide {

class GitStore;

/// What git was asked, as one would type it, and what it said.
class GitLogPane final : public QPlainTextEdit
{
    Q_OBJECT

public:
    explicit GitLogPane(GitStore &store, QWidget *parent = nullptr);

private:
    void add();

    GitStore &m_store;
};

} // namespace postern::ide
