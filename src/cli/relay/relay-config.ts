/** The options of a relay from a file, the environment and flags; the later of these wins. Wrong lines are named. */
import { readFile } from 'node:fs/promises'
import type { GradioRelayOptions } from '@gradio-stream/relay'
import { UsageError } from '../exit-codes.ts'
import { plain } from '../terminal.ts'

/** What a file may hold: every option of `createGradioRelay` that can be written as JSON, and where to listen. */
export interface RelayConfig extends GradioRelayOptions {
  /** Port to listen on; 0 takes a free one. @defaultValue 3000 */
  readonly port?: number
  /** Host to listen on. @defaultValue `127.0.0.1` */
  readonly host?: string
}

/** Flags of the command, as commander reads them. */
export interface RelayFlags {
  readonly config?: string
  readonly app?: readonly string[]
  readonly allow?: readonly string[]
  readonly cors?: readonly string[]
  readonly publicUrl?: string
  readonly basePath?: string
  readonly port?: string
  readonly host?: string
}

/** A file that was read, for words about its lines. */
export interface ReadFile {
  readonly path: string
  readonly text: string
}

/** Reads the file of a relay. Throws `UsageError` with the line if it is not JSON. */
export async function readConfig(path: string): Promise<{ readonly file: ReadFile; readonly config: RelayConfig }> {
  const text = await readFile(path, 'utf8').catch((cause: unknown) => {
    throw new UsageError(`${path} cannot be read: ${cause instanceof Error ? cause.message : String(cause)}.`)
  })
  let config: unknown
  try {
    config = JSON.parse(text)
  } catch (cause) {
    const words = cause instanceof Error ? cause.message : String(cause)
    const [, at] = /position (\d+)/.exec(words) ?? []
    const line = at === undefined ? text.split('\n').length : text.slice(0, Number(at)).split('\n').length
    throw new UsageError(`${path}:${line} is no JSON: ${plain(words)}.`)
  }
  if (typeof config !== 'object' || config === null || Array.isArray(config))
    throw new UsageError(`${path}:1 must be an object, { "apps": … }.`)
  return { file: { path, text }, config }
}

/** The options that environment variables give. */
export function readEnvironment(env: Readonly<Record<string, string | undefined>>): RelayConfig {
  const { PORT, HOST, RELAY_APPS, RELAY_ALLOW, RELAY_CORS, RELAY_PUBLIC_URL, RELAY_BASE_PATH, RELAY_TOKEN_SECRET } = env
  return {
    ...(PORT ? { port: readPort(PORT, 'PORT') } : {}),
    ...(HOST ? { host: HOST } : {}),
    ...(RELAY_APPS ? { apps: readApps(RELAY_APPS.split(','), 'RELAY_APPS') } : {}),
    ...(RELAY_ALLOW ? { allow: RELAY_ALLOW.split(',') } : {}),
    ...(RELAY_CORS ? { cors: RELAY_CORS.split(',') } : {}),
    ...(RELAY_PUBLIC_URL ? { publicUrl: RELAY_PUBLIC_URL } : {}),
    ...(RELAY_BASE_PATH ? { basePath: RELAY_BASE_PATH } : {}),
    ...(RELAY_TOKEN_SECRET ? { tokens: { secret: RELAY_TOKEN_SECRET } } : {}),
  }
}

/** The options that flags give. */
export function readFlags({ app, allow, cors, publicUrl, basePath, port, host }: RelayFlags): RelayConfig {
  return {
    ...(port === undefined ? {} : { port: readPort(port, '--port') }),
    ...(host === undefined ? {} : { host }),
    ...(app === undefined ? {} : { apps: readApps(app, '--app') }),
    ...(allow === undefined ? {} : { allow }),
    ...(cors === undefined ? {} : { cors }),
    ...(publicUrl === undefined ? {} : { publicUrl }),
    ...(basePath === undefined ? {} : { basePath }),
  }
}

/** A port from 0, which means any free one, to 65535. */
export function checkPort(port: unknown, source: string): number {
  if (typeof port === 'number' && Number.isInteger(port) && port >= 0 && port <= 65_535) return port
  throw new UsageError(`${source}: ${plain(JSON.stringify(port))} is no port. Give a whole number from 0 to 65535.`)
}

/** `path:line` of an option in a file; the path alone if it does not stand there. */
export function lineOf({ path, text }: ReadFile, option: string): string {
  const at = text.search(new RegExp(`"${option.replaceAll(/[^\w]/g, '\\$&')}"\\s*:`))
  return at === -1 ? path : `${path}:${text.slice(0, at).split('\n').length}`
}

function readPort(text: string, source: string): number {
  return checkPort(/^\d+$/.test(text) ? Number(text) : text, source)
}

function readApps(lines: readonly string[], source: string): Record<string, string> {
  return Object.fromEntries(
    lines.map((line) => {
      const [, name, url] = /^\s*([^=\s]+)=(\S+)\s*$/.exec(line) ?? []
      if (name === undefined || url === undefined) throw new UsageError(`${source}: "${plain(line)}" is no app. Write name=https://….`)
      return [name, url] as const
    }),
  )
}
