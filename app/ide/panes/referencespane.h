// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "engine/flow/crossreferences.h"

#include <QWidget>

#include <vector>

class QLabel;

namespace postern::widgets {
class PlaceList;
} // namespace postern::widgets

namespace postern::ide {

/// All places that define or use one thing of the flow.
class ReferencesPane final : public QWidget
{
    Q_OBJECT

public:
    explicit ReferencesPane(QWidget *parent = nullptr);

    /// Lists them, with the paths relative to the folder.
    void show(const QString &what, const QString &folder, const std::vector<flow::SymbolUse> &uses);
    void clear();
    /// Lists what another pane, of another language, does.
    void takeOver(const ReferencesPane &old);
    widgets::PlaceList &list() const { return *m_list; }

signals:
    void placeChosen(const QString &path, int line, int column);

private:
    struct Shown
    {
        QString what;
        QString folder;
        std::vector<flow::SymbolUse> uses;
    };

    QLabel *const m_title;            // child of this
    widgets::PlaceList *const m_list; // child of this
    Shown m_shown;
};

} // namespace postern::ide
