import { markupText } from '../../present/words/clean-text.ts';
import { launchdPlist } from './launchd-plist.ts';

/** What a service starts (Node, the script, its arguments), and the variables it must see. */
export type ServiceCommand = {
  readonly words: readonly string[];
  readonly env: Readonly<Record<string, string>>;
};

export const unitName = 'kimibar.service';

/** A unit for the user's systemd; see systemd.service(5) and systemd.exec(5). */
export function systemdUnit({ words, env }: ServiceCommand): string {
  const variables = Object.entries(env).map(
    ([name, value]) => `Environment=${quotedValue(`${name}=${value}`)}\n`,
  );
  return `[Unit]
Description=KimiBar: how much of the Kimi For Coding quota is left

[Service]
Type=exec
ExecStart=${words.map((word) => quotedValue(word).replaceAll('$', '$$$$')).join(' ')}
${variables.join('')}Restart=on-failure
RestartSec=30
TimeoutStopSec=10
UMask=0077
NoNewPrivileges=yes

[Install]
WantedBy=default.target
`;
}

/** Quotes keep blanks together; `%` would start a specifier. */
function quotedValue(word: string): string {
  return `"${word.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('%', '%%')}"`;
}

export const launchdLabel = 'app.kimibar.serve';

/** A launchd agent of the user, started at login and after a crash. */
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

export const taskName = 'KimiBar';

/**
 * A Scheduled Task that starts at this user's logon; see the Task Scheduler's schema. `conhost
 * --headless` hides the console window. A task cannot set variables: it sees the user's. Letters
 * beyond ASCII become character references, since the encoding that `schtasks` assumes varies.
 */
export function scheduledTask({ words }: Pick<ServiceCommand, 'words'>, user: string): string {
  const userId = user === '' ? '' : `\n      <UserId>${markupText(user)}</UserId>`;
  const text = `<?xml version="1.0"?>
<Task version="1.2" xmlns="http://schemas.microsoft.com/windows/2004/02/mit/task">
  <RegistrationInfo>
    <Description>KimiBar: how much of the Kimi For Coding quota is left</Description>
  </RegistrationInfo>
  <Triggers>
    <LogonTrigger>
      <Enabled>true</Enabled>${userId}
    </LogonTrigger>
  </Triggers>
  <Principals>
    <Principal id="Author">${userId}
      <LogonType>InteractiveToken</LogonType>
      <RunLevel>LeastPrivilege</RunLevel>
    </Principal>
  </Principals>
  <Settings>
    <MultipleInstancesPolicy>IgnoreNew</MultipleInstancesPolicy>
    <DisallowStartIfOnBatteries>false</DisallowStartIfOnBatteries>
    <StopIfGoingOnBatteries>false</StopIfGoingOnBatteries>
    <ExecutionTimeLimit>PT0S</ExecutionTimeLimit>
    <RestartOnFailure>
      <Interval>PT1M</Interval>
      <Count>10</Count>
    </RestartOnFailure>
  </Settings>
  <Actions Context="Author">
    <Exec>
      <Command>conhost.exe</Command>
      <Arguments>${markupText(['--headless', ...words.map(quotedArgument)].join(' '))}</Arguments>
    </Exec>
  </Actions>
</Task>
`;
  return text.replaceAll(/[^\0-\x7f]/gu, (letter) => `&#${letter.codePointAt(0)};`);
}

/** For CommandLineToArgvW: backslashes escape only before a quote. */
function quotedArgument(word: string): string {
  return `"${word.replaceAll(/(\\*)"/g, '$1$1\\"').replace(/(\\+)$/, '$1$1')}"`;
}
