import { maxFleetPage } from '../../domain/fleet.ts';
import { defineCommand } from '../command-line/command.ts';
import { oneOf, text, wholeNumber } from '../command-line/value-types.ts';

export const fleet = defineCommand({
  name: 'fleet',
  summary: 'fleet',
  flags: {
    from: { summary: 'fleetFrom', value: 'url', type: text },
    team: { summary: 'fleetTeam', value: 'team', type: text },
    format: { summary: 'format', value: 'format', type: oneOf(['text', 'json']), default: 'text' },
    limit: {
      summary: 'limit',
      value: 'count',
      type: wholeNumber({ min: 1, max: 1000 }),
      default: '20',
    },
    page: {
      summary: 'fleetPage',
      value: 'number',
      type: wholeNumber({ min: 1, max: maxFleetPage }),
      default: '1',
    },
  },
  run: async (context, values) => (await import('../commands/fleet.ts')).runFleet(context, values),
});
