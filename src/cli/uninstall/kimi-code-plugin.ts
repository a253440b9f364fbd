import { join } from 'node:path';
import { isObject } from '../../domain/shape.ts';
import { readDotfile, writeDotfile } from '../../host/files/dotfile.ts';
import { readJson } from '../../host/files/try-read.ts';
import { kimiCodeHome } from '../../host/user-folders.ts';
import type { CommandContext } from '../command-context.ts';
import type { Item } from './item.ts';

const pluginId = 'kimibar';

/** KimiBar's plugin, as Kimi Code's `/plugins install` left it: a folder, and an entry in a list. */
export function kimiCodePlugin({ host, terminal, messages }: CommandContext): readonly Item[] {
  const folder = join(kimiCodeHome(host), 'plugins');
  const listPath = join(folder, 'installed.json');
  const entry = pluginsIn(readJson(host.files, listPath)).find(isOurs);
  if (entry === undefined) return [];
  const path = join(folder, 'managed', pluginId);
  const remove = async (): Promise<number> => {
    const file = readDotfile(listPath);
    if (typeof file === 'object') {
      const list: unknown = JSON.parse(file.text);
      const plugins = pluginsIn(list).filter((plugin) => !isOurs(plugin));
      const text = `${JSON.stringify({ ...(isObject(list) ? list : {}), plugins }, undefined, 2)}\n`;
      await writeDotfile(file.realPath, text, { mode: file.mode, before: file });
    }
    await host.files.remove(path);
    terminal.out(messages.uninstall.removed(path));
    return 0;
  };
  return [{ kind: 'plugin', path, remove }];
}

function pluginsIn(list: unknown): readonly unknown[] {
  return isObject(list) && Array.isArray(list['plugins']) ? list['plugins'] : [];
}

function isOurs(plugin: unknown): boolean {
  return isObject(plugin) && plugin['id'] === pluginId;
}
