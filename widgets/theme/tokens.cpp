// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "widgets/theme/tokens.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace postern::theme {

namespace {

constexpr QRgb rgb(unsigned hex)
{
    return 0xff000000U | hex;
}

constexpr std::array kTable = {
    TokenEntry{"bg.window", &Tokens::bgWindow, rgb(0x1A1D21), rgb(0xECEEF1), rgb(0x000000)},
    TokenEntry{"bg.panel", &Tokens::bgPanel, rgb(0x1E2126), rgb(0xFFFFFF), rgb(0x000000)},
    TokenEntry{"bg.canvas", &Tokens::bgCanvas, rgb(0x16181C), rgb(0xF4F5F7), rgb(0x000000)},
    TokenEntry{"bg.raised", &Tokens::bgRaised, rgb(0x272B31), rgb(0xECEEF1), rgb(0x000000)},
    TokenEntry{"bg.input", &Tokens::bgInput, rgb(0x14161A), rgb(0xFFFFFF), rgb(0x000000)},
    TokenEntry{"bg.node", &Tokens::bgNode, rgb(0x24282E), rgb(0xFFFFFF), rgb(0x000000)},
    TokenEntry{"border", &Tokens::border, rgb(0x31363D), rgb(0xD3D8DE), rgb(0xFFFFFF)},
    TokenEntry{"border.strong", &Tokens::borderStrong, rgb(0x6F7884), rgb(0x7F8893), rgb(0xFFFFFF)},
    TokenEntry{"text", &Tokens::text, rgb(0xE4E7EB), rgb(0x1C2128), rgb(0xFFFFFF)},
    TokenEntry{"text2", &Tokens::text2, rgb(0xA9B1BC), rgb(0x4A5462), rgb(0xFFFFFF)},
    TokenEntry{"text3", &Tokens::text3, rgb(0x8B95A3), rgb(0x5D6775), rgb(0xFFFFFF)},
    TokenEntry{"accent", &Tokens::accent, rgb(0x6CA8FF), rgb(0x0B5BD3), rgb(0x1AEBFF)},
    TokenEntry{"on.accent", &Tokens::onAccent, rgb(0x0A1626), rgb(0xFFFFFF), rgb(0x000000)},
    TokenEntry{"bg.selected", &Tokens::bgSelected, rgb(0x264366), rgb(0xCFE1FB), rgb(0x1AEBFF)},
    TokenEntry{"on.selected", &Tokens::onSelected, rgb(0xE4E7EB), rgb(0x1C2128), rgb(0x000000)},
    TokenEntry{"focus", &Tokens::focus, rgb(0xFFC857), rgb(0x0B5BD3), rgb(0xFFD800)},
    TokenEntry{"ok", &Tokens::ok, rgb(0x5CC98A), rgb(0x1A7340), rgb(0x3FF23F)},
    TokenEntry{"run", &Tokens::run, rgb(0x5AB8E8), rgb(0x0A6A99), rgb(0x1AEBFF)},
    TokenEntry{"cache", &Tokens::cache, rgb(0x9AA8F5), rgb(0x4B55C4), rgb(0xC8B6FF)},
    TokenEntry{"pause", &Tokens::pause, rgb(0xF0A04B), rgb(0x9A4B00), rgb(0xFFB000)},
    TokenEntry{"warn", &Tokens::warn, rgb(0xE5B454), rgb(0x855700), rgb(0xFFD800)},
    TokenEntry{"err", &Tokens::err, rgb(0xFF7B72), rgb(0xC01F2E), rgb(0xFF8080)},
    TokenEntry{"bg.ok", &Tokens::bgOk, rgb(0x1D3A2A), rgb(0xDDF3E4), rgb(0x000000)},
    TokenEntry{"bg.warn", &Tokens::bgWarn, rgb(0x3A2F16), rgb(0xFBEFD2), rgb(0x000000)},
    TokenEntry{"bg.err", &Tokens::bgErr, rgb(0x43201F), rgb(0xFBE1E1), rgb(0x000000)},
    TokenEntry{"edge", &Tokens::edge, rgb(0x6F7A88), rgb(0x7F8893), rgb(0xFFFFFF)},
    TokenEntry{"text.disabled", &Tokens::textDisabled, rgb(0x8B95A3), rgb(0x5D6775), rgb(0xA6A6A6)},
    TokenEntry{"border.disabled",
               &Tokens::borderDisabled,
               rgb(0x31363D),
               rgb(0xD3D8DE),
               rgb(0xA6A6A6)},
};

Tokens build(QRgb TokenEntry::*column)
{
    Tokens result;
    for (const TokenEntry &entry : kTable)
        result.*entry.member = QColor::fromRgb(entry.*column);
    return result;
}

double luminance(const QColor &colour)
{
    const auto linear = [](double channel) {
        return channel <= 0.04045 ? channel / 12.92 : std::pow((channel + 0.055) / 1.055, 2.4);
    };
    return 0.2126 * linear(colour.redF()) + 0.7152 * linear(colour.greenF())
           + 0.0722 * linear(colour.blueF());
}

} // namespace

std::span<const TokenEntry> tokenTable()
{
    return kTable;
}

const Tokens &tokens(Scheme scheme)
{
    static const Tokens dark = build(&TokenEntry::dark);
    static const Tokens light = build(&TokenEntry::light);
    static const Tokens highContrast = build(&TokenEntry::highContrast);
    switch (scheme) {
    case Scheme::Light:
        return light;
    case Scheme::HighContrast:
        return highContrast;
    case Scheme::Dark:
        break;
    }
    return dark;
}

double contrastRatio(const QColor &first, const QColor &second)
{
    const auto [dim, bright] = std::minmax(luminance(first), luminance(second));
    return (bright + 0.05) / (dim + 0.05);
}

} // namespace postern::theme
