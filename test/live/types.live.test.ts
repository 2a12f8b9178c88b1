/**
 * The types of real apps: the example app on every version, the app of every component, typed functions (server mode on
 * 6). All of them compile; a table says how many values have no type.
 */
import type { ChildProcess } from 'node:child_process'
import { afterAll, expect, inject, test } from 'vitest'
import { formatTable } from '../../bench/table.ts'
import type { GradioVersion } from '../../scripts/gradio-app.ts'
import { countTypes, typesOfApp } from '../../src/cli/types/endpoint-types.ts'
import { writeTypes } from '../../src/cli/types/write-types.ts'
import { type AppDescription, discoverApp, GradioClient } from '../../src/client/index.ts'
import { evaluateSchemas } from '../cli/evaluate-schemas.ts'
import { compileErrors, formatFaults } from '../cli/compile.ts'
import { startOwnApp } from './start-own-app.ts'

const shared = Object.entries(inject('gradio'))
const OWN: readonly (readonly [file: string, versions: readonly string[]])[] = [
  ['every_component.py', ['4', '5', '6']],
  ['typed.py', ['5', '6']],
]
const started: ChildProcess[] = []

afterAll(() => {
  for (const app of started) app.kill()
})

/** Endpoints of the example app that need nothing and end soon. */
const SHORT = ['/echo', '/chat', '/table', '/plot', '/media', '/many_inputs', '/stream_table', '/stream_json']

test.skipIf(shared.length === 0)('what apps send has the type that is written', { timeout: 300_000 }, async () => {
  const wrong: string[] = []
  const counts: string[] = []
  for (const [version, address] of shared) {
    const runs: (readonly [url: string, only: readonly string[] | null])[] = [[address, SHORT]]
    // It does not start on Gradio 3.
    if (version !== '3') runs.push([await start('every_component.py', version), null])
    for (const [url, only] of runs) {
      const client = new GradioClient({ backendUrl: null })
      const app = await client.discover(url)
      const types = typesOfApp(app)
      const schemas = evaluateSchemas(writeTypes(types, { zod: true }))
      const called = types.endpoints.filter(({ endpoint }) => only?.includes(endpoint) ?? endpoint.startsWith('/out_'))
      for (const { endpoint, name } of called) {
        const data = await dataOf(client, app, endpoint)
        const parsed = schemas[`${name.charAt(0).toLowerCase()}${name.slice(1).replace(/Endpoint$/, '')}Data`]?.safeParse(data)
        wrong.push(
          ...(parsed?.success === true
            ? []
            : [`${version} ${endpoint}: ${JSON.stringify(data)} ${parsed?.error?.message ?? 'has no schema'}`]),
        )
      }
      client.close()
      counts.push(`${version}: ${called.length}`)
    }
  }
  console.log(`Endpoints run, by version: ${counts.join(', ')}`)
  expect(wrong).toEqual([])
})

/** What a run sends at its end; the words of its error if it fails. */
async function dataOf(client: GradioClient, app: AppDescription, endpoint: string): Promise<unknown> {
  // Without a default on Gradio 3 and 4.
  const inputs = endpoint === '/many_inputs' ? { dropdown: 'red' } : {}
  return client.run(app, endpoint, inputs).catch((cause: unknown) => String(cause))
}

async function start(file: string, version: string): Promise<string> {
  // A key of what the versions are by.
  const { app, address } = await startOwnApp(file, version as GradioVersion)
  started.push(app)
  return address
}

test.skipIf(shared.length === 0)('types of real apps compile and are formatted', { timeout: 300_000 }, async () => {
  const apps = shared.map(([version, address]): readonly [string, string] => [`app.py on ${version}`, address])
  for (const [file, versions] of OWN) {
    for (const [version] of shared.filter(([one]) => versions.includes(one))) {
      apps.push([`${file} on ${version}`, await start(file, version)])
    }
  }
  const files: Record<string, string> = {}
  const rows: string[][] = []
  for (const [name, address] of apps) {
    const types = typesOfApp(await discoverApp(address, { backendUrl: null }))
    const again = typesOfApp(await discoverApp(address, { backendUrl: null }))
    const text = writeTypes(types, { zod: true, client: true, react: true })
    expect(writeTypes(again, { zod: true, client: true, react: true })).toBe(text)
    files[`${name.replaceAll(/\W+/g, '-')}.ts`] = text
    const counts = countTypes(types)
    expect(counts.endpoints).toBeGreaterThan(0)
    rows.push([name, String(counts.endpoints), String(counts.values), String(counts.unknown)])
  }
  console.log(formatTable(['app', 'endpoints', 'values', 'unknown'], rows))
  expect(compileErrors(files)).toEqual([])
  expect(formatFaults(files)).toBe('')
})
