// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "widgets/inspector/fieldrows.h"

#include "widgets/theme/follow.h"
#include "widgets/theme/plaintext.h"
#include "widgets/theme/prose.h"
#include "widgets/theme/styled.h"
#include "widgets/theme/theme.h"

#include <QGridLayout>
#include <QLineEdit>
#include <QPainter>
#include <QStyle>
#include <QStyleOptionFrame>

namespace postern::widgets {

namespace {

constexpr int kRowLabelWidth = 84;
constexpr int kWidestRowLabel = 120;
constexpr int kRowSide = 12;

/// A value that scrolls when it is long.
class ValueField final : public QLineEdit
{
public:
    using QLineEdit::QLineEdit;

protected:
    /// Says that there is more than is seen.
    void paintEvent(QPaintEvent *event) override
    {
        QLineEdit::paintEvent(event);
        QStyleOptionFrame option;
        initStyleOption(&option);
        const QRect area = style()->subElementRect(QStyle::SE_LineEditContents, &option, this);
        constexpr int kInset = 2; // of the text, on either side
        if (hasFocus() || fontMetrics().horizontalAdvance(text()) <= area.width() - 2 * kInset)
            return;
        const QString dots = QStringLiteral("…");
        QRect last = area;
        last.setLeft(area.right() - fontMetrics().horizontalAdvance(dots) - kInset);
        QPainter painter(this);
        painter.fillRect(last, theme::current().bgPanel);
        painter.setPen(palette().color(QPalette::Text));
        painter.drawText(last, Qt::AlignLeft | Qt::AlignVCenter, dots);
    }
};

} // namespace

void showElided(QLabel &label, const QString &text, int width)
{
    label.ensurePolished();
    label.setText(label.fontMetrics().elidedText(text, Qt::ElideMiddle, theme::scaled(width)));
    label.setToolTip(label.text() == text ? QString() : theme::plainToolTip(text));
}

QLabel *rowLabel(const QString &text, QWidget *parent)
{
    auto *made = new QLabel(parent);
    made->setProperty("role", "field");
    theme::follow(made, [made] { made->setMinimumWidth(theme::scaled(kRowLabelWidth)); });
    made->setTextFormat(Qt::PlainText);
    showElided(*made, text, kWidestRowLabel);
    return made;
}

FieldRows::FieldRows(QWidget *body)
    : m_body(body)
    , m_grid(new QGridLayout(body))
    , m_none(new theme::Prose(body))
{
    m_grid->setContentsMargins(kRowSide, 8, kRowSide, 8);
    m_grid->setHorizontalSpacing(8);
    m_grid->setVerticalSpacing(6);
    m_grid->setColumnStretch(1, 1);
    m_none->setProperty("role", "field");
    m_grid->addWidget(m_none, 0, 0, 1, 2);
    m_none->hide();
}

void FieldRows::show(const std::vector<Field> &fields, const QString &whenNone)
{
    while (m_rows.size() > fields.size()) {
        delete m_rows.back().name;
        delete m_rows.back().value;
        m_rows.pop_back();
    }
    m_none->setText(whenNone);
    m_none->setVisible(fields.empty() && !whenNone.isEmpty());
    for (std::size_t at = 0; at < fields.size(); ++at) {
        if (at == m_rows.size()) {
            const Row made{rowLabel(fields[at].name, m_body), new ValueField(m_body)};
            made.value->setReadOnly(true);
            m_grid->addWidget(made.name, static_cast<int>(at), 0);
            m_grid->addWidget(made.value, static_cast<int>(at), 1);
            m_rows.push_back(made);
            // Now, not by the event loop after all was laid out without them.
            made.name->show();
            made.value->show();
        }
        fill(m_rows[at], fields[at]);
    }
}

void FieldRows::fill(Row &row, const Field &field)
{
    showElided(*row.name, field.name, kWidestRowLabel);
    if (row.value->accessibleName() != field.name)
        row.value->setAccessibleName(field.name);
    const QString role = QString::fromLatin1(field.role);
    if (row.value->property("role").toString() != role) { // never back to none within a grid
        row.value->setFont(theme::monoFont(11));
        theme::setStyled(*row.value, "role", role);
    }
    theme::setStyled(*row.value, "changed", field.isChanged);
    row.value->setPlaceholderText(field.whenEmpty);
    constexpr qsizetype kLongestValue = 500; // the file has all of it
    const QString text = theme::shortened(field.text, kLongestValue);
    if (row.value->text() == text)
        return;
    row.value->setText(text);
    row.value->setToolTip(theme::plainToolTip(field.text));
    row.value->setCursorPosition(0);
}

} // namespace postern::widgets
