// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "widgets/inspector/varianttable.h"

#include "engine/flow/floweditor.h"
#include "widgets/inspector/fieldedit.h"
#include "widgets/inspector/fieldrows.h"
#include "widgets/inspector/nodeform.h"
#include "widgets/run/valuetext.h"
#include "widgets/theme/icon.h"
#include "widgets/theme/prose.h"

#include <QGridLayout>
#include <QLabel>
#include <QMenu>
#include <QRadioButton>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>
#include <utility>

namespace postern::widgets {

namespace {

constexpr int kWidestSource = 96;

std::string variantPath(const std::string &node, const std::string &id)
{
    return "node_variants." + pathStep(node) + ".variants." + pathStep(id);
}

/// What a variant is about, if nobody said: how it differs from the default one.
QString differenceOf(const flow::Variant &variant, const flow::NodeVariants &all)
{
    const auto standard = std::ranges::find(all.variants, all.defaultVariantId, &flow::Variant::id);
    return standard == all.variants.end() ? QString() : changedFields(variant.node, standard->node);
}

} // namespace

VariantTable::VariantTable(QWidget *parent)
    : QWidget(parent)
    , m_note(new theme::Prose(this))
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_note);
    m_note->setProperty("role", "secondary");
    m_note->setContentsMargins(12, 4, 12, 8);
    m_note->hide();
}

void VariantTable::show(const flow::Node &node,
                        const flow::NodeVariants *variants,
                        const std::string &chosen,
                        std::function<bool(const QString &path)> hasFile)
{
    const bool isEditable = m_isEditable && m_writer != nullptr && *m_writer;
    m_node = node.name;
    m_hasFile = std::move(hasFile);
    m_templates.clear();
    const auto keepTemplate = [this](const std::string &id, const flow::Node &body) {
        if (body.type == flow::NodeType::Llm || body.type == flow::NodeType::Prompt)
            m_templates[id] = fromUtf8(body.source.path);
    };
    if (variants == nullptr)
        keepTemplate({}, node);
    m_shown = variants == nullptr ? std::string()
              : chosen.empty()    ? variants->defaultVariantId
                                  : chosen;
    m_ids.clear();
    QStringList stated{fromUtf8(m_node), fromUtf8(m_shown), isEditable ? "rw" : "r"};
    for (const flow::Variant &variant :
         variants ? variants->variants : std::vector<flow::Variant>()) {
        m_ids.push_back(variant.id);
        keepTemplate(variant.id, variant.node);
        stated += {fromUtf8(variant.id),
                   fromUtf8(variant.description),
                   fromUtf8(variant.node.source.path),
                   differenceOf(variant, *variants)};
    }
    stated.append(variants ? fromUtf8(variants->defaultVariantId) : QString());
    if (std::exchange(m_stated, stated.join(u'\n')) == m_stated && m_body != nullptr)
        return;
    m_note->setVisible(variants == nullptr);
    m_note->setText(variants == nullptr ? tr("It has none.") : QString());
    rebuild(variants ? *variants : flow::NodeVariants(), m_shown);
}

void VariantTable::rebuild(const flow::NodeVariants &variants, const std::string &shown)
{
    for (FieldEdit *const edit : std::exchange(m_edits, {}))
        edit->disconnect(this);
    if (QWidget *const old = std::exchange(m_body, nullptr)) {
        old->hide();
        old->deleteLater(); // it may be what was just written in
    }
    m_body = new QWidget(this);
    m_grid = new QGridLayout(m_body);
    m_grid->setContentsMargins(12, variants.variants.empty() ? 0 : 4, 8, 4);
    m_grid->setHorizontalSpacing(6);
    m_grid->setVerticalSpacing(2);
    m_grid->setColumnStretch(1, 1);
    static_cast<QVBoxLayout *>(layout())->insertWidget(0, m_body);
    for (const flow::Variant &variant : variants.variants)
        addRow(variant, variants, variant.id == shown);
    m_body->show();
}

