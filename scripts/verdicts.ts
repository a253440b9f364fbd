import { messagesIn } from '../src/present/messages.ts';
import { usageView } from '../src/present/usage-view.ts';
import { verdictText } from '../src/present/verdict/verdict-text.ts';
import { scenarioNames } from '../src/simulator/scenarios.ts';
import { outcomeOf, scenarioNowMs } from '../test/support/scenario-outcome.ts';

// Prints what KimiBar answers in each scenario of the simulated Kimi, in both languages.

const outcomes = await Promise.all(scenarioNames.map(outcomeOf));
for (const [index, name] of scenarioNames.entries()) {
  const outcome = outcomes[index];
  if (outcome === undefined) continue;
  const view = usageView(outcome, { nowMs: scenarioNowMs, meters: 'left' });
  process.stdout.write(`${name}\n`);
  for (const language of ['en', 'zh-CN'] as const) {
    const { first, second, brief } = verdictText(view, messagesIn(language), 'UTC');
    process.stdout.write(`  ${first} | ${second} | ${brief}\n`);
  }
}
