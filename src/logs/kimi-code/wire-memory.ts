import { isOneOf, isRecordOf, isShape, isText, optional } from '../../domain/shape.ts';
import type { WorkOrigin } from '../../domain/token-use.ts';
import type { ModelSource } from './model-source.ts';

/** What a wire's reader remembers between two readings. */
export interface WireMemory {
  /** The model's real name of each alias, from the latest request. */
  models: Record<string, string>;
  /** Whose quota each alias used when it was first seen here: it may be re-pointed later. */
  sources: Record<string, ModelSource>;
  lastAlias?: string | undefined;
  origin?: WorkOrigin | undefined;
}

export const isMemory = isShape<WireMemory>({
  models: (value): value is Record<string, string> => isRecordOf(isText)(value),
  sources: (value): value is Record<string, ModelSource> =>
    isRecordOf(
      isShape<ModelSource>({
        provider: isText,
        certainty: isOneOf('exact', 'probable'),
        model: optional(isText),
      }),
    )(value),
  lastAlias: optional(isText),
  origin: optional(isOneOf('attended', 'unattended')),
});

/** The origin of the latest turn that a reader remembers. */
export function originIn(memory: string | undefined): WorkOrigin | undefined {
  const kept: unknown = memory === undefined ? undefined : JSON.parse(memory);
  return isMemory(kept) ? kept.origin : undefined;
}
