import type { Fleet, FleetAccount, FleetRow, FleetTeam, FleetWindow } from '../../domain/fleet.ts';
import type { Messages } from '../messages/en.ts';
import { cleanText } from '../words/clean-text.ts';
import { cutToWidth, displayWidth, padAfter } from '../words/columns.ts';
import { formatLikelihood } from '../words/shares.ts';
import { formatCountdown } from '../words/time.ts';

export type FleetTextStyle = {
  readonly width: number;
  readonly messages: Messages;
};

const gap = '  ';

/** The fleet as text: accounts by trouble, the most room, what is back next, teams. */
export function fleetText(fleet: Fleet, style: FleetTextStyle): string {
  const words = style.messages.fleet;
  if (fleet.teams.length === 0) return words.nothing;
  const header = [words.machine, words.account, words.quotas, words.trouble];
  const rows = fleet.rows.map((row) => [
    machineName(row),
    cleanText(row.account),
    row.windows.map(windowText).join(' '),
    troubleText(row, fleet, style.messages),
  ]);
  const parts = [
    table([header, ...rows], style.width),
    listText(words.mostRoom, mostRoomTexts(fleet)),
    listText(words.nextBack, nextBackTexts(fleet, style.messages)),
    listText(words.silent, fleet.silent.map(machineName)),
    table(
      [
        [words.team, words.accounts, words.out, words.short, words.failing],
        ...fleet.teams.map(teamCells),
      ],
      style.width,
    ),
  ];
  return parts.filter((part) => part !== '').join('\n\n');
}

function machineName({ team, host }: Omit<FleetAccount, 'account'>): string {
  return cleanText(team === undefined ? host : `${team}/${host}`);
}

function windowText({ window, usedPercent }: FleetWindow): string {
  const used = usedPercent === undefined ? '?' : `${Math.floor(usedPercent)}%`;
  return `${cleanText(window)} ${used}`;
}

function troubleText({ failing, windows }: FleetRow, { atMs }: Fleet, messages: Messages): string {
  const words = messages.fleet;
  if (failing?.startsWith('credential-')) return words.signedOut;
  if (failing !== undefined) return words.fails(cleanText(failing));
  const out = windows.filter(({ usedPercent = 0 }) => usedPercent >= 100);
  const backAtMs = Math.max(...out.map(({ resetsAtMs = Infinity }) => resetsAtMs));
  if (out.length > 0)
    return Number.isFinite(backAtMs)
      ? words.backIn(formatCountdown(backAtMs - atMs, messages))
      : words.isOut;
  const risk = Math.max(...windows.map(({ runsOutProbability = 0 }) => runsOutProbability));
  return risk > 0.5 ? words.likelyOut(formatLikelihood(risk)) : '';
}

function mostRoomTexts({ mostRoom }: Fleet): readonly string[] {
  return mostRoom.map(
    (one) => `${machineName(one)} #${cleanText(one.account)} ${Math.floor(one.usedPercent)}%`,
  );
}

function nextBackTexts({ nextBack, atMs }: Fleet, messages: Messages): readonly string[] {
  return nextBack.map((one) => {
    const name = `${machineName(one)} #${cleanText(one.account)} ${cleanText(one.window)}`;
    return `${name} ${formatCountdown(one.resetsAtMs - atMs, messages)}`;
  });
}

function teamCells({ team, accounts, out, short, failing }: FleetTeam): readonly string[] {
  return [cleanText(team ?? '–'), ...[accounts, out, short, failing].map(String)];
}

function listText(title: string, items: readonly string[]): string {
  return items.length === 0 ? '' : `${title}\n${items.map((item) => `  ${item}`).join('\n')}`;
}

function table(rows: readonly (readonly string[])[], width: number): string {
  const widths = (rows[0] ?? []).map((_, column) =>
    Math.max(...rows.map((cells) => displayWidth(cells[column] ?? ''))),
  );
  return rows
    .map((cells) =>
      cells
        .map((cell, at) => padAfter(cell, widths[at] ?? 0))
        .join(gap)
        .trimEnd(),
    )
    .map((line) => cutToWidth(line, width, '…'))
    .join('\n');
}
