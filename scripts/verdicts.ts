import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { messagesIn } from '../src/present/messages.ts';
import { usageView } from '../src/present/usage-view.ts';
import { verdictText } from '../src/present/verdict/verdict-text.ts';
import { scenarioNames } from '../src/simulator/scenarios.ts';
import { outcomeOf, scenarioNowMs } from '../test/support/scenario-outcome.ts';

// Writes docs/verdicts.md: what KimiBar answers in each scenario of the simulated Kimi, in both
// languages. `npx node scripts/verdicts.ts`

const rows: string[] = [];
// One after the other: together they would be too slow for the timeout on a busy machine.
for (const name of scenarioNames) {
  const outcome = await outcomeOf(name);
  const view = usageView(outcome, { nowMs: scenarioNowMs, meters: 'left' });
  const [english, chinese] = (['en', 'zh-CN'] as const).map((language) =>
    // The simulator's port is another one each time.
    verdictText(view, messagesIn(language), 'UTC').whole.replaceAll(/(127\.0\.0\.1):\d+/g, '$1'),
  );
  rows.push(`| \`${name}\` | ${english} | ${chinese} |`);
}
const page = `# What KimiBar answers

The verdict in every scenario of \`kimibar demo\`, on Saturday, 28 November 2026, at 15:12 UTC, without
any history. Written by \`npx node scripts/verdicts.ts\`.

| scenario | English | 简体中文 |
|---|---|---|
${rows.join('\n')}
`;
writeFileSync(join(import.meta.dirname, '..', 'docs', 'verdicts.md'), page);
