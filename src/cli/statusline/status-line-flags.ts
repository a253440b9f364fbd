import { statusTargets } from '../../present/status-line/status-target.ts';
import type { Values } from '../command-line/command.ts';
import type { Arguments, Flags } from '../command-line/flag.ts';
import { accountName, oneOf, text, wholeNumber } from '../command-line/value-types.ts';

/** The tool a line is made for. */
export const statusLineArguments = {
  target: { summary: 'target', type: oneOf(statusTargets) },
} as const satisfies Arguments;

/** The flags of a line. A status bar runs it every few seconds, so this must stay quick to load. */
export const statusLineFlags = {
  format: { summary: 'template', value: 'template', type: text },
  width: { summary: 'width', value: 'columns', type: wholeNumber({ min: 1, max: 1000 }) },
  account: { summary: 'account', value: 'name', type: accountName },
  refresh: { summary: 'noRefresh', default: true },
} as const satisfies Flags;

export type StatusLineOptions = Values<typeof statusLineFlags, typeof statusLineArguments>;
