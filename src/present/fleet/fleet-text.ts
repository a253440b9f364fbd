import type { Fleet, FleetRow, FleetTeam, FleetWindow } from '../../domain/fleet.ts';
import type { Messages } from '../messages/en.ts';
import { cleanText } from '../words/clean-text.ts';
import { cutToWidth, displayWidth, padAfter } from '../words/columns.ts';
import { formatLikelihood, formatShare, shareNumber } from '../words/shares.ts';
import { formatCountdown } from '../words/time.ts';
import { accountName, machineName } from './fleet-names.ts';
import { fleetFailureText, fleetTrouble } from './fleet-trouble.ts';
import { fleetWindowName } from './fleet-window-name.ts';

export type FleetTextStyle = {
  readonly width: number;
  readonly messages: Messages;
  /** The team that was asked for; all of them if absent. */
  readonly team?: string | undefined;
};

type Cells = readonly string[];

const gap = '  ';

/** The fleet as text: accounts by trouble, the most room, what is back next, teams. */
export function fleetText(fleet: Fleet, style: FleetTextStyle): string {
  const words = style.messages.fleet;
  const { rows, teams, silent } = fleet;
  if (teams.length === 0 && silent.length === 0) return nothingText(style);
  const isPastEnd = rows.length === 0 && teams.length > 0;
  const parts = [
    isPastEnd ? words.pastEnd : table(accountCells(fleet, style), style.width),
    listText(words.mostRoom, mostRoomTexts(fleet, style.messages)),
    listText(words.nextBack, nextBackTexts(fleet, style.messages)),
    listText(words.silent, silent.map(machineName)),
    table(teamsCells(fleet, style), style.width),
  ];
  return parts.filter((part) => part !== '').join('\n\n');
}

function nothingText({ team, messages }: FleetTextStyle): string {
  const { nothing } = messages.fleet;
  return team === undefined ? nothing : `${cleanText(team) || '–'}: ${nothing}`;
}

/** If not all windows fit, the fullest ones: no figure is cut. */
function accountCells(fleet: Fleet, { width, messages }: FleetTextStyle): readonly Cells[] {
  if (fleet.rows.length === 0) return [];
  const words = messages.fleet;
  const cellsOf = (count: number): readonly Cells[] => [
    [words.machine, words.account, words.quotas, words.trouble],
    ...fleet.rows.map((row) => [
      machineName(row),
      cleanText(row.account),
      fullest(row.windows, count)
        .map((one) => windowText(one, messages))
        .join(' '),
      troubleText(row, fleet, messages),
    ]),
  ];
  const fits = (rows: readonly Cells[]): boolean =>
    columnWidths(rows).reduce((sum, one) => sum + one + gap.length, -gap.length) <= width;
  return [Infinity, 2].map(cellsOf).find(fits) ?? cellsOf(1);
}

function fullest(windows: readonly FleetWindow[], count: number): readonly FleetWindow[] {
  const byUse = windows.toSorted((a, b) => (b.usedPercent ?? 0) - (a.usedPercent ?? 0));
  const kept = new Set(byUse.slice(0, count));
  return windows.filter((one) => kept.has(one));
}

function windowText({ window, usedPercent }: FleetWindow, messages: Messages): string {
  const used = usedPercent === undefined ? '?' : formatShare(usedPercent, 'used');
  return `${fleetWindowName(window, messages)} ${used}`;
}

function troubleText(row: FleetRow, { atMs }: Fleet, messages: Messages): string {
  const words = messages.fleet;
  const trouble = fleetTrouble(row);
  switch (trouble.kind) {
    case 'signed-out':
      return words.signedOut;
    case 'failing':
      return fleetFailureText(trouble.failure, messages);
    case 'out':
      return trouble.backAtMs === undefined
        ? words.isOut
        : words.backIn(formatCountdown(trouble.backAtMs - atMs, messages));
    case 'short':
      return words.likelyOut(formatLikelihood(trouble.probability));
    default:
      return '';
  }
}

function mostRoomTexts({ mostRoom }: Fleet, { usage }: Messages): readonly string[] {
  return mostRoom.map(
    (one) => `${accountName(one)} ${usage.percentLeft(shareNumber(100 - one.usedPercent, 'left'))}`,
  );
}

function nextBackTexts({ nextBack, atMs }: Fleet, messages: Messages): readonly string[] {
  return nextBack.map((one) => {
    const name = `${accountName(one)} ${fleetWindowName(one.window, messages)}`;
    return `${name} ${formatCountdown(one.resetsAtMs - atMs, messages)}`;
  });
}

function teamsCells({ teams }: Fleet, { messages }: FleetTextStyle): readonly Cells[] {
  const words = messages.fleet;
  if (teams.length === 0) return [];
  return [
    [words.team, words.accounts, words.out, words.short, words.failing],
    ...teams.map(teamCells),
  ];
}

function teamCells({ team, accounts, out, short, failing }: FleetTeam): readonly string[] {
  return [cleanText(team ?? '–'), ...[accounts, out, short, failing].map(String)];
}

function listText(title: string, items: readonly string[]): string {
  return items.length === 0 ? '' : `${title}\n${items.map((item) => `  ${item}`).join('\n')}`;
}

function columnWidths(rows: readonly Cells[]): readonly number[] {
  return (rows[0] ?? []).map((_, column) =>
    Math.max(...rows.map((cells) => displayWidth(cells[column] ?? ''))),
  );
}

function table(rows: readonly Cells[], width: number): string {
  const widths = columnWidths(rows);
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
