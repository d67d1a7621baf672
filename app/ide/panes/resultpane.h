// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "widgets/inspector/errorcard.h"

#include <QWidget>

#include <string>

class QAction;
class QLabel;
class QVBoxLayout;

namespace postern::theme {
class Prose;
} // namespace postern::theme

namespace postern::widgets {
class TextPage;
class ValueView;
} // namespace postern::widgets

namespace postern::ide {

class Session;

/// What comes out of a run: while it goes on the text that is streamed, afterwards the outputs or
/// why there are none.
class ResultPane final : public QWidget
{
    Q_OBJECT

public:
    explicit ResultPane(Session &session, QWidget *parent = nullptr);

    /// What a restricted folder offers in place of a run.
    void offerTrust(const QList<QAction *> &ways);
    void setAdviser(widgets::ErrorAdviser adviser);
    /// The node whose text can be read elsewhere in the window as it comes: not here too.
    void setInFront(const QString &node);

signals:
    void placeChosen(const QString &file, int line, int column);

private:
    void showRun();
    void showNote();
    void showStream(const QStringList &touched);
    QString note() const;
    bool isOutput(const QString &node) const;

    Session &m_session;
    QString m_streaming; ///< the node whose text is shown
    QString m_inFront;
    QLabel *const m_remark;              // child of this
    theme::Prose *const m_note;          // child of this
    QVBoxLayout *const m_ways;           // owned by this
    widgets::ErrorCard *const m_error;   // child of this
    widgets::TextPage *const m_stream;   // child of this
    widgets::ValueView *const m_outputs; // child of this
};

} // namespace postern::ide
