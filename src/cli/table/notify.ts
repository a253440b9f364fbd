import { notifyKinds } from '../../domain/notify-target.ts';
import { usageEventKinds } from '../../domain/events/usage-event.ts';
import { defineCommand } from '../command-line/command.ts';
import { jsonFlag } from '../command-line/common-flags.ts';
import { oneOf, text, textSuch } from '../command-line/value-types.ts';

const add = defineCommand({
  name: 'add',
  mayLackConfig: true,
  summary: 'notify add',
  arguments: { kind: { summary: 'notifyKind', type: oneOf(notifyKinds) } },
  flags: {
    name: { summary: 'notifyName', value: 'name', type: text },
    url: { summary: 'notifyUrl', value: 'url', type: text },
    token: { summary: 'notifyToken', value: 'token', type: text },
    chat: { summary: 'notifyChat', value: 'id', type: text },
    secret: { summary: 'notifySecret', value: 'secret', type: text },
    stdin: { summary: 'notifyStdin' },
    events: { summary: 'notifyEvents', value: 'events', type: textSuch(usageEventKinds) },
    quietHours: { summary: 'notifyQuietHours', value: 'from-to', type: text },
    accountNames: { summary: 'notifyAccountNames' },
  },
  run: async (context, values) =>
    (await import('../commands/notify/add.ts')).notifyAdd(context, values),
});

const list = defineCommand({
  name: 'list',
  summary: 'notify list',
  flags: jsonFlag,
  run: async (context, { json }) =>
    (await import('../commands/notify/list.ts')).notifyList(context, { json }),
});

const test = defineCommand({
  name: 'test',
  summary: 'notify test',
  arguments: { names: { summary: 'notifyTargets', type: text, rest: true } },
  flags: jsonFlag,
  run: async (context, values) =>
    (await import('../commands/notify/test.ts')).notifyTest(context, values),
});

const remove = defineCommand({
  name: 'remove',
  summary: 'notify remove',
  arguments: { name: { summary: 'notifyTarget', type: text } },
  run: async (context, { name }) =>
    (await import('../commands/notify/remove.ts')).notifyRemove(context, name),
});

export const notify = defineCommand({
  name: 'notify',
  summary: 'notify',
  commands: [add, list, test, remove],
});
