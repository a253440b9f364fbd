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

/** Of the bar at the left, with its gap. */
const barColumns = 4;
const minColumns = 20;
const maxDots = 24;

export type Choice<T extends string> = {
  readonly value: T;
  readonly label: string;
  readonly hint?: string | undefined;
};

type HiddenQuestion = {
  readonly lines: readonly string[];
  characters: number;
  readonly count: (characters: number) => string;
};

type Tone = 'plain' | 'good' | 'note' | 'bad';

/**
 * Questions and answers on the terminal, one below the other. A question throws
 * `Failure('cancelled')` if the user gives up.
 */
export type Dialogue = {
  open(title: string): void;
  say(tone: Tone, text: string): void;
  choose<T extends string>(question: string, choices: readonly Choice<T>[]): Promise<T>;
  /**
   * Returns the text that is typed or pasted, line breaks included. It is shown as dots with a
   * count.
   */
  askHidden(question: string, count: (characters: number) => string): Promise<string>;
  close(text: string): void;
  /** The last line after the user gave up. */
  giveUp(text: string): void;
};

export type DialogueStreams = {
  readonly input: Readable & RawInput;
  readonly output: Writable & { readonly columns?: number | undefined };
  readonly colour: boolean;
  readonly signal: AbortSignal;
};

/** A dialogue on a terminal. Draws on `output` only; raw mode ends with each question. */
export class TerminalDialogue implements Dialogue {
  readonly #streams: DialogueStreams;
  readonly #output: DialogueStreams['output'];
  readonly #common: Pick<DialogueStreams, 'input' | 'output' | 'signal'>;
  /** The question that waits for hidden input; its last line shows the dots. */
  #question: HiddenQuestion | undefined;

  constructor(streams: DialogueStreams) {
    const { input, output, colour, signal } = streams;
    this.#streams = streams;
    this.#output = colour ? output : withoutColours(output);
    this.#common = { input, output: this.#output, signal };
  }

  open(title: string): void {
    intro(title, this.#common);
  }

  say(tone: Tone, text: string): void {
    const question = this.#question;
    if (question !== undefined) this.#eraseQuestion(question);
    this.#print(tone, text);
    if (question !== undefined) this.#drawQuestion(question);
  }

  #print(tone: Tone, text: string): void {
    const lines = text
      .split('\n')
      .map((line) => this.#wrap(line))
      .join('\n');
    const output = this.#output;
    if (tone === 'good') log.step(lines, { output });
    else if (tone === 'note') log.warn(lines, { output });
    else if (tone === 'bad') log.error(lines, { output });
    else log.message(lines, { ...this.#common, spacing: 0 });
  }

  async choose<T extends string>(message: string, choices: readonly Choice<T>[]): Promise<T> {
    const answer = await select<string>({
      ...this.#common,
      message,
      options: choices.map(({ hint, ...choice }) =>
        hint === undefined ? choice : { ...choice, hint },
      ),
      showInstructions: false,
    });
    if (isCancel(answer)) throw givenUp();
    const chosen = choices.find(({ value }) => value === answer);
    if (chosen === undefined) throw new Error('an answer that was not offered');
    return chosen.value;
  }

  async askHidden(question: string, count: (characters: number) => string): Promise<string> {
    const { input, output: screen, signal } = this.#streams;
    const asked: HiddenQuestion = { lines: this.#wrap(question).split('\n'), characters: 0, count };
    const text = await readHidden(input, {
      ask: () => {
        this.#question = asked;
        this.#drawQuestion(asked);
      },
      show: (characters) => {
        asked.characters = characters;
        this.#drawDots(asked);
      },
      escape: (sequence) => void screen.write(sequence),
      signal,
    });
    if (this.#question === undefined) throw givenUp();
    this.#question = undefined;
    this.#drawMark(asked.lines.length, text !== undefined);
    if (text === undefined) throw givenUp();
    return text;
  }

  close(text: string): void {
    outro(text, this.#common);
  }

  giveUp(text: string): void {
    cancel(text, this.#common);
  }

  #wrap(text: string): string {
    const { columns = 80 } = this.#streams.output;
    return wrapText(text, Math.max(minColumns, columns - barColumns)).join('\n');
  }

  #drawQuestion(question: HiddenQuestion): void {
    const active = styleText('cyan', S_STEP_ACTIVE);
    const text = question.lines.join(`\n${styleText('cyan', S_BAR)}  `);
    this.#output.write(`${styleText('gray', S_BAR)}\n${active}  ${text}\n`);
    this.#drawDots(question);
  }

  /** The bar above it, its lines, and the dots. */
  #eraseQuestion({ lines }: HiddenQuestion): void {
    this.#output.write(`\r\u001B[${lines.length + 1}A\u001B[J`);
  }

  /** Replaces the current line. */
  #drawDots({ characters, count }: HiddenQuestion): void {
    const dots = '•'.repeat(Math.min(characters, maxDots));
    const text = characters === 0 ? '' : `${dots} ${styleText('dim', count(characters))}`;
    this.#output.write(`\r\u001B[2K${styleText('gray', S_BAR)}  ${text}`);
  }

  /** Marks the question, some lines up, as answered or given up. */
  #drawMark(linesUp: number, isAnswered: boolean): void {
    const mark = isAnswered ? styleText('green', S_STEP_SUBMIT) : styleText('red', S_STEP_CANCEL);
    this.#output.write(`\r\u001B[${linesUp}A${mark}\u001B[${linesUp}B\n`);
  }
}

function givenUp(): Failure {
  return new Failure('cancelled', 'the user gave up at a question');
}

// oxlint-disable-next-line no-control-regex
const colours = /\u001B\[[\d;]*m/g;

/** The same stream without colours; other escape sequences stay. */
function withoutColours<T extends Writable>(screen: T): T {
  const write = (text: unknown, ...rest: never[]): boolean =>
    screen.write(typeof text === 'string' ? text.replace(colours, '') : text, ...rest);
  return Object.create(screen, { write: { value: write } }) as T;
}