void VariantTable::addRow(const flow::Variant &variant, const flow::NodeVariants &all, bool isChosen)
{
    const int row = m_grid->rowCount();
    const QString id = fromUtf8(variant.id);
    const bool isDefault = variant.id == all.defaultVariantId;
    const bool isEditable = m_isEditable && m_writer != nullptr && *m_writer;
    auto *choice = new QRadioButton(m_body);
    choice->setAccessibleName(tr("Show %1").arg(id));
    choice->setToolTip(choice->accessibleName());
    choice->setChecked(isChosen);
    // Queued: the choice is taken away with all others when the node is shown anew.
    connect(
        choice,
        &QRadioButton::clicked,
        this,
        [this, id, isDefault] { emit variantChosen(isDefault ? QString() : id); },
        Qt::QueuedConnection);
    auto *name = new FieldEdit(m_body);
    name->setName(tr("Variant %1").arg(id));
    name->setRole("literal");
    name->setEditable(isEditable);
    name->showText(id);
    connect(name, &FieldEdit::committed, this, [this, name, old = variant.id](const QString &typed) {
        const std::string fresh = typed.trimmed().toStdString();
        write([&](flow::FlowEditor &editor) { editor.renameVariant(m_node, old, fresh); },
              tr("Rename %1").arg(fromUtf8(old)),
              name);
    });
    auto *path = new QLabel(m_body);
    path->setProperty("role", "secondary");
    showElided(*path, fromUtf8(variant.node.source.path), kWidestSource);
    auto *about = new FieldEdit(m_body);
    about->setName(tr("Description of %1").arg(id));
    about->setRole("remark");
    about->setEditable(isEditable);
    about->showText(fromUtf8(variant.description));
    const QString difference = differenceOf(variant, all);
    about->setPlaceholder(isDefault ? tr("default") : difference);
    connect(about, &FieldEdit::committed, this, [this, about, of = variant.id](const QString &typed) {
        const std::string path = variantPath(m_node, of) + ".description";
        const std::string text = typed.trimmed().toStdString();
        write(
            [&](flow::FlowEditor &editor) {
                if (text.empty())
                    editor.unset(path);
                else
                    editor.set(path, Value(text));
            },
            tr("Describe %1").arg(fromUtf8(of)),
            about);
    });
    m_edits.insert(m_edits.end(), {name, about});
    m_grid->addWidget(choice, row, 0);
    m_grid->addWidget(name, row, 1);
    m_grid->addWidget(path, row, 2, Qt::AlignRight);
    m_grid->addWidget(about, row + 1, 1, 1, 3);
    if (isEditable)
        m_grid->addWidget(menuOf(variant.id, isDefault), row, 3);
}

QToolButton *VariantTable::menuOf(const std::string &id, bool isDefault)
{
    auto *button = new QToolButton(m_body);
    button->setObjectName("variantMenu");
    button->setIcon(theme::icon("more"));
    button->setToolTip(tr("What to do with %1").arg(fromUtf8(id)));
    button->setAccessibleName(button->toolTip());
    button->setPopupMode(QToolButton::InstantPopup);
    auto *menu = new QMenu(button);
    const auto offer = [&](const QString &text, const std::function<void()> &act) {
        // Queued: the menu goes with the rows.
        return connect(menu->addAction(text), &QAction::triggered, this, act, Qt::QueuedConnection);
    };
    const QString name = fromUtf8(id);
    if (!isDefault) {
        offer(tr("Make it the default"), [this, id, name] {
            write([&](flow::FlowEditor &editor) { editor.setDefaultVariant(m_node, id); },
                  tr("Make %1 the default").arg(name));
        });
    }
    offer(tr("Duplicate"), [this, id] { add(id); });
    offer(tr("Delete"), [this, id, name] {
        write([&](flow::FlowEditor &editor) { editor.removeVariant(m_node, id); },
              tr("Delete %1").arg(name));
    });
    button->setMenu(menu);
    return button;
}

void VariantTable::add(const std::string &copyOf)
{
    std::string id;
    int at = m_ids.empty() ? 1 : 0; // the node becomes the variant 0
    do
        id = "variant_" + std::to_string(at++);
    while (std::ranges::find(m_ids, id) != m_ids.end());
    const std::string of = !copyOf.empty() ? copyOf : m_shown;
    const std::vector<FormCopy> copies = templateFor(id, of);
    const auto intent = [&](flow::FlowEditor &editor) {
        editor.addVariant(m_node, id, of);
        if (!copies.empty())
            editor.set(variantPath(m_node, id) + ".node.source.path",
                       Value(copies.front().to.toStdString()));
    };
    if (write(intent, tr("Add the variant %1").arg(fromUtf8(id)), nullptr, copies))
        emit variantChosen(fromUtf8(id));
}

std::vector<FormCopy> VariantTable::templateFor(const std::string &id,
                                                const std::string &copyOf) const
{
    const auto known = m_templates.find(copyOf);
    if (!m_hasFile || known == m_templates.end() || known->second.isEmpty())
        return {};
    const QString &path = known->second;
    if (!m_hasFile(path))
        return {}; // it comes from elsewhere, or isn't there
    const qsizetype dot = path.lastIndexOf(u'.');
    const qsizetype end = dot > path.lastIndexOf(u'/') ? dot : path.size();
    QString stem = path.left(end);
    if (const qsizetype mark = stem.lastIndexOf(QLatin1String("__"));
        mark > stem.lastIndexOf(u'/') + 1)
        stem.truncate(mark); // of the variant that it is copied from
    QString to;
    for (int at = 0; to.isEmpty() || m_hasFile(to); ++at)
        to = stem + QLatin1String("__") + fromUtf8(id) + (at == 0 ? QString() : QString::number(at))
             + path.mid(end);
    return {{path, to}};
}

bool VariantTable::write(const FormIntent &intent,
                         const QString &step,
                         FieldEdit *from,
                         const std::vector<FormCopy> &copies)
{
    const QString reason = (*m_writer)(intent, step, copies);
    m_note->setText(reason);
    m_note->setVisible(!reason.isEmpty());
    m_note->setProperty("state", "err");
    if (from != nullptr && std::ranges::find(m_edits, from) != m_edits.end())
        from->setWrong(!reason.isEmpty());
    emit resized();
    return reason.isEmpty();
}

void VariantTable::take()
{
    const std::vector<FieldEdit *> edits = m_edits;
    for (FieldEdit *const edit : edits) {
        if (std::ranges::find(m_edits, edit) != m_edits.end())
            edit->take();
    }
}

} // namespace postern::widgets
