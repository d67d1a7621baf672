// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "widgets/run/imagefield.h"

namespace postern::ide {

class Session;

/// The files behind fields for images: those that a text names, seen from the open flow's folder,
/// and those that pasted images are kept in, in the home folder. Nothing is fetched. Of a
/// restricted folder's flow only images in that folder and the home folder are read. The session
/// must outlive it.
widgets::ImageAccess imageAccess(const Session &session);

} // namespace postern::ide
