import { systemReason } from '../../../config/read-config-text.ts';
import { readDotfile, type Dotfile } from '../../../host/files/dotfile.ts';
import type { Messages } from '../../../present/messages/en.ts';
import type { TextEditor } from './text-change.ts';

/** A tool whose config gets a part of ours, and the path of that config. */
export type Tool = {
  readonly name: string;
  /** Possible paths of its config, the likeliest first; the first that exists is used. */
  readonly paths: readonly string[];
  readonly editor: TextEditor;
  /**
   * `create`: a missing file is created. `leave`: it is not, since a file with only our part would
   * replace the tool's defaults. `by-hand`: the file is never edited.
   */
  readonly policy: 'create' | 'leave' | 'by-hand';
  /** Permission bits of a file that is created. */
  readonly mode: number;
};

/** A tool with its config file, which may be missing (undefined) or unreadable. */
export type FoundTool = Tool & {
  readonly path: string;
  readonly file: Dotfile | 'not-text' | { readonly why: string } | undefined;
};

/** What KimiBar adds to a tool's config: a status line, an MCP server. */
export type Part = {
  readonly find: () => Promise<FoundTool>;
  /** Names its receipt in KimiBar's data folder: `statusline/tmux`. */
  readonly receipt: string;
  readonly words: PartWords;
  /** How to make the tool use it. */
  readonly next: string;
  /** The part names a program in a folder that may vanish. */
  readonly hasPath: boolean;
  /** Runs before the first change; false, after a sentence on stderr, if nothing may be changed. */
  readonly prepare?: (() => Promise<boolean>) | undefined;
};

export type PartWords = Omit<Messages['statuslineSetup'], 'next' | 'unknownFields'>;

/** Finds the tool's config file. */
export function findConfig(tool: Tool): FoundTool {
  for (const path of tool.paths) {
    const file = readOrCode(path);
    if (file !== undefined) return { ...tool, path, file };
  }
  return { ...tool, path: tool.paths[0] ?? '', file: undefined };
}

/** Narrows a found file to one that can be edited. */
export function isDotfile(file: FoundTool['file']): file is Dotfile {
  return typeof file === 'object' && 'realPath' in file;
}

function readOrCode(path: string): FoundTool['file'] {
  try {
    return readDotfile(path);
  } catch (error) {
    return { why: systemReason(error) };
  }
}
