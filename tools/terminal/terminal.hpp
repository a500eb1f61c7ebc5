// What is known of the terminal, and the way out of the program.
#pragma once

#include <atomic>
#include <cstdio>
#include <string>

namespace lockstep {

bool is_terminal(std::FILE* stream);

// Of the terminal behind standard output; else $COLUMNS; else 80.
int terminal_width();

// Does the user's locale take UTF-8?
bool locale_is_utf8();

// Writes everything to standard output and flushes. Throws Refused when it cannot all be written:
// a full disk, a closed pipe.
void write_out(const std::string& text);

// Turns true at the first Ctrl-C; a second one ends the program. Call once, from main's thread.
const std::atomic<bool>* catch_interrupts();

}  // namespace lockstep
