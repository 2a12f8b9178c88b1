/**
 * The entries in a server component, which React loads under the condition `react-server`: its React has no
 * `createContext` and no state, so a module that needs them must say `"use client"`, and one that says so gives its
 * importers references only. `ENTRIES=built` takes what `npm run build` made (`npm run test:installs`).
 */
import { execFile } from 'node:child_process'
import { globSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'

const ROOT = fileURLToPath(new URL('../..', import.meta.url))
const isBuilt = process.env.ENTRIES === 'built'
const loader = fileURLToPath(new URL('server-components-loader.ts', import.meta.url))

/** What a script prints that is run as a server component would be. */
async function runOnServer(script: string): Promise<unknown> {
  const flags = [
    '--conditions=react-server',
    ...(isBuilt ? [] : ['--conditions=gradio-stream-source']),
    '--disable-warning=ExperimentalWarning',
    '--import',
    loader,
  ]
  const { stdout } = await promisify(execFile)(process.execPath, [...flags, '--input-type=module', '--eval', script], {
    cwd: ROOT,
  })
  return JSON.parse(stdout)
}

test.each(['react-gradio-stream', '@gradio-stream/hooks'])(
  '%s runs no client module in a server component',
  { timeout: 60_000 },
  async (entry) => {
    const read = await runOnServer(`
    const entry = await import('${entry}')
    const react = await import('react')
    const isReference = (name) => typeof entry[name] === 'function' && entry[name].isClientReference === true
    console.log(JSON.stringify({
      isServerReact: react.createContext === undefined,
      components: Object.keys(entry).filter((name) => /^(use[A-Z]|Gradio(?!StreamError)|Process|default)/.test(name) && !isReference(name)),
      references: Object.keys(entry).filter((name) => !/^(use[A-Z]|Gradio(?!StreamError)|Process|default|createPlotOutput)/.test(name) && isReference(name)),
      key: entry.gradioKeys.discovery(null, 'owner/space'),
      error: entry.isGradioStreamError(new entry.GradioStreamError('aborted', { message: 'Stopped.' })),
      prefetch: typeof entry.prefetchDiscovery,
    }))
  `)
    expect(read).toEqual({
      isServerReact: true,
      components: [],
      references: [],
      key: ['gradio', 'discovery', null, 'owner/space'],
      error: true,
      prefetch: 'function',
    })
  },
)

test('messages, formats and values of a link are plain objects in a server component; parts have names', { timeout: 60_000 }, async () => {
  const read = await runOnServer(`
    const { createFormats, en, mergeMessages, ProcessForm, ProcessSubmit, GradioProcess, valuesFromLink } = await import('react-gradio-stream')
    const { de } = await import('react-gradio-stream/messages/de')
    let dot = 'read'
    try { void GradioProcess.Form } catch { dot = 'refused' }
    console.log(JSON.stringify({
      run: [en.actions.run, mergeMessages(en, { actions: { run: 'Go' } }).actions.run, de.actions.run],
      number: createFormats('de').number(1234.5),
      parts: [ProcessForm.isClientReference, ProcessSubmit.isClientReference],
      dot,
      link: valuesFromLink(new URLSearchParams('a=1'), { parameters: [{ name: 'a', component: 'textbox', props: {}, schema: {} }] }),
    }))
  `)
  expect(read).toEqual({ run: ['Run', 'Go', 'Starten'], number: '1.234,5', parts: [true, true], dot: 'refused', link: { a: '1' } })
})

test('client, relay and scenarios load in a server component', { timeout: 60_000 }, async () => {
  const read = await runOnServer(`
    const [client, relay, testing] = await Promise.all(['client', 'relay', 'testing'].map((name) => import('@gradio-stream/' + name)))
    const hooks = await import('@gradio-stream/hooks')
    console.log(JSON.stringify([
      new client.GradioClient({ backendUrl: null }).runs.size,
      typeof relay.createGradioRelay({ apps: {}, sse: true }).fetch,
      typeof testing.createScenarioServer().fetch,
      hooks.GradioStreamError === client.GradioStreamError,
    ]))
  `)
  expect(read).toEqual([0, 'function', 'function', true])
})

test.runIf(isBuilt)('the same modules say "use client" before and after the build', () => {
  const before = clientModules('src/*/**/*.{ts,tsx}', ['src/*/dist/**'])
  expect(before).toContain('src/react/process/named-parts')
  expect(clientModules('src/*/dist/**/*.js', []).map((path) => path.replace('/dist/', '/'))).toEqual(before)
})

/** Paths without their endings of the modules that begin with `"use client"`. */
function clientModules(pattern: string, exclude: readonly string[]): string[] {
  return globSync(pattern, { cwd: ROOT, exclude })
    .filter((path) => /^(?:\s|\/\*[\s\S]*?\*\/|\/\/.*)*['"]use client['"]/.test(readFileSync(`${ROOT}/${path}`, 'utf8')))
    .map((path) => path.replaceAll('\\', '/').replace(/\.(tsx?|js)$/, ''))
    .toSorted()
}
