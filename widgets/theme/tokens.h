// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QColor>

#include <span>

namespace postern::theme {

enum class Scheme { Dark, Light, HighContrast };

/// The colours everything is drawn with. Names are those of the design's token table
/// ("bg.window" is bgWindow); on bgSelected only onSelected may stand, or text2 outside of
/// high contrast.
struct Tokens
{
    QColor bgWindow, bgPanel, bgCanvas, bgRaised, bgInput, bgNode;
    QColor border, borderStrong;
    QColor text, text2, text3;
    QColor accent, onAccent, bgSelected, onSelected, focus;
    QColor ok, run, cache, pause, warn, err;
    QColor bgOk, bgWarn, bgErr;
    QColor edge;
    QColor textDisabled, borderDisabled;
};

/// One line of the table: a token's name, where it is kept and what it is in each scheme.
struct TokenEntry
{
    const char *name; ///< "bg.window", as the style sheet's template writes it
    QColor Tokens::*member;
    QRgb dark, light, highContrast;
};
std::span<const TokenEntry> tokenTable();

const Tokens &tokens(Scheme scheme);

/// WCAG 2 contrast of two opaque colours, 1 to 21.
double contrastRatio(const QColor &first, const QColor &second);

/// Sizes in logical pixels at text scale 1.
inline constexpr int kRowHeight = 24;
inline constexpr int kFieldHeight = 26;
inline constexpr int kButtonHeight = 26;
inline constexpr int kToolButtonSize = 28;
inline constexpr int kTabHeight = 30;
inline constexpr int kToolBarHeight = 38;
inline constexpr int kMenuBarHeight = 26;
inline constexpr int kStatusBarHeight = 24;
inline constexpr int kModeBarWidth = 52;
inline constexpr int kControlRadius = 4;
inline constexpr int kCardRadius = 6;

} // namespace postern::theme
