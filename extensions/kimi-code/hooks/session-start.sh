#!/bin/sh
# Kimi Code runs this when a session starts. Some of its own commands rewrite tui.toml and lose the
# status line: KimiBar puts it back if it was installed, and prepares the line for prompts. In the
# background, since nothing waits for it.

command -v kimibar >/dev/null 2>&1 &&
  (kimibar statusline repair </dev/null >/dev/null 2>&1 &)
exit 0
