// Makes src/api/schema.d.ts of the API's document, with its times as texts (the document says their format alone).
import { readFile, writeFile } from 'node:fs/promises';
import openapiTS, { astToString } from 'openapi-typescript';
import ts from 'typescript';

const text = ts.factory.createKeywordTypeNode(ts.SyntaxKind.StringKeyword);
const nothing = ts.factory.createLiteralTypeNode(ts.factory.createNull());
const document = JSON.parse(await readFile(new URL('../docs/api/openapi.json', import.meta.url), 'utf8'));
const types = await openapiTS(document, {
  alphabetize: true,
  defaultNonNullable: false,
  transform: (schema) => (schema.format === 'date-time' ? ts.factory.createUnionTypeNode([text, nothing]) : undefined),
});
await writeFile(new URL('src/api/schema.d.ts', import.meta.url), astToString(types));
