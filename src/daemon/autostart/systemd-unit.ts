import type { ServiceCommand } from './service-command.ts';

export const unitName = 'kimibar.service';

/** A unit of the user's own systemd; see systemd.service(5) and systemd.exec(5). */
export function systemdUnit({ words, env }: ServiceCommand): string {
  const variables = Object.entries(env).map(
    ([name, value]) => `Environment=${quoted(`${name}=${value}`)}\n`,
  );
  return `[Unit]
Description=KimiBar: how much of the Kimi For Coding quota is left

[Service]
Type=exec
ExecStart=${words.map((word) => quoted(word).replaceAll('$', '$$$$')).join(' ')}
${variables.join('')}Restart=on-failure
RestartSec=30
TimeoutStopSec=10
UMask=0077
NoNewPrivileges=yes

[Install]
WantedBy=default.target
`;
}

/** Between quotes blanks stay together; `%` would begin a specifier. */
function quoted(word: string): string {
  return `"${word.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('%', '%%')}"`;
}
