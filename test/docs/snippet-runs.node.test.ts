/**
 * Snippets that say `run` are programs: Node runs them to their end against a scenario server, and what their comments
 * `// → text` say is printed, in that order. Those that say `serve=/path` listen on port 3000 and hold a relay at that
 * path: a client runs the app through it. Address and port are put in place of the written ones.
 */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { GradioClient } from '@gradio-stream/client'
import { serveScenarios } from '@gradio-stream/testing'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { freePort } from '../../scripts/gradio-app.ts'
import { captionApp, DOCUMENTED_APP } from './caption-app.ts'
import { allSnippets, fileOf, type Snippet } from './snippets.ts'

const FOLDER = '.snippets/run'
let app: Awaited<ReturnType<typeof serveScenarios>>

beforeAll(async () => {
  app = await serveScenarios(captionApp())
  mkdirSync(FOLDER, { recursive: true })
})
afterAll(() => app.close())

const programs = allSnippets().filter(({ language }) => language === 'ts')
const named = (found: readonly Snippet[]) => found.map((snippet) => ({ name: `${snippet.document}:${snippet.line}`, snippet }))

/** Starts a snippet in Node, which strips its types. */
function start(snippet: Snippet, port: number): ChildProcess {
  const file = join(FOLDER, fileOf(snippet))
  writeFileSync(file, snippet.code.replaceAll(DOCUMENTED_APP, app.url).replaceAll('3000', String(port)))
  return spawn(process.execPath, ['--conditions=gradio-stream-source', '--disable-warning=ExperimentalWarning', file])
}

/** What a program has printed, as it grows. */
function outputOf(program: ChildProcess): { text: string } {
  const output = { text: '' }
  for (const stream of [program.stdout, program.stderr]) stream?.setEncoding('utf8').on('data', (text: string) => (output.text += text))
  return output
}

test.each(named(programs.filter(({ words }) => words.includes('run'))))('$name runs and prints what it says', async ({ snippet }) => {
  const program = start(snippet, 0)
  const output = outputOf(program)
  const [code] = await once(program, 'close')
  expect(code, output.text).toBe(0)
  const promised = [...snippet.shown.matchAll(/\/\/ → (.+)/gu)].map(([, text = '']) => text)
  expect(promised).not.toEqual([])
  let from = 0
  for (const text of promised) {
    const at = output.text.indexOf(text, from)
    expect(at, `"${text}" in:\n${output.text}`).toBeGreaterThanOrEqual(from)
    from = at + text.length
  }
})

const serving = programs.filter(({ words }) => words.some((word) => word.startsWith('serve=')))

test.each(named(serving))('$name serves a relay that runs the app', async ({ snippet }) => {
  const port = await freePort()
  const program = start(snippet, port)
  const output = outputOf(program)
  try {
    const path = snippet.words.find((word) => word.startsWith('serve='))?.slice('serve='.length)
    const base = `http://localhost:${port}${path}`
    await expect.poll(() => isUp(`${base}/healthz`), { timeout: 20_000, message: output.text }).toBe(true)
    const client = new GradioClient({ backendUrl: base })
    const end = await client.run('caption', '/predict', { prompt: 'A lighthouse at dusk' })
    expect(end).toEqual(['A lighthouse at dusk, in 4 steps'])
    client.close()
  } finally {
    program.kill()
  }
})

async function isUp(url: string): Promise<boolean> {
  return fetch(url).then(
    ({ ok }) => ok,
    () => false,
  )
}
