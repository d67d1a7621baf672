// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "widgets/inspector/fieldedit.h"

#include "widgets/theme/composition.h"
#include "widgets/theme/follow.h"
#include "widgets/theme/icon.h"
#include "widgets/theme/plaintext.h"
#include "widgets/theme/styled.h"
#include "widgets/theme/theme.h"

#include <QAbstractItemView>
#include <QCompleter>
#include <QKeyEvent>
#include <QLineEdit>
#include <QPainter>
#include <QPlainTextEdit>
#include <QStringListModel>
#include <QStyle>
#include <QStyleOptionFrame>
#include <QToolButton>
#include <QVBoxLayout>

#include <utility>

namespace postern::widgets {

namespace {

constexpr int kButtonWidth = 22;
constexpr int kLinesShown = 4;

/// A value that scrolls when it is long.
class ValueLine final : public QLineEdit
{
public:
    using OnKey = std::function<bool(QKeyEvent &)>;

    ValueLine(QWidget *parent, OnKey onKey)
        : QLineEdit(parent)
        , m_onKey(std::move(onKey))
    {}

protected:
    /// Not by an event filter: an open list of completions hands its keys on by event().
    void keyPressEvent(QKeyEvent *event) override
    {
        if (!m_onKey(*event))
            QLineEdit::keyPressEvent(event);
    }

    /// Says that there is more than is seen.
    void paintEvent(QPaintEvent *event) override
    {
        QLineEdit::paintEvent(event);
        QStyleOptionFrame option;
        initStyleOption(&option);
        QRect area = style()->subElementRect(QStyle::SE_LineEditContents, &option, this);
        area = area.marginsRemoved(textMargins());
        constexpr int kInset = 2; // of the text, on either side
        if (hasFocus() || fontMetrics().horizontalAdvance(text()) <= area.width() - 2 * kInset)
            return;
        const QString dots = QStringLiteral("…");
        QRect last = area;
        last.setLeft(area.right() - fontMetrics().horizontalAdvance(dots) - kInset);
        const bool hasGround = isReadOnly() || !property("role").toString().isEmpty();
        QPainter painter(this);
        painter.fillRect(last, hasGround ? theme::current().bgPanel : theme::current().bgInput);
        painter.setPen(palette().color(QPalette::Text));
        painter.drawText(last, Qt::AlignLeft | Qt::AlignVCenter, dots);
    }

private:
    const OnKey m_onKey;
};

bool isUndoing(const QKeyEvent &key)
{
    return key.matches(QKeySequence::Undo) || key.matches(QKeySequence::Redo);
}

} // namespace

FieldEdit::FieldEdit(QWidget *parent)
    : QWidget(parent)
    , m_line(new ValueLine(this, [this](QKeyEvent &key) { return onKey(key); }))
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_line);
    setFocusProxy(m_line);
    m_line->installEventFilter(this);
    connect(m_line, &QLineEdit::textEdited, this, &FieldEdit::onTyped);
}

void FieldEdit::setHasLines(bool hasLines)
{
    if (hasLines == (m_lines != nullptr))
        return;
    if (!hasLines) {
        delete std::exchange(m_lines, nullptr);
        setFocusProxy(m_line);
        m_line->show();
        return;
    }
    m_lines = new QPlainTextEdit(this);
    m_lines->setProperty("role", "input");
    m_lines->setTabChangesFocus(true);
    m_lines->setFont(theme::monoFont(11));
    m_lines->setAccessibleName(m_line->accessibleName());
    m_lines->setReadOnly(!m_isEditable);
    m_lines->installEventFilter(this);
    theme::follow(m_lines, [lines = m_lines] {
        lines->setFixedHeight(lines->fontMetrics().lineSpacing() * kLinesShown + theme::scaled(14));
    });
    connect(m_lines, &QPlainTextEdit::textChanged, this, &FieldEdit::onTyped);
    layout()->addWidget(m_lines);
    setFocusProxy(m_lines);
    m_line->hide();
    m_lines->show();
}

QWidget *FieldEdit::input() const
{
    return m_lines != nullptr ? static_cast<QWidget *>(m_lines) : m_line;
}

void FieldEdit::setName(const QString &name)
{
    if (m_line->accessibleName() == name)
        return;
    m_line->setAccessibleName(name);
    if (m_lines != nullptr)
        m_lines->setAccessibleName(name);
}

void FieldEdit::setRole(const QString &role)
{
    if (m_line->property("role").toString() == role)
        return;
    const bool isCode = role == QLatin1String("reference") || role == QLatin1String("literal");
    m_line->setFont(isCode ? theme::monoFont(11) : theme::font());
    theme::setStyled(*m_line, "role", role);
}

