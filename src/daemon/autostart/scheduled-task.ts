import type { ServiceCommand } from './service-command.ts';
import { markupText } from '../../present/words/markup-text.ts';

export const taskName = 'KimiBar';

/**
 * A Scheduled Task that starts at this user's logon; see the Task Scheduler's schema. `conhost --headless` keeps the console window
 * away. Variables can't be set for a task: it sees the user's own. Letters beyond ASCII go by their number, whatever `schtasks`
 * takes the file's encoding for.
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
      <Arguments>${markupText(['--headless', ...words.map(quoted)].join(' '))}</Arguments>
    </Exec>
  </Actions>
</Task>
`;
  return text.replaceAll(/[^\0-\x7f]/gu, (letter) => `&#${letter.codePointAt(0)};`);
}

/** As CommandLineToArgvW reads it: backslashes count only before a quote. */
function quoted(word: string): string {
  return `"${word.replaceAll(/(\\*)"/g, '$1$1\\"').replace(/(\\+)$/, '$1$1')}"`;
}
