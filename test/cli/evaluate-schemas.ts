/** The zod schemas of a file of types, as values. */
import { stripTypeScriptTypes } from 'node:module'
import { runInThisContext } from 'node:vm'
import * as z from 'zod'

/** All constants of the file that are schemas, by name. */
export function evaluateSchemas(code: string): Readonly<Record<string, z.ZodType>> {
  const body = stripTypeScriptTypes(code)
    .replaceAll(/^import[\s\S]*? from '.*'$/gm, '')
    .replaceAll(/^export /gm, '')
  const names = [...body.matchAll(/^const (\w+)/gm)].map(([, name]) => name)
  // Written by the code under test: constants that are schemas.
  return runInThisContext(`(z) => { ${body}; return { ${names.join(', ')} } }`)(z) as Readonly<Record<string, z.ZodType>>
}
