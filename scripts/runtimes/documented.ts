/** The programs that docs/mounting shows for a runtime, run by it: each serves a relay, through which an app is run. */
import type { ChildProcess } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { rolldown } from 'rolldown'
import { GradioClient } from '../../src/client/index.ts'
import { serveScenarios } from '../../src/testing/index.ts'
import { captionApp, DOCUMENTED_APP } from '../../test/docs/caption-app.ts'
import { allSnippets, fileOf } from '../../test/docs/snippets.ts'
import { freePort } from '../gradio-app.ts'
import type { Fact } from './checks.ts'

/**
 * Runs every snippet with the word `bun=/path` or `deno=/path`.
 * @param start - starts a file in the runtime
 */
export async function runDocumented(runtime: string, folder: string, start: (file: string) => ChildProcess): Promise<readonly Fact[]> {
  const word = `${runtime}=`
  const snippets = allSnippets().filter(({ words }) => words.some((each) => each.startsWith(word)))
  const facts: Fact[] = []
  for (const snippet of snippets) {
    const app = await serveScenarios(captionApp())
    const port = await freePort()
    const code = snippet.code.replaceAll(DOCUMENTED_APP, app.url).replaceAll('3000', String(port))
    const service = start(await bundled(join(folder, fileOf(snippet)), code))
    const path = snippet.words.find((each) => each.startsWith(word))?.slice(word.length)
    const client = new GradioClient({ backendUrl: `http://127.0.0.1:${port}${path}` })
    const seen = await untilUp(`http://127.0.0.1:${port}${path}/healthz`, service)
      .then(() => client.run('caption', '/predict', { prompt: 'A lighthouse at dusk' }))
      .then(String, String)
    client.close()
    service.kill('SIGKILL')
    await app.close()
    facts.push({ what: `runs ${snippet.document}:${snippet.line}`, holds: seen === 'A lighthouse at dusk, in 4 steps', seen })
  }
  return facts
}

/** The snippet with the built packages. It lies in the repository first, where the packages are found. */
async function bundled(folder: string, code: string): Promise<string> {
  mkdirSync('.snippets/runtimes', { recursive: true })
  const input = './.snippets/runtimes/input.ts'
  writeFileSync(input, code)
  const build = await rolldown({ input, platform: 'neutral', resolve: { mainFields: ['module', 'main'] }, logLevel: 'silent' })
  await build.write({ dir: folder, entryFileNames: 'main.mjs', format: 'esm' })
  await build.close()
  return join(folder, 'main.mjs')
}

async function untilUp(url: string, service: ChildProcess): Promise<void> {
  while (!(await fetch(url).catch(() => null))?.ok) {
    if (service.exitCode !== null) throw new Error('It ended before it served.')
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
}
