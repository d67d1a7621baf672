// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

// The least that Qt can show: what ide_start.py prints the IDE's start beside.

#include <QApplication>
#include <QMainWindow>

int main(int argc, char **argv)
{
    const QApplication qt(argc, argv);
    QMainWindow window;
    window.setStyleSheet(QStringLiteral("background: #1a1d21"));
    window.resize(1440, 900);
    window.show();
    return QApplication::exec();
}
