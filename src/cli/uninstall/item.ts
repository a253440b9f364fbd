import type { Messages } from '../../present/messages/en.ts';

/** Something that KimiBar put somewhere. */
export type Item = {
  readonly kind: keyof Messages['uninstall']['items'];
  /** Whose it is, if there may be several of a kind: `tmux`. */
  readonly of?: string | undefined;
  readonly path: string;
  /** Prints what it did. Exit code 0 if nothing of it is left. */
  readonly remove: () => Promise<number>;
};
