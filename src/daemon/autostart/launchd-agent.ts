import { launchdPlist } from './launchd-plist.ts';
import { markupText } from '../../present/words/markup-text.ts';
import type { ServiceCommand } from './service-command.ts';

export const launchdLabel = 'app.kimibar.serve';

/** A launchd agent of the user's own, started at login and again when it crashes. */
export function launchdAgent({ words, env }: ServiceCommand): string {
  const variables = Object.entries(env).map(
    ([name, value]) =>
      `    <key>${markupText(name)}</key>\n    <string>${markupText(value)}</string>\n`,
  );
  return launchdPlist(
    launchdLabel,
    words,
    `  <key>EnvironmentVariables</key>
  <dict>
${variables.join('')}  </dict>
  <key>KeepAlive</key>
  <dict>
    <key>SuccessfulExit</key>
    <false/>
  </dict>
  <key>ThrottleInterval</key>
  <integer>30</integer>
  <key>ProcessType</key>
  <string>Background</string>
  <key>Umask</key>
  <integer>63</integer>
`,
  );
}
