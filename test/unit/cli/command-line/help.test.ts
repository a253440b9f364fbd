import assert from 'node:assert/strict';
import test from 'node:test';
import type { Command } from '../../../../src/cli/command-line/command.ts';
import { helpText } from '../../../../src/cli/command-line/help.ts';
import { program } from '../../../../src/cli/table/program.ts';
import { messagesIn } from '../../../../src/present/messages.ts';
import { displayWidth } from '../../../../src/present/words/columns.ts';

function paths(path: readonly Command[]): (readonly Command[])[] {
  const command = path.at(-1);
  return [path, ...(command?.commands ?? []).flatMap((child) => paths([...path, child]))];
}

test('help wraps at words, however narrow the terminal is', () => {
  for (const language of ['en', 'zh-CN'] as const) {
    const messages = messagesIn(language);
    for (const path of paths([program])) {
      const text = (width: number) => helpText(path, { messages, width });
      const words = text(1000).split(/\s+/);
      for (const width of [40, 50, 61, 80]) {
        const narrow = text(width);
        // Chinese breaks between any two characters.
        if (language === 'en') assert.deepEqual(narrow.split(/\s+/), words);
        else assert.equal(narrow.replaceAll(/\s/g, ''), words.join(''));
        for (const line of narrow.split('\n'))
          assert.ok(displayWidth(line) <= width || !line.trim().includes(' '), line);
      }
    }
  }
});
