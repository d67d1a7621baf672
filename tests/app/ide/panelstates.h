// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/ide/window/panellayout.h"

#include <QByteArray>
#include <QDate>
#include <QRandomGenerator>
#include <QStringList>

#include <vector>

namespace postern::ide {

inline const QStringList kPanels{"explorerDock",
                                 "outlineDock",
                                 "editorDock",
                                 "inspectorDock",
                                 "runDock",
                                 "bottomDock"};

/// The long proof tries others every day, the ordinary suite the same ones always.
inline quint32 seedOfStates()
{
    return qEnvironmentVariableIsSet("POSTERN_SOAK_STATES")
               ? static_cast<quint32>(QDate::currentDate().toJulianDay())
               : 20'260'131U;
}

/// How many cases the long proof asks for, or as many as fit a short test.
inline int cases(int few)
{
    bool isNumber = false;
    const int asked = qEnvironmentVariableIntValue("POSTERN_SOAK_STATES", &isNumber);
    return isNumber ? asked : few;
}

/// Layouts, and what a full disk or another version may have made of them.
class States
{
public:
    explicit States(quint32 seed)
        : m_random(seed)
    {}

    int below(int bound) { return static_cast<int>(m_random.bounded(bound)); }
    bool oneIn(int number) { return below(number) == 0; }

    PanelLayout layout()
    {
        PanelLayout made;
        QStringList panels = kPanels;
        for (qsizetype i = panels.size() - 1; i > 0; --i)
            panels.swapItemsAt(i, below(static_cast<int>(i) + 1));
        PanelPart *const sides[]{&made.left, &made.right, &made.top, &made.bottom};
        while (!panels.isEmpty()) {
            const int count = 1 + below(static_cast<int>(panels.size()));
            PanelPart &side = *sides[below(4)];
            side = oneIn(2) ? partRow({side, part(panels.mid(0, count))})
                            : partColumn({side, part(panels.mid(0, count))});
            panels = panels.mid(count);
        }
        for (const QString &panel : kPanels) {
            made.sizes[panel] = {number(), number()};
            if (oneIn(4))
                made.hidden.append(panel);
            if (oneIn(6))
                made.floating[panel] = {number(), number(), number(), number()};
        }
        return made;
    }

    QByteArray damaged(QByteArray state)
    {
        for (int times = below(4); times > 0; --times) {
            switch (below(6)) {
            case 0:
                state.truncate(below(static_cast<int>(state.size()) + 1));
                break;
            case 1:
                if (!state.isEmpty())
                    state[below(static_cast<int>(state.size()))] = static_cast<char>(below(256));
                break;
            case 2: // twice, or nobody's
                state.replace(kPanels[below(6)].toUtf8(),
                              oneIn(2) ? QByteArray("ioDock") : kPanels[below(6)].toUtf8());
                break;
            case 3:
                state.replace(QByteArray("[\""), QByteArray("[{\"row\":[[[[[]]]]]},\""));
                break;
            case 4:
                state.replace(QByteArray("row"),
                              oneIn(2) ? QByteArray("column") : QByteArray("tabs"));
                break;
            default:
                state.insert(below(static_cast<int>(state.size()) + 1), word());
            }
        }
        return oneIn(20) ? word() : state;
    }

    QByteArray word()
    {
        QByteArray bytes(below(40), '\0');
        for (char &byte : bytes)
            byte = static_cast<char>(below(256));
        return bytes;
    }

    int number()
    {
        constexpr int kOdd[]{-2'000'000'000, -5000, -1, 0, 1, 9, 100'000, 2'000'000'000};
        return oneIn(3) ? kOdd[below(8)] : below(1500);
    }

private:
    PanelPart part(const QStringList &panels)
    {
        if (panels.size() < 2 || oneIn(3))
            return tabGroup(panels, kPanels[below(6)]);
        const qsizetype cut = 1 + below(static_cast<int>(panels.size()) - 1);
        std::vector<PanelPart> parts{part(panels.mid(0, cut)), part(panels.mid(cut))};
        return oneIn(2) ? partRow(std::move(parts)) : partColumn(std::move(parts));
    }

    QRandomGenerator m_random;
};

} // namespace postern::ide
