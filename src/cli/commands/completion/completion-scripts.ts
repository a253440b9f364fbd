/**
 * What each shell is told: it asks `kimibar complete -- WORDS` at every press of the key and gets a
 * candidate a line, its meaning after a tab, and a last line that begins with a colon. The words so
 * far are passed on as they are, never evaluated. What is inserted is quoted: an account may have any
 * name, and on a shared computer another user may have added it. zsh and fish quote by themselves.
 * https://www.gnu.org/software/bash/manual/html_node/Programmable-Completion.html,
 * https://zsh.sourceforge.io/Doc/Release/Completion-System.html,
 * https://fishshell.com/docs/current/completions.html,
 * https://learn.microsoft.com/powershell/module/microsoft.powershell.core/register-argumentcompleter
 */
export const completionScripts = {
  bash: `# bash completion for kimibar
_kimibar() {
  local line word=\${COMP_WORDS[COMP_CWORD]}
  COMPREPLY=()
  if [[ $word == = ]]; then word=; fi
  while IFS= read -r line; do
    line=\${line%%$'\\t'*}
    if [[ $line == :* || -z $line || $line != "$word"* ]]; then continue; fi
    printf -v line %q "$line"
    COMPREPLY+=("$line")
  done < <(kimibar complete -- "\${COMP_WORDS[@]:1:COMP_CWORD}" 2>/dev/null)
}
complete -o default -F _kimibar kimibar
`,
  zsh: `#compdef kimibar
_kimibar() {
  local line value meaning
  local -a candidates
  for line in "\${(@f)$(kimibar complete -- "\${(@)words[2,CURRENT]}" 2>/dev/null)}"; do
    [[ -z $line || $line == :* ]] && continue
    value=\${line%%$'\\t'*}
    meaning=\${line#*$'\\t'}
    candidates+=("\${value//:/\\\\:}:\${meaning}")
  done
  if (( $#candidates )); then _describe kimibar candidates; else _files; fi
}
if [[ $funcstack[1] == _kimibar ]]; then _kimibar "$@"; else compdef _kimibar kimibar; fi
`,
  fish: `# fish completion for kimibar
function __kimibar_complete
  set -l words (commandline -opc)
  set -l word (commandline -ct)
  kimibar complete -- $words[2..] "$word" 2>/dev/null | string match -v -r '^(:|$)'
end
complete -c kimibar -f -a '(__kimibar_complete)'
`,
  powershell: `# PowerShell completion for kimibar
Register-ArgumentCompleter -Native -CommandName kimibar -ScriptBlock {
  param($word, $ast, $position)
  $words = @($ast.CommandElements | Select-Object -Skip 1 | Where-Object { $_.Extent.EndOffset -lt $position } | ForEach-Object { $_.ToString() })
  $last = if ($word) { $word } else { ' ' }
  kimibar complete -- @words $last 2>$null | Where-Object { $_ -and -not $_.StartsWith(':') } | ForEach-Object {
    $value, $meaning = $_.Split([char]9, 2)
    if ($value -like "$word*") {
      $tip = if ($meaning) { $meaning } else { $value }
      $text = if ($value -match '[^\\w.:/=+-]') { "'" + $value.Replace("'", "''") + "'" } else { $value }
      [System.Management.Automation.CompletionResult]::new($text, $value, 'ParameterValue', $tip)
    }
  }
}
`,
} as const;