void FieldEdit::setPlaceholder(const QString &text)
{
    m_line->setPlaceholderText(text);
}

void FieldEdit::setEditable(bool isEditable)
{
    if (std::exchange(m_isEditable, isEditable) == isEditable)
        return;
    m_line->setReadOnly(!isEditable);
    if (m_lines != nullptr)
        m_lines->setReadOnly(!isEditable);
    placeButtons();
}

QToolButton *FieldEdit::makeButton(const QString &icon)
{
    auto *button = new QToolButton(m_line);
    button->setAutoRaise(true);
    button->setCursor(Qt::ArrowCursor);
    button->setIcon(theme::icon(icon));
    button->setProperty("role", "inField");
    theme::follow(button, [button] { button->setIconSize({theme::scaled(12), theme::scaled(12)}); });
    return button;
}

void FieldEdit::setChoices(std::function<QStringList()> choices)
{
    m_choices = std::move(choices);
    m_isListAsked = false;
    if (m_choices && m_open == nullptr) {
        m_open = makeButton(QStringLiteral("chevron-down"));
        m_open->setFocusPolicy(Qt::NoFocus); // the arrow key opens it, too
        m_open->setToolTip(tr("Show what is offered (Down)"));
        connect(m_open, &QToolButton::clicked, this, [this] {
            m_line->setFocus();
            openList();
        });
        m_completer = new QCompleter(new QStringListModel(this), this);
        m_completer->setCaseSensitivity(Qt::CaseInsensitive);
        m_completer->setFilterMode(Qt::MatchContains);
        m_completer->setCompletionMode(QCompleter::PopupCompletion);
        connect(m_completer,
                qOverload<const QString &>(&QCompleter::activated),
                this,
                [this](const QString &chosen) {
                    m_line->setText(chosen);
                    enter();
                });
    }
    placeButtons();
}

void FieldEdit::setPick(std::function<void()> pick)
{
    m_pick = std::move(pick);
    if (m_pick && m_point == nullptr) {
        m_point = makeButton(QStringLiteral("link"));
        m_point->setObjectName("pickOnCanvas");
        m_point->setFocusPolicy(Qt::NoFocus); // there is a key for it
        m_point->setToolTip(tr("Point at it on the canvas (F4)"));
        connect(m_point, &QToolButton::clicked, this, [this] {
            const auto pick = m_pick; // leaving the field may give it another
            pick();
        });
    }
    placeButtons();
}

void FieldEdit::setChanged(bool isChanged, const QString &wayBack)
{
    theme::setStyled(*m_line, "changed", isChanged);
    if (!wayBack.isEmpty() && m_wayBack == nullptr) {
        m_wayBack = makeButton(QStringLiteral("undo"));
        m_wayBack->setFocusPolicy(Qt::TabFocus);
        m_wayBack->setObjectName("revert");
        connect(m_wayBack, &QToolButton::clicked, this, &FieldEdit::revertWanted);
    }
    if (m_wayBack != nullptr) {
        m_wayBack->setToolTip(wayBack);
        m_wayBack->setAccessibleName(wayBack.isEmpty() ? QString()
                                                       : m_line->accessibleName() + ": " + wayBack);
    }
    placeButtons();
}

void FieldEdit::setMixed(bool isMixed)
{
    theme::setStyled(*m_line, "mixed", isMixed);
}

void FieldEdit::setWrong(bool isWrong) const
{
    theme::setStyled(*input(), "state", isWrong ? QStringLiteral("err") : QString());
}

QString FieldEdit::text() const
{
    return m_lines != nullptr ? m_lines->toPlainText() : m_line->text();
}

void FieldEdit::setStated(const QString &text)
{
    if (isPending() && !m_stated.isNull())
        m_stated = text;
    else
        showText(text);
}

void FieldEdit::showText(const QString &text)
{
    m_stated = text.isNull() ? QStringLiteral("") : text;
    m_wasTold = false;
    if (this->text() == m_stated)
        return;
    keepTyped(m_stated);
    m_wasTold = false;
    m_line->setToolTip(theme::plainToolTip(m_stated));
    if (!m_line->hasFocus())
        m_line->setCursorPosition(0);
}

void FieldEdit::keepTyped(const QString &text)
{
    m_told = text;
    m_wasTold = true;
    if (m_lines != nullptr) {
        const QSignalBlocker quiet(m_lines);
        m_lines->setPlainText(text);
    } else {
        m_line->setText(text);
    }
}

void FieldEdit::take()
{
    if (!m_isEditable)
        return;
    theme::commitComposition(); // to whom composes it, it looks like text already
    const QString typed = text();
    if (typed == m_stated || (m_wasTold && typed == m_told))
        return;
    m_told = typed;
    m_wasTold = true;
    emit committed(typed);
}

