// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QColor>
#include <QRectF>
#include <QString>
#include <QStringList>

class QFontMetricsF;
class QPainter;

namespace postern::graph {

/// Where a name of the screen's size stands on a face that is drawn small.
struct NamePlace
{
    double left = 0;      ///< where it begins, in pixels of the screen from the face's side
    double width = 0;     ///< of the whole name
    bool hasIcon = false; ///< the kind's icon goes before it
    /// It goes on beside the face, where nothing is in its way; else it is shortened.
    bool overflows = false;
};

/// Of the name in the letters that it is drawn with, in pixels.
double nameWidth(const QString &name);
/// `room` is what is free at the face's right, in the scene.
NamePlace placeName(double scale, double nameWidth, bool hasState, double room);
/// The face's upper part, which holds the name: in the scene, at least the header's.
double nameHeight(double scale, double faceHeight);

/// Draws the name, or what of it lies on the face.
void paintName(QPainter &painter,
               const QRectF &face,
               const QString &name,
               const NamePlace &place,
               const QColor &ink);
/// Draws a name where the header of a face of full detail has it.
void paintHeaderName(QPainter &painter, const QRectF &face, const QString &name, const QColor &ink);
/// Draws what goes on beside the face, on a ground that goes on too.
void paintOverflow(QPainter &painter,
                   const QRectF &face,
                   const QString &name,
                   const NamePlace &place,
                   const QColor &ground,
                   const QColor &ink);
/// What paintOverflow() draws into, in the scene.
QRectF overflowRect(double scale, const QRectF &face, const NamePlace &place);

/// Draws a line of the screen's size in the middle of an area of the scene, as much of it as there
/// is room for.
void paintSmallLine(QPainter &painter,
                    const QRectF &area,
                    const QString &line,
                    const QColor &ink,
                    Qt::TextElideMode elide);
/// The same of summaryOf() these names.
void paintSmallSummary(QPainter &painter,
                       const QRectF &area,
                       const QStringList &names,
                       const QColor &ink);

/// Names for a width each, in the order given. What is too long is shortened to what differs from
/// the others: in "gpt_coherence" and "gpt_fluency" not at "gpt_".
QStringList shortNames(const QStringList &names, const QFontMetricsF &metrics, double width);
/// "question, answer + 3", as many of them as there is room for.
QString summaryOf(const QStringList &names, const QFontMetricsF &metrics, double width);

} // namespace postern::graph
