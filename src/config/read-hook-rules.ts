import type { HookRule } from './hook-rule.ts';
import type { ConfigFile } from './settings-schema.ts';

const usualSeconds = 10;

type WrittenRule = NonNullable<NonNullable<ConfigFile['hooks']>['rules']>[number];

/** The rules of a config file's section `hooks`, in their order. */
export function readHookRules({ hooks }: Pick<ConfigFile, 'hooks'>): readonly HookRule[] {
  return (hooks?.rules ?? []).map(readRule);
}

function readRule({ on, window, command, args, timeoutSeconds }: WrittenRule): HookRule {
  const timeoutMs = Math.ceil((timeoutSeconds ?? usualSeconds) * 1000);
  return {
    on,
    ...(window === undefined || window === null ? {} : { window }),
    command,
    args: args ?? [],
    timeoutMs,
  };
}
