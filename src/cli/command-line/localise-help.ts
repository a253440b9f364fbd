import { Help, type Argument, type Command, type Option } from 'commander';
import { displayWidth } from '../../present/words/display-width.ts';
import type { Messages } from '../../present/messages/en.ts';

/** Commander's own words in its help, replaced by those of the catalogue. */
export function localiseHelp(command: Command, { help }: Messages): Command {
  const { headings } = help;
  const titles: Readonly<Record<string, string>> = {
    'Usage:': headings.usage,
    'Options:': headings.options,
    'Global Options:': headings.globalOptions,
    'Commands:': headings.commands,
    'Arguments:': headings.arguments,
  };
  return command.configureHelp({
    // What a command is about comes first, what all commands know after it.
    visibleOptions: (shown) => {
      const options = new Help().visibleOptions(shown);
      return [...options.filter((option) => !isCommon(option)), ...options.filter(isCommon)];
    },
    displayWidth: (text) => displayWidth(text),
    // Every command has options: said once, above.
    subcommandTerm: (shown) => new Help().subcommandTerm(shown).replace(' [options]', ''),
    styleTitle: (title) => titles[title] ?? title,
    commandUsage: (shown) =>
      new Help()
        .commandUsage(shown)
        .replaceAll('[options]', help.optionsPlaceholder)
        .replaceAll('[command]', help.commandPlaceholder),
    optionDescription: (option) => described(option, help),
    argumentDescription: (argument) => described(argument, help),
  });
}

/** A description with the words it takes and what holds without it. */
function described(
  { description, argChoices, defaultValue, defaultValueDescription }: Option | Argument,
  help: Messages['help'],
): string {
  const facts = [
    ...(argChoices === undefined ? [] : [help.choices(argChoices.join(', '))]),
    ...(typeof defaultValue === 'boolean' || defaultValue === undefined
      ? []
      : [help.defaultValue(defaultValueDescription ?? String(defaultValue))]),
  ];
  return facts.length === 0 ? description : description + help.inBrackets(facts);
}

function isCommon({ long }: Option): boolean {
  return ['--no-color', '--config', '--lang', '--verbose', '--version', '--help'].includes(
    long ?? '',
  );
}
