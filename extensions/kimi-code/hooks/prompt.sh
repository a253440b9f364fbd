#!/bin/sh
# Kimi Code runs this with every prompt, and adds its output to it. Prints one line if the quota runs
# short or is used up, else nothing, from a small file that KimiBar has prepared. Never waits, and
# always exits with 0: another code could block the prompt.

exec 2>/dev/null
trap 'exit 0' EXIT

# Kimi Code sets it, too. KimiBar compares it to tell apart two accounts.
[ "${KIMI_CODE_HOME-}" = "$HOME/.kimi-code" ] && unset KIMI_CODE_HOME
case ${XDG_DATA_HOME-} in /*) xdg=$XDG_DATA_HOME/kimibar ;; *) xdg='' ;; esac
for folder in "${KIMIBAR_DATA_DIR:-$xdg}" "$HOME/.local/share/kimibar" \
  "$HOME/Library/Application Support/kimibar"; do
  script=$folder/statusline/kimibar-statusline.sh
  if [ -n "$folder" ] && [ -r "$script" ]; then
    sh "$script" kimi-code-prompt
    break
  fi
done
exit 0
