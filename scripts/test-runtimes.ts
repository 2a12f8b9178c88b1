/**
 * `npm run test:runtimes`: the built client and the built relay in Bun, Deno and workerd, in front of a scenario server
 * of this process. What the runtimes are made of comes from npm on first use, pinned below, into `.runtimes`. Needs
 * `npm run build`.
 */
import { spawn, spawnSync, type ChildProcess } from 'node:child_process'
import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { rolldown } from 'rolldown'
import { GradioClient } from '../src/client/index.ts'
import { createScenarioServer, serveScenarios } from '../src/testing/index.ts'
import { freePort } from './gradio-app.ts'
import { checkClient, type Fact } from './runtimes/checks.ts'
import { runDocumented } from './runtimes/documented.ts'

const ROOT = join(import.meta.dirname, '..')
const CACHE = join(ROOT, '.runtimes')

interface Runtime {
  readonly name: 'bun' | 'deno' | 'workerd'
  /** Packages whose files are the programs: nothing of them is run to install them. */
  readonly package: string
  readonly version: string
  readonly program: string
}

const RUNTIMES: readonly Runtime[] = [
  { name: 'bun', package: '@oven/bun-linux-x64', version: '1.4.5', program: 'bin/bun' },
  { name: 'deno', package: '@deno/linux-x64-glibc', version: '2.9.6', program: 'deno' },
  { name: 'workerd', package: '@cloudflare/workerd-linux-64', version: '1.20261117.1', program: 'bin/workerd' },
]

/** The library as it is published in place of its sources. */
const built = {
  name: 'built',
  resolveId: (source: string) => {
    const name = /\/src\/(client|relay)\/index\.ts$/.exec(source)?.[1]
    return name ? join(ROOT, 'src', name, 'dist', 'index.js') : null
  },
}

if (!existsSync(join(ROOT, 'src/relay/dist/index.js'))) throw new Error('There is no dist: run `npm run build` first.')
if (process.platform !== 'linux' || process.arch !== 'x64')
  skip(`the programs are pinned for Linux on x64, this is ${process.platform} on ${process.arch}`)
const wanted = process.argv.slice(2)
const chosen = RUNTIMES.filter(({ name }) => wanted.length === 0 || wanted.includes(name))
const missing = install(chosen)
if (missing !== null) skip(missing)

const scenarios = await serveScenarios(createScenarioServer({ speed: 4 }))
let failures = 0
for (const runtime of chosen) {
  const begun = performance.now()
  const { process: service, url } = await start(runtime)
  try {
    const relay = `${url}/relay`
    const own = (backendUrl: string | null) => askThere(url, { app: scenarios.url, ...(backendUrl === null ? {} : { backendUrl }) })
    report(runtime, 'client, directly', await own(null))
    report(runtime, 'client, through its relay', await own(relay))
    report(runtime, 'relay, for a client in Node', await checkClient(GradioClient, { app: scenarios.url, backendUrl: relay }))
    report(runtime, 'relay, with nobody watching', [await leaveAndReturn(relay)])
    if (runtime.name === 'workerd') report(runtime, 'relay, in a Worker alone', [await refusedAlone(url)])
    else report(runtime, 'as documented', await runDocumented(runtime.name, CACHE, (file) => startProgram(runtime, file)))
  } finally {
    service.kill('SIGKILL')
  }
  console.log(`${runtime.name} ${runtime.version}: ${((performance.now() - begun) / 1000).toFixed(1)} s`)
}
await scenarios.close()
console.log(failures === 0 ? 'Every runtime did everything.' : `${failures} failed.`)
process.exitCode = failures === 0 ? 0 : 1

function skip(reason: string): never {
  console.log(`SKIPPED runtimes: ${reason}.`)
  process.exit(0)
}

/** Puts what is missing into the cache; says why where that cannot be. */
function install(runtimes: readonly Runtime[]): string | null {
  const specs = runtimes.filter((runtime) => !existsSync(programOf(runtime))).map((runtime) => `${runtime.package}@${runtime.version}`)
  if (specs.length === 0) return null
  mkdirSync(CACHE, { recursive: true })
  writeFileSync(join(CACHE, 'package.json'), '{ "private": true }\n')
  const { status } = spawnSync(
    'npm',
    ['install', '--prefix', CACHE, '--no-save', '--ignore-scripts', '--no-audit', '--no-fund', ...specs],
    { stdio: 'inherit' },
  )
  return status === 0 ? null : `npm could not install ${specs.join(', ')}`
}

function programOf({ package: name, program }: Runtime): string {
  return join(CACHE, 'node_modules', name, program)
}

