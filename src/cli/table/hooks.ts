import { usageEventKinds } from '../../domain/events/usage-event.ts';
import { defineCommand } from '../command-line/command.ts';
import { jsonFlag } from '../command-line/common-flags.ts';
import { oneOf } from '../command-line/value-types.ts';

const list = defineCommand({
  name: 'list',
  summary: 'hooks list',
  flags: jsonFlag,
  run: async (context, { json }) =>
    (await import('../commands/hooks/list.ts')).hooksList(context, { json }),
});

const test = defineCommand({
  name: 'test',
  summary: 'hooks test',
  arguments: { event: { summary: 'event', type: oneOf(usageEventKinds) } },
  flags: jsonFlag,
  run: async (context, { event, json }) =>
    (await import('../commands/hooks/test.ts')).hooksTest(context, { kind: event, json }),
});

export const hooks = defineCommand({ name: 'hooks', summary: 'hooks', commands: [list, test] });
