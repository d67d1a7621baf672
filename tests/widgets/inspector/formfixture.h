// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/base/error.h"
#include "engine/flow/flowdocument.h"
#include "engine/flow/floweditor.h"
#include "widgets/inspector/nodeinspector.h"

#include <QApplication>
#include <QLineEdit>
#include <QTest>

#include <string>
#include <utility>
#include <vector>

namespace postern::widgets {

/// An inspector over a flow's text, as the program has one: what a form writes becomes the text, and
/// what the text says is shown.
class FormFixture
{
public:
    explicit FormFixture(std::string text)
        : m_text(std::move(text))
    {
        inspector.resize(296, 900);
        inspector.setWriter([this](const FormIntent &intent,
                                   const QString &label,
                                   const std::vector<FormCopy> &wanted) {
            copies = wanted;
            return write(intent, label);
        });
        inspector.show();
        inspector.activateWindow();
        static_cast<void>(QTest::qWaitForWindowActive(&inspector));
    }

    const std::string &text() const { return m_text; }
    flow::FlowDocument document() const
    {
        flow::FlowLocation location;
        location.folder = "sample";
        location.file = "sample/flow.dag.yaml";
        return flow::FlowDocument::fromText(location, m_text);
    }
    /// What `postern flow edit --set` would have made of the text at first.
    static std::string edited(const std::string &text, const FormIntent &intent)
    {
        FormFixture other(text);
        flow::FlowEditor editor(other.document());
        intent(editor);
        return editor.text();
    }
    void showNode(const std::string &name)
    {
        m_shown = name;
        const flow::FlowDocument read = document();
        const flow::Flow &flow = read.flow();
        if (name == "inputs" || name == "outputs") {
            inspector.showBox(name == "inputs" ? graph::NodeKind::Input : graph::NodeKind::Output,
                              QString::fromStdString(name),
                              {});
            return inspector.showPorts(flow, [this] { return referencesIn(document().flow(), {}); });
        }
        const flow::Node *const node = flow.node(name);
        if (node == nullptr)
            return inspector.clear();
        const auto variants = flow.variants.find(name);
        FormFacts now = facts;
        now.base = "nodes." + name;
        if (node->useVariants)
            now.base = "node_variants." + name + ".variants." + variants->second.defaultVariantId
                       + ".node";
        now.references = [this, name] { return referencesIn(document().flow(), name); };
        inspector.showNode(flow::withDefaultVariant(flow, *node),
                           graph::NodeKind::Llm,
                           variants == flow.variants.end() ? nullptr : &variants->second,
                           {},
                           now);
    }
    void showNodes(const std::vector<std::string> &names)
    {
        m_several = names;
        const flow::FlowDocument read = document();
        std::vector<SharedNode> nodes;
        for (const std::string &name : names)
            nodes.push_back({*read.flow().node(name), graph::NodeKind::Llm, {}});
        inspector.showNodes(std::move(nodes));
    }
    QLineEdit *field(const QString &name) const
    {
        for (QLineEdit *found : inspector.findChildren<QLineEdit *>()) {
            if (found->accessibleName() == name && found->isVisibleTo(&inspector))
                return found;
        }
        return nullptr;
    }
    /// Replaces what is in a field, key by key; it isn't left.
    void type(const QString &name, const QString &text) const
    {
        QLineEdit *const into = field(name);
        QVERIFY2(into, qPrintable(name));
        into->setFocus();
        into->selectAll();
        QTest::keyClick(into, Qt::Key_Delete);
        QTest::keyClicks(into, text);
    }
    void enter(const QString &name, const QString &text) const
    {
        type(name, text);
        if (QLineEdit *const into = field(name))
            QTest::keyClick(into, Qt::Key_Return);
    }
    /// What is said below a field.
    QString noteOf(const QString &name) const
    {
        for (const QLabel *note : inspector.findChildren<QLabel *>()) {
            const QString said = note->accessibleName();
            if (note->isVisibleTo(&inspector) && said.startsWith(name + ": "))
                return said.mid(name.size() + 2);
        }
        return {};
    }

    NodeInspector inspector;
    FormFacts facts;
    std::vector<FormCopy> copies; ///< that came with the last step
    std::vector<QString> labels;  ///< of the steps that were done

private:
    QString write(const FormIntent &intent, const QString &label)
    {
        try {
            flow::FlowEditor editor(document());
            intent(editor);
            editor.requireSound();
            if (editor.text() == m_text)
                return {};
            m_text = editor.text();
            labels.push_back(label);
            if (m_several.empty())
                showNode(m_shown);
            else
                showNodes(m_several);
            return {};
        } catch (const Error &error) {
            return QString::fromStdString(error.message());
        }
    }

    std::string m_text;
    std::string m_shown;
    std::vector<std::string> m_several;
};

} // namespace postern::widgets
