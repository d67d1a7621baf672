// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "app/cli/confirm.h"

#include "engine/base/error.h"

#include <unistd.h>

#include <iostream>

namespace postern::cli {

static bool answeredYes(const std::string &question)
{
    std::cerr << question << "? [y/N] " << std::flush;
    std::string answer;
    std::getline(std::cin, answer);
    return answer == "y" || answer == "Y" || answer == "yes";
}

bool confirmedDeletion(const std::string &what)
{
    if (::isatty(STDIN_FILENO) == 0)
        throw Error(ErrorCode::Usage,
                    "Deleting " + what + " needs a yes.",
                    "Add -y, or run it on a terminal.");
    return answeredYes("Delete " + what);
}

bool confirmed(const std::string &what)
{
    if (::isatty(STDIN_FILENO) == 0)
        throw Error(ErrorCode::Usage,
                    "'" + what + "' needs a yes.",
                    "Add -y, or do it on a terminal.");
    return answeredYes(what);
}

} // namespace postern::cli
