// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QDialog>

namespace postern::ide {

class Document;

/// Lists what a folder could do if it were trusted, and asks whether to trust it. Accepted: yes.
class TrustReview final : public QDialog
{
    Q_OBJECT

public:
    explicit TrustReview(const Document &document, QWidget *parent = nullptr);
};

} // namespace postern::ide