void FieldEdit::enter()
{
    m_isListWanted = false;
    m_wasTold = false; // what was refused is tried again
    take();
    m_line->selectAll();
}

void FieldEdit::onTyped()
{
    m_isListWanted = false;
    if (m_completer == nullptr || !m_choices || m_lines != nullptr)
        return;
    if (m_line->completer() == nullptr)
        m_line->setCompleter(m_completer);
    if (!std::exchange(m_isListAsked, true))
        static_cast<QStringListModel *>(m_completer->model())->setStringList(m_choices());
}

void FieldEdit::openList()
{
    if (m_completer == nullptr || !m_isEditable || !m_choices)
        return;
    static_cast<QStringListModel *>(m_completer->model())->setStringList(m_choices());
    m_isListWanted = true;
    m_line->setCompleter(m_completer);
    m_completer->setCompletionPrefix(QString());
    m_completer->complete();
}

void FieldEdit::renewList()
{
    m_isListAsked = false;
    if (m_isListWanted && m_line->hasFocus())
        openList();
}

bool FieldEdit::onKey(QKeyEvent &event)
{
    if (!m_isEditable)
        return false;
    const bool isListOpen = m_completer != nullptr && m_completer->popup()->isVisible();
    switch (event.key()) {
    case Qt::Key_F4:
        if (!m_pick || event.modifiers() != Qt::NoModifier)
            return false;
        m_point->click();
        return true;
    case Qt::Key_Return:
    case Qt::Key_Enter:
        if (isListOpen && m_completer->popup()->currentIndex().isValid()) {
            event.ignore(); // the list's, which completes
            return true;
        }
        if (m_lines != nullptr && !event.modifiers().testFlag(Qt::ControlModifier))
            return false;
        if (isListOpen)
            m_completer->popup()->hide();
        enter();
        return true;
    case Qt::Key_Escape:
        if (isListOpen) {
            event.ignore(); // the list's, which closes
            return true;
        }
        if (!isPending())
            return false;
        showText(m_stated);
        m_line->selectAll();
        emit takenBack();
        return true;
    case Qt::Key_Down:
        if (m_lines != nullptr || isListOpen || m_completer == nullptr || !m_choices)
            return false;
        openList();
        return true;
    default:
        return false;
    }
}

bool FieldEdit::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::Resize && watched == m_line)
        placeButtons();
    if (!m_isEditable)
        return QWidget::eventFilter(watched, event);
    switch (event->type()) {
    case QEvent::FocusIn:
        m_isListAsked = false;
        placeButtons();
        break;
    case QEvent::ShortcutOverride: {
        const auto *key = static_cast<QKeyEvent *>(event);
        if (isUndoing(*key) && !isPending()) {
            event->ignore(); // the folder's
            return true;
        }
        if (key->key() == Qt::Key_Escape && isPending()) {
            event->accept();
            return true;
        }
        break;
    }
    case QEvent::KeyPress: {
        if (watched == m_lines && onKey(*static_cast<QKeyEvent *>(event)))
            return true;
        break;
    }
    case QEvent::FocusOut: {
        const Qt::FocusReason reason = static_cast<QFocusEvent *>(event)->reason();
        if (reason != Qt::PopupFocusReason && reason != Qt::ActiveWindowFocusReason
            && reason != Qt::MenuBarFocusReason)
            take();
        QMetaObject::invokeMethod(this, &FieldEdit::placeButtons, Qt::QueuedConnection);
        break;
    }
    default:
        break;
    }
    return QWidget::eventFilter(watched, event);
}

void FieldEdit::placeButtons()
{
    const int width = theme::scaled(kButtonWidth);
    int right = m_line->width();
    int taken = 0;
    const auto place = [&](QToolButton *button, bool isShown) {
        if (button == nullptr)
            return;
        if (isShown) {
            right -= width;
            taken += width;
            button->setGeometry(right, 1, width - 1, m_line->height() - 2);
        }
        button->setVisible(isShown);
    };
    // A value without a frame is to be read first.
    const bool hasFrame = m_line->property("role").toString().isEmpty();
    place(m_open, m_choices && m_isEditable && (hasFrame || m_line->hasFocus()));
    place(m_point, m_pick && m_isEditable && (hasFrame || m_line->hasFocus()));
    place(m_wayBack, m_wayBack != nullptr && !m_wayBack->toolTip().isEmpty() && m_isEditable);
    if (m_line->textMargins().right() != taken)
        m_line->setTextMargins(0, 0, taken, 0);
}

} // namespace postern::widgets
