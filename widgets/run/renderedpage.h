// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "engine/base/value.h"

#include <QTextEdit>

#include <optional>
#include <utility>
#include <vector>

namespace postern::widgets {

/// A value as it is read: a dict member by member, texts wrapped and, where they are Markdown,
/// rendered, pictures drawn. Only the beginning of what is long is there, and says so. Nothing is
/// ever fetched or read from a file.
class RenderedPage final : public QTextEdit
{
    Q_OBJECT

public:
    explicit RenderedPage(QWidget *parent = nullptr);

    void setValue(const Value &value);

    QVariant loadResource(int type, const QUrl &name) override;

signals:
    /// Double-clicked: the member, its name empty when it is the value itself.
    void opened(const QString &name, const postern::Value &value);

protected:
    void mouseDoubleClickEvent(QMouseEvent *event) override;

private:
    void render(const Value &value);
    void addMember(QTextCursor &at, int member);
    void addText(QTextCursor &at, const std::string &text);
    bool addPicture(QTextCursor &at, int member, const Value &value);

    std::optional<Value> m_value; ///< to render it anew when the colours change
    std::vector<std::pair<QString, Value>> m_members;
    std::size_t m_left = 0; ///< bytes that may still be shown
};

} // namespace postern::widgets
