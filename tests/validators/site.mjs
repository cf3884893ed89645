// Every document of the API of a built site against the schema that it names, by ajv in strict mode.
// Usage: node site.mjs PUBLIC
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import Ajv from 'ajv/dist/2020.js';
import formats from 'ajv-formats';

const api = join(process.argv[2], 'api/v1');
const read = path => JSON.parse(readFileSync(path, 'utf8'));
const ajv = new Ajv.default({ strict: true, allErrors: true });
formats.default(ajv);

const schemas = new Map();
for (const name of readdirSync(join(api, 'schema'))) {
  const schema = read(join(api, 'schema', name));
  schemas.set(schema.$id, ajv.compile(schema));
}
let judged = 0;
const used = new Set();
for (const path of readdirSync(api, { recursive: true })) {
  if (!path.endsWith('.json') || path.startsWith('schema')) continue;
  const document = read(join(api, path));
  if (!document.$schema) continue; // the description of the API itself
  const fits = schemas.get(document.$schema);
  if (!fits) throw new Error(`${path}: no schema has the id ${document.$schema}`);
  if (!fits(document)) throw new Error(`${path}: ${ajv.errorsText(fits.errors)}`);
  used.add(document.$schema);
  judged += 1;
}
const idle = [...schemas.keys()].filter(id => !used.has(id));
if (judged < 100 || idle.length) throw new Error(`${judged} documents, and none of ${idle}`);
