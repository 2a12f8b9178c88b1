/**
 * Starts our example Gradio app of one version, in a virtual environment this file makes itself
 * from pinned requirements. Used by `npm run gradio` and by the live tests.
 */
import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { createInterface } from 'node:readline'

const ROOT = join(import.meta.dirname, '..')
const APP_DIRECTORY = join(ROOT, 'test', 'live', 'gradio')
const VENV_DIRECTORY = process.env.GRADIO_VENVS ?? join(ROOT, '.venv-gradio')

/** Versions there are requirements for; a plain major means its last release. */
export const GRADIO_VERSIONS = ['3', '4.8', '4.16', '4.19', '4.21', '4', '5', '6'] as const
export type GradioVersion = (typeof GRADIO_VERSIONS)[number]

export function isGradioVersion(version: string): version is GradioVersion {
  return (GRADIO_VERSIONS as readonly string[]).includes(version)
}

export interface GradioApp {
  readonly url: string
  /** Full version, e.g. `6.31.0`. */
  readonly version: string
  /** Process id, for tests that stop it in the middle. */
  readonly pid: number
  stop(): Promise<void>
}

export interface StartOptions {
  /** @defaultValue any free port */
  port?: number
  /** Arguments of app.py, e.g. `['--auth', 'ann:secret']`. */
  args?: string[]
  log?: (line: string) => void
}

/** Starts the app and resolves once it answers requests. */
export async function startGradioApp(version: GradioVersion, { port, args = [], log = () => {} }: StartOptions = {}): Promise<GradioApp> {
  const python = await ensureEnvironment(version, log)
  const chosen = port ?? (await freePort())
  const child = spawn(python, [join(APP_DIRECTORY, 'app.py'), '--port', String(chosen), ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, GRADIO_ANALYTICS_ENABLED: 'False', HF_HUB_OFFLINE: '1' },
  })
  const stop = () => stopProcess(child)
  const ready = await waitForReady(child).catch(async (error: unknown) => {
    await stop()
    throw error
  })
  log(`Gradio ${ready.version} at ${ready.url}`)
  return { ...ready, pid: child.pid ?? 0, stop }
}

/** Creates the virtual environment once, and again after a change of the requirements file. Returns its Python. */
export async function ensureEnvironment(version: GradioVersion, log: (line: string) => void): Promise<string> {
  const requirements = join(APP_DIRECTORY, `requirements-${version}.txt`)
  const directory = join(VENV_DIRECTORY, version)
  const python = join(directory, process.platform === 'win32' ? 'Scripts/python.exe' : 'bin/python')
  const stamp = join(directory, 'requirements.txt')
  const wanted = await readFile(requirements, 'utf8')
  if (existsSync(python) && existsSync(stamp) && (await readFile(stamp, 'utf8')) === wanted) return python
  log(`Making a virtual environment for Gradio ${version} (about a minute, once)…`)
  await rm(directory, { recursive: true, force: true })
  await mkdir(VENV_DIRECTORY, { recursive: true })
  await run(process.env.PYTHON ?? 'python3', ['-m', 'venv', directory])
  await run(python, ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', '-r', requirements])
  // Written last: a half-made environment is made again.
  await writeFile(`${stamp}.part`, wanted)
  await rename(`${stamp}.part`, stamp)
  return python
}

function run(command: string, args: string[]): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { stdio: ['ignore', 'ignore', 'pipe'] })
    let errors = ''
    child.stderr.on('data', (chunk: Buffer) => (errors += chunk.toString()))
    child.on('error', (error) =>
      reject(new Error(`${command} did not start: ${error.message}. Install Python 3.11, or name one in PYTHON.`)),
    )
    child.on('exit', (code) =>
      code === 0 ? resolve() : reject(new Error(`${command} ${args.join(' ')} ended with ${code}:\n${errors.slice(-2000)}`)),
    )
  })
}

function waitForReady(child: ChildProcess): Promise<{ url: string; version: string }> {
  return new Promise((resolve, reject) => {
    let output = ''
    const fail = (why: string) => reject(new Error(`The Gradio app did not start: ${why}\n${output.slice(-2000)}`))
    const timer = setTimeout(() => fail('no READY line after 90 s'), 90_000)
    child.once('error', (error) => fail(error.message))
    child.once('exit', (code) => fail(`it ended with ${code}`))
    child.stderr?.on('data', (chunk: Buffer) => (output += chunk.toString()))
    if (!child.stdout) return fail('it has no output')
    createInterface(child.stdout).on('line', (line) => {
      output += `${line}\n`
      const match = /^READY gradio=(\S+) url=(\S+)$/.exec(line)
      if (!match?.[1] || !match[2]) return
      clearTimeout(timer)
      child.removeAllListeners('exit')
      resolve({ version: match[1], url: match[2] })
    })
  })
}

function stopProcess(child: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) return resolve()
    const force = setTimeout(() => child.kill('SIGKILL'), 3000)
    child.once('exit', () => {
      clearTimeout(force)
      resolve()
    })
    child.kill('SIGTERM')
  })
}

export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => (typeof address === 'object' && address ? resolve(address.port) : reject(new Error('No free port.'))))
    })
  })
}
