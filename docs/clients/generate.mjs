// Writes src/generated/: the types of the operations, the operations themselves, and the manifest (hash -> document)
// that a server in trusted-only mode loads.
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { codegen } from '@graphql-codegen/core';
import * as typescriptOperations from '@graphql-codegen/typescript-operations';
import { buildSchema, parse, print, validate } from 'graphql';

const at = (path) => new URL(path, import.meta.url);
const sdl = readFileSync(at('../../LearnerGraph.Api/schema.graphql'), 'utf8');
const document = parse(readFileSync(at('src/operations.graphql'), 'utf8'));
const problems = validate(buildSchema(sdl), document);
if (problems.length > 0) throw new Error(problems.join('\n'));

mkdirSync(at('src/generated/'), { recursive: true });
const text = { input: 'string', output: 'string' };
const types = await codegen({
  filename: 'types.ts',
  schema: parse(sdl),
  documents: [{ location: 'operations.graphql', document }],
  plugins: [{ operations: {} }],
  pluginMap: { operations: typescriptOperations },
  config: {
    enumsAsTypes: true,
    scalars: { DateTime: text, Date: text, Duration: text, UUID: text, JSON: 'unknown', Long: 'number' },
  },
});

const manifest = {};
let operations = "import type * as t from './types.ts';\nimport type { Operation } from '../client.ts';\n";
for (const definition of document.definitions) {
  const name = definition.name.value;
  const source = print(definition);
  const hash = createHash('sha256').update(source).digest('hex');
  const kind = definition.operation[0].toUpperCase() + definition.operation.slice(1);
  manifest[hash] = source;
  operations += `\nexport const ${name}: Operation<t.${name}${kind}, t.${name}${kind}Variables> = `
    + `${JSON.stringify({ name, hash, source }, null, 2)};\n`;
}
writeFileSync(at('src/generated/types.ts'), types);
writeFileSync(at('src/generated/operations.ts'), operations);
writeFileSync(at('src/generated/operations.json'), JSON.stringify(manifest, null, 2) + '\n');
console.log(`${Object.keys(manifest).length} operations, ${types.split('\n').length} lines of types`);
