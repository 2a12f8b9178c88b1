/** `gradio-stream types`: writes the types of an app's endpoints, or says what has changed since they were written. */
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import { FINE, FOUND, UsageError } from '../exit-codes.ts'
import { findApp } from '../find-app.ts'
import type { ReachOptions } from '../find-app.ts'
import { writeJson } from '../terminal.ts'
import type { Terminal } from '../terminal.ts'
import { differences } from './differences.ts'
import { countTypes, typesOfApp } from './endpoint-types.ts'
import { writeTypes } from './write-types.ts'

/** Options of the command, as commander reads them. */
export interface TypesOptions extends ReachOptions {
  readonly out?: string
  readonly check?: boolean
  readonly json?: boolean
  readonly zod?: boolean
  readonly react?: boolean
  readonly client?: boolean
}

/** Runs the command. Resolves with its exit code. */
export async function runTypes(address: string, options: TypesOptions, terminal: Terminal): Promise<number> {
  const { out, check = false, json = false, zod = false, react = false, client = false } = options
  if (check && out === undefined) throw new UsageError('--check needs --out: the file that was written before.')
  const types = typesOfApp(await findApp(address, options, terminal))
  const text = writeTypes(types, { zod, react, client })
  const counts = countTypes(types)
  if (out === undefined) {
    if (json) writeJson(terminal, { ...counts, text })
    else terminal.out(text)
    return FINE
  }
  const before = await readBefore(out)
  const changed = differences(before ?? '', text)
  if (check && before === null) throw new UsageError(`There is no ${out} to check. Write it first, without --check.`)
  if (!check && before !== text) {
    await mkdir(dirname(out), { recursive: true })
    await writeFile(out, text)
  }
  const result = check ? (changed.length > 0 ? 'changed' : 'same') : before === text ? 'same' : 'written'
  if (json) writeJson(terminal, { file: out, result, ...counts, differences: check ? changed : [] })
  else
    terminal.out(
      check
        ? report(out, changed)
        : `${out}: ${result}, ${counts.endpoints} endpoints, ${counts.unknown} of ${counts.values} values unknown.\n`,
    )
  return check && changed.length > 0 ? FOUND : FINE
}

/** The file as it is; `null` if there is none. */
async function readBefore(path: string): Promise<string | null> {
  try {
    return (await readFile(path, 'utf8')).replaceAll('\r\n', '\n')
  } catch (cause) {
    if (cause instanceof Error && 'code' in cause && cause.code === 'ENOENT') return null
    throw new UsageError(`${path} cannot be read: ${cause instanceof Error ? cause.message : String(cause)}.`)
  }
}

function report(out: string, changed: ReturnType<typeof differences>): string {
  if (changed.length === 0) return `${out}: the app is as it was.\n`
  const blocks = changed.map(({ within, lines }) => `${within}\n${lines.map((line) => `  ${line}`).join('\n')}`)
  return `${out}: the app has changed. - is in the file, + is in the app.\n\n${blocks.join('\n\n')}\n\nWrite the file again without --check.\n`
}
