import { createGenerator } from 'ts-json-schema-generator';

// Prints the published JSON Schema of `kimibar usage --json`, from the types of its records. More
// keys may be added later.
const generator = createGenerator({
  path: `${import.meta.dirname}/../src/present/json/usage-record.ts`,
  tsconfig: `${import.meta.dirname}/../tsconfig.json`,
  type: 'UsageRecords',
  // The types are checked by tsc.
  skipTypeCheck: true,
  additionalProperties: true,
});
process.stdout.write(`${JSON.stringify(generator.createSchema('UsageRecords'), undefined, 2)}\n`);
