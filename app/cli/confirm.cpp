// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "app/cli/confirm.h"

#include "engine/base/error.h"

#include <unistd.h>

#include <iostream>

namespace postern::cli {

bool confirmedDeletion(const std::string &what)
{
    if (::isatty(STDIN_FILENO) == 0)
        throw Error(ErrorCode::Usage,
                    "Deleting " + what + " needs a yes.",
                    "Add -y, or run it on a terminal.");
    std::cerr << "Delete " << what << "? [y/N] " << std::flush;
    std::string answer;
    std::getline(std::cin, answer);
    return answer == "y" || answer == "Y" || answer == "yes";
}

} // namespace postern::cli
