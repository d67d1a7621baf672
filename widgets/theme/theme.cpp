// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "widgets/theme/theme.h"

#include "widgets/theme/follow.h"
#include "widgets/theme/icon.h"
#include "widgets/theme/resources.h"

#include <QApplication>
#include <QFile>
#include <QPalette>
#include <QProxyStyle>
#include <QScreen>
#include <QStyleFactory>

#include <algorithm>
#include <cmath>

namespace postern::theme {

namespace {

Scheme g_scheme = Scheme::Dark;
double g_textScale = 1.0;
const QString kMono = QStringLiteral("JetBrains Mono");

QFont sized(const QStringList &families, double pixels, QFont::Weight weight)
{
    QFont result;
    result.setFamilies(families);
    result.setWeight(weight);
    // Fractions of a pixel can be said in points only, of the screen's own resolution.
    const QScreen *screen = QGuiApplication::primaryScreen();
    if (pixels != std::floor(pixels) && screen != nullptr)
        result.setPointSizeF(pixels * 72.0 / screen->logicalDotsPerInchY());
    else
        result.setPixelSize(static_cast<int>(std::lround(pixels)));
    return result;
}

const QStringList &interfaceFamilies()
{
    static const QStringList families = {QStringLiteral("Inter"),
                                         QStringLiteral("Malgun Gothic"),
                                         QStringLiteral("Noto Sans KR"),
                                         QStringLiteral("Noto Sans CJK KR"),
                                         QStringLiteral("Noto Sans")};
    return families;
}

QPalette palette(const Tokens &theme)
{
    QPalette result;
    result.setColor(QPalette::Window, theme.bgWindow);
    result.setColor(QPalette::WindowText, theme.text);
    result.setColor(QPalette::Base, theme.bgInput);
    result.setColor(QPalette::AlternateBase, theme.bgPanel);
    result.setColor(QPalette::Text, theme.text);
    result.setColor(QPalette::Button, theme.bgRaised);
    result.setColor(QPalette::ButtonText, theme.text);
    result.setColor(QPalette::BrightText, theme.err);
    result.setColor(QPalette::Highlight, theme.bgSelected);
    result.setColor(QPalette::HighlightedText, theme.onSelected);
    result.setColor(QPalette::ToolTipBase, theme.bgRaised);
    result.setColor(QPalette::ToolTipText, theme.text);
    result.setColor(QPalette::PlaceholderText, theme.text3);
    result.setColor(QPalette::Link, theme.accent);
    result.setColor(QPalette::LinkVisited, theme.accent);
    result.setColor(QPalette::Light, theme.borderStrong);
    result.setColor(QPalette::Midlight, theme.border);
    result.setColor(QPalette::Mid, theme.border);
    result.setColor(QPalette::Dark, theme.border);
    result.setColor(QPalette::Shadow, theme.border);
    for (const auto role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText})
        result.setColor(QPalette::Disabled, role, theme.textDisabled);
    return result;
}

QColor tokenNamed(const Tokens &theme, QStringView name)
{
    for (const TokenEntry &entry : tokenTable()) {
        if (name == QLatin1String(entry.name))
            return theme.*entry.member;
    }
    qFatal("style sheet: no token %s", qPrintable(name.toString()));
}

/// Qt's own style, but for what a style sheet has no word for.
class Style final : public QProxyStyle
{
public:
    Style()
        : QProxyStyle(QStyleFactory::create(QStringLiteral("Fusion")))
    {}

    int pixelMetric(PixelMetric metric,
                    const QStyleOption *option,
                    const QWidget *widget) const override
    {
        constexpr int kIcon = 16; // beside a line of text
        return metric == PM_SmallIconSize ? scaled(kIcon)
                                          : QProxyStyle::pixelMetric(metric, option, widget);
    }

    void drawPrimitive(PrimitiveElement element,
                       const QStyleOption *option,
                       QPainter *painter,
                       const QWidget *widget) const override
    {
        if (element != PE_FrameFocusRect) // the sheet's borders say where the focus is
            QProxyStyle::drawPrimitive(element, option, painter, widget);
    }

