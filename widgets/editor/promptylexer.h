// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "widgets/editor/yamllexer.h"

namespace postern::widgets {

/// Colours and folds a prompty: what stands between its two lines of dashes as YAML, and the
/// template below them as Jinja.
class PromptyLexer final : public YamlLexer
{
    Q_OBJECT

public:
    /// The styles of the template are those of JinjaLexer and this.
    static constexpr int kTemplateStyles = 16;

    using YamlLexer::YamlLexer;

    const char *language() const override { return "Prompty"; }
    QString description(int style) const override;
    void styleText(int start, int end) override;
};

} // namespace postern::widgets
