import { markupText } from '../../present/words/clean-text.ts';

/**
 * A launchd property list for a program of this user's; `more` are further lines of its dictionary.
 * See launchd.plist(5).
 */
export function launchdPlist(label: string, words: readonly string[], more: string): string {
  return `<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd">
<plist version="1.0">
<dict>
  <key>Label</key>
  <string>${label}</string>
  <key>ProgramArguments</key>
  <array>
${words.map((word) => `    <string>${markupText(word)}</string>\n`).join('')}  </array>
  <key>RunAtLoad</key>
  <true/>
${more}</dict>
</plist>
`;
}
