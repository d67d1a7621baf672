// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "widgets/theme/composition.h"

#include <QCoreApplication>
#include <QGuiApplication>
#include <QInputMethod>
#include <QInputMethodEvent>
#include <QPointer>

namespace postern::theme {

namespace {

/// What is being composed. No widget tells, and no input method; the events between them do.
class Composition final : public QObject
{
public:
    explicit Composition(QObject *program)
        : QObject(program)
    {
        program->installEventFilter(this);
    }

    void commit();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override
    {
        if (event->type() == QEvent::InputMethod && !isInside(watched)) {
            const auto *composed = static_cast<const QInputMethodEvent *>(event);
            m_widget = watched;
            m_text = composed->preeditString();
            m_isCommitted = m_isCommitted || !composed->commitString().isEmpty();
        }
        return false;
    }

private:
    // What has the focus may hand the event on to a widget inside it.
    static bool isInside(const QObject *watched)
    {
        const QObject *const focused = QGuiApplication::focusObject();
        const QObject *outer = focused ? watched->parent() : nullptr;
        while (outer && outer != focused)
            outer = outer->parent();
        return outer != nullptr;
    }

    QPointer<QObject> m_widget;
    QString m_text;
    bool m_isCommitted = false;
};

void Composition::commit()
{
    if (m_text.isEmpty() || !m_widget)
        return;
    const QString text = m_text;
    m_isCommitted = false;
    if (m_widget == QGuiApplication::focusObject()) {
        QInputMethod *const method = QGuiApplication::inputMethod();
        method->commit();
        // Debian 12's fcitx does nothing there, and commits when it is told to begin anew.
        if (!m_text.isEmpty())
            method->reset();
    }
    if (m_isCommitted || !m_widget)
        return;
    QInputMethodEvent event;
    event.setCommitString(text);
    QCoreApplication::sendEvent(m_widget, &event);
}

QPointer<Composition> &composition()
{
    static QPointer<Composition> the;
    return the;
}

} // namespace

void commitComposition()
{
    if (Composition *const watched = composition())
        watched->commit();
}

void watchCompositions()
{
    if (!composition())
        composition() = new Composition(qApp);
}

} // namespace postern::theme