    QIcon standardIcon(StandardPixmap which,
                       const QStyleOption *option,
                       const QWidget *widget) const override
    {
        // Qt would look through the desktop's sets of icons on the disk first, while the program starts.
        switch (which) {
        case SP_LineEditClearButton:
            return icon(QStringLiteral("close"));
        case SP_ToolBarHorizontalExtensionButton:
            return icon(QStringLiteral("chevron-right"));
        case SP_ToolBarVerticalExtensionButton:
            return icon(QStringLiteral("chevron-down"));
        default:
            return QProxyStyle::standardIcon(which, option, widget);
        }
    }
};

/// What stands for "@{token}", "@{px:12}" (times the text scale), "@{line}" (a border's width), "@{ring}"
/// (the focus ring's, a pixel more), "@{ring.double}" (one of two lines), "@{line.disabled}" (a border's style) or "@{icon:name:token}".
QString filled(QStringView placeholder, Scheme scheme, double textScale)
{
    const Tokens &theme = tokens(scheme);
    const auto parts = placeholder.split(u':');
    if (placeholder == u"focus.on.selected") // the one is as bright as the other there
        return (scheme == Scheme::HighContrast ? theme.onSelected : theme.focus).name();
    if (placeholder == u"line")
        return scheme == Scheme::HighContrast ? QStringLiteral("2px") : QStringLiteral("1px");
    if (placeholder == u"ring")
        return scheme == Scheme::HighContrast ? QStringLiteral("3px") : QStringLiteral("2px");
    if (placeholder == u"ring.double")
        return scheme == Scheme::HighContrast ? QStringLiteral("5px") : QStringLiteral("4px");
    if (placeholder == u"line.disabled")
        return scheme == Scheme::HighContrast ? QStringLiteral("dashed") : QStringLiteral("solid");
    if (parts.front() == u"px")
        return QString::number(std::lround(parts[1].toDouble() * textScale)) + QStringLiteral("px");
    if (parts.front() == u"icon")
        return QStringLiteral("url(%1)").arg(
            tintedSvgFile(parts[1].toString(), tokenNamed(theme, parts[2])));
    return tokenNamed(theme, placeholder).name();
}

} // namespace

QString styleSheet(Scheme scheme, double textScale)
{
    initResources();
    QFile file(QStringLiteral(":/postern/theme/postern.qss"));
    if (!file.open(QIODevice::ReadOnly))
        qFatal("the style sheet is not compiled in");
    const QString pattern = QString::fromUtf8(file.readAll());
    QString result;
    qsizetype done = 0;
    for (qsizetype at = pattern.indexOf(u"@{"); at >= 0; at = pattern.indexOf(u"@{", done)) {
        const qsizetype end = pattern.indexOf(u'}', at);
        result += QStringView(pattern).mid(done, at - done);
        result += filled(QStringView(pattern).mid(at + 2, end - at - 2), scheme, textScale);
        done = end + 1;
    }
    result += QStringView(pattern).mid(done);
    return result;
}

void applyColoursAndFonts(Scheme scheme, double textScale)
{
    g_scheme = scheme;
    g_textScale = std::clamp(textScale, 1.0, 2.0);
    // A moved widget's pixels aren't copied in the window's picture, which spares the screen nothing and
    // would be done to widgets that aren't to be painted for now (StillRepaint).
    qputenv("QT_NO_FAST_MOVE", "1");
    QApplication::setStyle(new Style); // the application takes it
    QApplication::setPalette(palette(tokens(scheme)));
    QApplication::setFont(font());
    // Scintilla asks for one family alone, and what stands in for letters it lacks would be any font, even a bold one.
    QFont::removeSubstitutions(kMono);
    QFont::insertSubstitutions(kMono, interfaceFamilies().mid(1));
}

void applyStyleSheet(QApplication &application)
{
    application.setStyleSheet(styleSheet(g_scheme, g_textScale));
    emit Followed::instance().applied();
}

void apply(QApplication &application, Scheme scheme, double textScale)
{
    applyColoursAndFonts(scheme, textScale);
    applyStyleSheet(application);
}

double textScale()
{
    return g_textScale;
}

int scaled(int pixels)
{
    return static_cast<int>(std::lround(pixels * g_textScale));
}

Scheme currentScheme()
{
    return g_scheme;
}

const Tokens &current()
{
    return tokens(g_scheme);
}

QFont font(double pixels, QFont::Weight weight)
{
    return sized(interfaceFamilies(), pixels * g_textScale, weight);
}

QFont fixedFont(double pixels, QFont::Weight weight)
{
    return sized(interfaceFamilies(), pixels, weight);
}

QFont monoFont(double pixels)
{
    QStringList families = interfaceFamilies();
    families.front() = kMono;
    QFont result = sized(families, pixels * g_textScale, QFont::Normal);
    result.setStyleHint(QFont::Monospace);
    return result;
}

} // namespace postern::theme
