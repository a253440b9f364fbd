import { createGenerator } from 'ts-json-schema-generator';

// Prints a published JSON Schema, from the types of its records: `usage` (the default) is that of
// `kimibar usage --json`, `breakdown` that of `kimibar breakdown --json`. More keys may be added later.
const published = {
  usage: { file: 'present/json/usage-record.ts', type: 'UsageRecords' },
  breakdown: { file: 'domain/breakdown-record.ts', type: 'BreakdownRecord' },
};
const { file, type } = process.argv[2] === 'breakdown' ? published.breakdown : published.usage;
const generator = createGenerator({
  path: `${import.meta.dirname}/../src/${file}`,
  tsconfig: `${import.meta.dirname}/../tsconfig.json`,
  type,
  // The types are checked by tsc.
  skipTypeCheck: true,
  additionalProperties: true,
});
process.stdout.write(`${JSON.stringify(generator.createSchema(type), undefined, 2)}\n`);
