import { createGenerator } from 'ts-json-schema-generator';

// The published JSON Schema of `kimibar usage --json`: what the types of its records say, and
// nothing else. Other keys may come.
const generator = createGenerator({
  path: `${import.meta.dirname}/../src/present/json/usage-record.ts`,
  tsconfig: `${import.meta.dirname}/../tsconfig.json`,
  type: 'UsageRecords',
  // The types are checked elsewhere.
  skipTypeCheck: true,
  additionalProperties: true,
});
process.stdout.write(`${JSON.stringify(generator.createSchema('UsageRecords'), undefined, 2)}\n`);
