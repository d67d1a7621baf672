// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArray>

#include <array>
#include <utility>
#include <vector>

class QsciScintilla;

namespace postern::widgets {

/// While it lives, a text view isn't painted; at its end the rows are that look different from
/// before. For changes after which Scintilla would paint the whole view, though most of it is as
/// it was: another text, another place in it, other marks. One inside another does nothing.
class RowRepaint final
{
public:
    explicit RowRepaint(QsciScintilla &view);
    ~RowRepaint();
    RowRepaint(const RowRepaint &) = delete;
    RowRepaint &operator=(const RowRepaint &) = delete;

private:
    using Colours = std::array<unsigned, 256>; ///< of the styles
    struct Row
    {
        int line = -1;                               ///< its number is drawn too
        std::vector<std::pair<char, unsigned>> text; ///< with the colours
        unsigned marks = 0;                          ///< in the margin or behind the text
        int fold = 0;                                ///< what the margin shows of it
        int caret = -1;                              ///< when it is drawn
        QByteArray squiggles;
        int width = 0;
        bool operator==(const Row &) const = default;
    };
    struct Picture
    {
        std::vector<Row> rows;
        Colours colours{};
        int left = 0; ///< where the text begins, scrolled as it is
        bool isPlain = true;
    };

    Picture picture() const;
    Row row(int line, const Colours &colours) const;
    int marginWidth() const;
    long ask(unsigned int message, long first = 0, long second = 0) const;

    QsciScintilla &m_view;
    const bool m_isActive;
    Picture m_before;
};

} // namespace postern::widgets
