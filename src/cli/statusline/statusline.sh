#!/bin/sh
# KimiBar's status line without Node: `sh kimibar-statusline.sh TARGET`. Prints the text of this
# minute from TARGET.lines beside it, which KimiBar writes with every refresh
# (src/store/line-file.ts), and starts a refresh in the background if one is due. Never waits for
# anything, and always exits with 0.
# For dash, bash 3.2 and busybox: POSIX but for `-nt` and EPOCHSECONDS. Starts no program but
# `date`, and that only in shells that do not know the time.

exec 2>/dev/null
trap 'exit 0' EXIT
# Bytes instead of characters, whatever encoding a name is in.
LC_ALL=C
unset IFS
set -f

# In bytes. A path has at most 4096, and a longer text would take too long to decode.
max_json=8192
newline='
'

# Sets the names of a session from Kimi Code's JSON, a flat object in one line. Splitting it at
# quotes gives parts outside and inside strings in turn.
read_session() {
  model='' cwd='' branch='' mode='' plan='' key='' string='' state=outside
  IFS= read -r json
  [ "${#json}" -le "$max_json" ] || return
  IFS='"'
  for part in $json; do
    if [ $state = inside ]; then
      string=$string$part
      backslashes=${part##*[!\\]}
      # An escaped quote belongs to the string.
      if [ $((${#backslashes} % 2)) -eq 1 ]; then string=$string\"; else state=outside; fi
      continue
    fi
    case $part in
      *[[{]*) [ -z "$key$string" ] || return ;;
      :*)
        key=$string
        case $key$part in planMode:*true*) plan=plan ;; esac
        case $part in *,*) key='' ;; esac
        ;;
      *)
        case $key in
          model) model=$string ;;
          cwd) cwd=$string ;;
          gitBranch) branch=$string ;;
          permissionMode) mode=$string ;;
        esac
        key=''
        ;;
    esac
    string='' state=inside
  done
}

# Sets $session to what Kimi Code's own footer would show: mode, model, folder, branch.
write_session() {
  case $modes in
    *";$mode="*)
      text=${modes#*";$mode="}
      text=${text%%;*}
      ;;
    *) decode "$mode" ;;
  esac
  [ -n "$plan" ] && text="$text${text:+ }$plan"
  add
  decode "$model"
  add
  decode "$cwd"
  shorten
  add
  decode "$branch"
  add
}

add() { session=$session$text${text:+  }; }

# Sets $text to a string of the JSON, for printf's %b. Escaped control characters are left out: they
# and halves of characters are all that Kimi Code escapes as \u.
decode() {
  text='' is_escape=no
  IFS='\'
  set -- "$1\\."
  for piece in $1; do
    if [ $is_escape = no ]; then
      is_escape=yes
    else
      case $piece in
        '')
          text=$text\\\\
          is_escape=no
          continue
          ;;
        u????*) piece=${piece#?????} ;;
        [\"/]*) ;;
        *) piece=${piece#?} ;;
      esac
    fi
    text=$text$piece
  done
  unset IFS
  case $text in *[[:cntrl:]]*) text='' ;; esac
  case $text in *[!\ -~]*) drop_invisible ;; esac
}

# Control characters and marks of direction beyond ASCII could rearrange the terminal.
drop_invisible() {
  [ -n "$invisible" ] || list_invisible
  for character in $invisible; do
    while :; do
      case $text in
        *"$character"*) text=${text%%"$character"*}${text#*"$character"} ;;
        *) break ;;
      esac
    done
  done
}

# U+0080-009F, 200B-200F, 2028-202E, 2060-2069, FEFF: as in kimi-code-session.ts.
list_invisible() {
  octal='\357\273\277'
  for byte in 20 21 22 23; do
    for digit in 0 1 2 3 4 5 6 7; do octal="$octal \\302\\$byte$digit"; done
  done
  for byte in 213 214 215 216 217 250 251 252 253 254 255 256; do
    octal="$octal \\342\\200\\$byte"
  done
  for byte in 240 241 242 243 244 245 246 247 250 251; do octal="$octal \\342\\201\\$byte"; done
  invisible=$(printf "$octal")
}

