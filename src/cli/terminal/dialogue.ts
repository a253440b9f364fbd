import {
  cancel,
  intro,
  isCancel,
  log,
  outro,
  select,
  S_BAR,
  S_STEP_ACTIVE,
  S_STEP_CANCEL,
  S_STEP_SUBMIT,
} from '@clack/prompts';
import type { Readable, Writable } from 'node:stream';
import { styleText } from 'node:util';
import { Failure } from '../../domain/failure.ts';
import { wrapText } from '../../present/words/columns.ts';
import { readHidden, type RawInput } from './read-hidden.ts';

export type Choice<T extends string> = {
  readonly value: T;
  readonly label: string;
  readonly hint?: string | undefined;
};

/** Questions and answers on the terminal, one below the other. Whoever gives up at a question throws `Failure('cancelled')`. */
export type Dialogue = {
  open(title: string): void;
  say(tone: 'plain' | 'good' | 'note' | 'bad', text: string): void;
  choose<T extends string>(question: string, choices: readonly Choice<T>[]): Promise<T>;
  /** What is typed or pasted, line breaks included; shown as dots with a count in words. */
  askHidden(question: string, count: (characters: number) => string): Promise<string>;
  close(text: string): void;
  /** The last line after somebody gave up. */
  giveUp(text: string): void;
};

export type DialogueStreams = {
  readonly input: Readable & RawInput;
  readonly output: Writable & { readonly columns?: number | undefined };
  readonly colour: boolean;
  readonly signal: AbortSignal;
};

/** A dialogue on a terminal. Nothing is drawn but on `output`; raw mode ends with each question. */
export function createDialogue({
  input,
  output: screen,
  colour,
  signal,
}: DialogueStreams): Dialogue {
  const output = colour ? screen : withoutColours(screen);
  const common = { input, output, signal };
  const fit = (text: string) => wrapText(text, Math.max(20, (screen.columns ?? 80) - 4)).join('\n');
  return {
    open: (title) => intro(title, common),
    say(tone, text) {
      const lines = text.split('\n').map(fit).join('\n');
      const shown = { ...common, spacing: 0 };
      if (tone === 'good') log.step(lines, { output });
      else if (tone === 'note') log.warn(lines, { output });
      else if (tone === 'bad') log.error(lines, { output });
      else log.message(lines, shown);
    },
    async choose<T extends string>(question: string, choices: readonly Choice<T>[]) {
      const answer = await select<string>({
        ...common,
        message: question,
        options: choices.map(({ hint, ...choice }) =>
          hint === undefined ? choice : { ...choice, hint },
        ),
        showInstructions: false,
      });
      if (isCancel(answer)) throw givenUp();
      const chosen = choices.find(({ value }) => value === answer);
      if (chosen === undefined) throw new Error('an answer that was not offered');
      return chosen.value;
    },
    async askHidden(question, count) {
      const bar = styleText('gray', S_BAR);
      const lines = fit(question).split('\n');
      output.write(
        `${bar}\n${styleText('cyan', S_STEP_ACTIVE)}  ${lines.join(`\n${styleText('cyan', S_BAR)}  `)}\n`,
      );
      const show = (characters: number) => {
        const dots = '•'.repeat(Math.min(characters, 24));
        output.write(
          `\r\u001B[2K${bar}  ${characters === 0 ? '' : `${dots} ${styleText('dim', count(characters))}`}`,
        );
      };
      show(0);
      const text = await readHidden(input, {
        show,
        escape: (sequence) => void screen.write(sequence),
        signal,
      });
      // The mark before the question says that it is over.
      const mark =
        text === undefined ? styleText('red', S_STEP_CANCEL) : styleText('green', S_STEP_SUBMIT);
      output.write(`\r\u001B[${lines.length}A${mark}\u001B[${lines.length}B\n`);
      if (text === undefined) throw givenUp();
      return text;
    },
    close: (text) => outro(text, common),
    giveUp: (text) => cancel(text, common),
  };
}

function givenUp(): Failure {
  return new Failure('cancelled', 'the person gave up at a question');
}

// oxlint-disable-next-line no-control-regex
const colours = /\u001B\[[\d;]*m/g;

/** The same screen, on which colours are left out and everything else stays. */
function withoutColours<T extends Writable>(screen: T): T {
  const write = (text: unknown, ...rest: never[]): boolean =>
    screen.write(typeof text === 'string' ? text.replace(colours, '') : text, ...rest);
  return Object.create(screen, { write: { value: write } }) as T;
}
