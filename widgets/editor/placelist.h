// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "widgets/editor/placemodel.h"

#include <QTreeView>

namespace postern::widgets {

/// Places in files, each with its line and what matters in it marked. Return or a double-click
/// goes there.
class PlaceList final : public QTreeView
{
    Q_OBJECT

public:
    explicit PlaceList(QWidget *parent = nullptr);

    PlaceModel &places() const { return *m_places; }
    /// Lists other places, all in sight, and makes the first the current one.
    void show(std::vector<PlaceGroup> groups);
    /// Goes to the next place, or the one before, around the ends.
    void step(bool forward);

signals:
    /// A place is to be gone to; `column` from 1, in characters.
    void placeChosen(const QString &path, int line, int column);

private:
    void choose(const QModelIndex &index);

    PlaceModel *const m_places; // child of this
};

} // namespace postern::widgets