# The home folder is ~, and only the last three folders are shown.
shorten() {
  case $text in "$HOME" | "$HOME"/*) text=\~${text#"$HOME"} ;; esac
  above=${text%/*/*/*}
  case $above in '' | "$text") ;; *) text=…${text#"$above"} ;; esac
}

# A digest of the variables that choose an account, which tells apart two terminals with two keys.
# Of secrets only the length and the last four characters, as the settings show them.
read_account() {
  account=''
  for value in "${KIMI_CODE_API_KEY-}" "${KIMI_MANUAL_COOKIE-}" "${KIMI_AUTH_TOKEN-}" \
    "${kimi_auth_token-}"; do
    account=$account${#value}:${value#"${value%????}"}\;
  done
  account="$account${KIMI_CODE_HOME-};${KIMI_CODE_OAUTH_HOST-};${KIMI_OAUTH_HOST-}"
  account="$account;${KIMI_CODE_BASE_URL-};${KIMI_WEB_BASE_URL-}"
}

# Does a running daemon refresh this usage? Its schedule has times in milliseconds.
is_scheduled() {
  IFS= read -r schedule <"${folder%/*}/schedule.json"
  written=${schedule#*'"writtenAtMs":'}
  next=${schedule#*"\"$slot\":"}
  [ "$written" != "$schedule" ] && [ "$next" != "$schedule" ] || return
  written=${written%%[!0-9]*}
  next=${next%%[!0-9]*}
  [ "${written%???}" -le $((now + 90)) ] && [ "$now" -le $((${next%???} + 90)) ]
}

# Starts a refresh unless another line has just done so: only one process can create the file.
start_refresh() {
  set -C
  true >"$folder/$1" || return
  set +C
  (
    trap '' HUP
    set +f
    for old in "$folder/${1%%-*}"-*; do [ "$old" = "$folder/$1" ] || rm -f "$old"; done
    export KIMIBAR_DATA_DIR="${folder%/*}"
    set -- statusline refresh
    [ "$config_flag" = yes ] && set -- "$@" --config "$config"
    cd "${HOME:-/}" || cd /
    # The single executable has its script inside, under this name.
    [ -x "$node" ] && { [ "$program" = kimibar.cjs ] || [ -f "$program" ]; } &&
      exec "$node" "$program" "$@"
    exec kimibar "$@"
  ) </dev/null >/dev/null &
}

target=$1
case $0 in */*) folder=${0%/*} ;; *) folder=. ;; esac
lines=$folder/$target.lines
[ -n "${NO_COLOR-}" ] && [ -r "$folder/$target.plain" ] && lines=$folder/$target.plain
now=${EPOCHSECONDS-}
case $now in '' | *[!0-9]*) now=$(date +%s) ;; esac

{
  read -r format may_refresh taken every slot mark config_exists config_flag
  IFS= read -r config
  IFS= read -r node
  IFS= read -r program
  IFS= read -r expected
  IFS= read -r modes
  IFS= read -r none
  [ "$format" = kimibar-lines-1 ] || exit 0
  read_account
  if [ "$account" = '0:;0:;0:;0:;;;;;' ] || [ "$account" = "$expected" ]; then
    while IFS= read -r line; do
      until=${line%% *}
      text=${line#* }
      [ "$until" = end ] || [ "$now" -lt "$until" ] && break
    done
  else
    text=$none taken=0 slot=-
  fi
} <"$lines" || exit 0

session='' invisible=''
if [ "$target" = kimi-code ] && [ -n "${KIMI_CODE_STATUS_LINE-}" ] && [ ! -t 0 ]; then
  quota=$text
  read_session
  unset IFS
  write_session
  text=$quota
fi
printf '%b\n' "$session$text"

[ "$may_refresh" = yes ] || exit 0
if [ -e "$config" ]; then found=yes; else found=no; fi
if [ $found != "$config_exists" ] || [ "$config" -nt "$lines" ]; then
  start_refresh "changed-$mark-$((now / 30))"
elif [ "$taken" != never ] && { [ "$now" -lt "$taken" ] || [ $((now - taken)) -gt "$every" ]; } &&
  ! is_scheduled; then
  start_refresh "refresh-$mark-$((now / every))"
fi
exit 0