/** The service in one file, as every runtime takes it. */
async function bundle(entry: string): Promise<string> {
  const file = join(CACHE, `${entry}.mjs`)
  const build = await rolldown({
    input: join(ROOT, 'scripts/runtimes', `${entry}.ts`),
    platform: 'neutral',
    plugins: [built],
    resolve: { mainFields: ['module', 'main'] },
  })
  await build.write({ file, format: 'esm', codeSplitting: false })
  await build.close()
  return file
}

async function start(runtime: Runtime): Promise<{ process: ChildProcess; url: string }> {
  const program = programOf(runtime)
  if (runtime.name !== 'workerd') {
    const file = await bundle('server')
    const service = startProgram(runtime, file)
    if (service.stdout === null) throw new Error('Its output is piped.')
    for await (const line of createInterface({ input: service.stdout })) {
      const port = /^PORT (\d+)/.exec(line)?.[1]
      if (port) return { process: service, url: `http://127.0.0.1:${port}` }
    }
    throw new Error(`${runtime.name} ended before it served.`)
  }
  await bundle('worker')
  const port = await freePort()
  writeFileSync(join(CACHE, 'worker.capnp'), workerConfig(port))
  const service = spawn(program, ['serve', 'worker.capnp'], { cwd: CACHE, stdio: 'inherit' })
  const url = `http://127.0.0.1:${port}`
  while (!(await fetch(`${url}/bare`).catch(() => null))) {
    if (service.exitCode !== null) throw new Error('workerd ended before it served.')
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  return { process: service, url }
}

function startProgram(runtime: Runtime, file: string): ChildProcess {
  const args = runtime.name === 'deno' ? ['run', '--allow-net', '--allow-env', '--no-prompt', file] : [file]
  return spawn(programOf(runtime), args, { cwd: CACHE, stdio: ['ignore', 'pipe', 'inherit'] })
}

/** workerd reaches no address of its own machine unless it is told that it may. */
function workerConfig(port: number): string {
  return `using Workerd = import "/workerd/workerd.capnp";
const config :Workerd.Config = (
  services = [
    (name = "main", worker = .main),
    (name = "internet", network = (allow = ["public", "private", "local"])),
  ],
  sockets = [(name = "http", address = "127.0.0.1:${port}", http = (), service = "main")],
);
const main :Workerd.Worker = (
  modules = [(name = "worker.mjs", esModule = embed "worker.mjs")],
  compatibilityDate = "2026-11-01",
  durableObjectNamespaces = [(className = "Relay", uniqueKey = "relay")],
  durableObjectStorage = (inMemory = void),
  bindings = [(name = "RELAY", durableObjectNamespace = "Relay")],
);
`
}

async function askThere(url: string, query: Record<string, string>): Promise<readonly Fact[]> {
  const response = await fetch(`${url}/client?${new URLSearchParams(query)}`)
  // Written by `checkClient` over there.
  return (await response.json()) as Fact[]
}

/** A run without a reader goes on, and is found again from its first message. */
async function leaveAndReturn(backendUrl: string): Promise<Fact> {
  const what = 'goes on with a run that nobody watches, and gives all of it to who comes back'
  const first = new GradioClient({ backendUrl })
  const app = await first.discover(scenarios.url)
  const run = first.submit(app, '/tokens', { max_tokens: 24 })
  await new Promise<void>((resolve) => run.observe(({ type }) => type === 'output' && resolve()))
  const record = first.toRecord(run)
  first.close()
  if (!record) return { what, holds: false, seen: 'no record' }
  while (((await (await fetch(`${backendUrl}/healthz`)).json()) as { runs: number }).runs > 0)
    await new Promise((resolve) => setTimeout(resolve, 100))
  const second = new GradioClient({ backendUrl })
  const end = await second.resume(await second.discover(scenarios.url), record).settled
  second.close()
  return { what, holds: end.status === 'succeeded', seen: end.status }
}

async function refusedAlone(url: string): Promise<Fact> {
  const words = await (await fetch(`${url}/bare`)).text()
  return { what: 'refuses at once, with what to do', holds: /Durable Object/.test(words), seen: words }
}

function report({ name }: Runtime, where: string, facts: readonly Fact[]): void {
  for (const { what, holds, seen } of facts) {
    if (!holds) failures += 1
    console.log(`${holds ? 'ok    ' : 'FAILED'} ${name}: ${where}: ${what}${holds ? '' : ` (${seen})`}`)
  }
  if (facts.length === 0) failures += 1
}

process.once('exit', () => rmSync(join(CACHE, 'worker.capnp'), { force: true }))
