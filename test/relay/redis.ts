/** A place of a test's own in a real Redis, which is emptied after it. */
import { spawn, spawnSync } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Redis } from 'ioredis'
import { afterAll, afterEach } from 'vitest'

export const REDIS_URL = process.env.REDIS_URL ?? 'redis://127.0.0.1:6379'

/** Why tests with Redis do not run, `null` if they do. */
export const NO_REDIS: string | null = await findFault()
if (NO_REDIS !== null) console.warn(`Skipped: ${NO_REDIS}`)

/** Why tests with a server of their own do not run, `null` if they do. */
export const NO_SERVER: string | null =
  spawnSync('redis-server', ['--version']).status === 0 ? null : 'there is no redis-server on this machine'
if (NO_SERVER !== null) console.warn(`Skipped: ${NO_SERVER}`)

async function findFault(): Promise<string | null> {
  const client = new Redis(REDIS_URL, { lazyConnect: true, retryStrategy: () => null })
  client.on('error', () => undefined)
  try {
    await client.connect()
    return null
  } catch (error) {
    return `no Redis at ${REDIS_URL} (${error instanceof Error ? error.message : String(error)}); REDIS_URL names another`
  } finally {
    client.disconnect()
  }
}

export interface RedisBed {
  readonly client: Redis
  /** A new beginning for keys. */
  prefix(): string
  /** Closes it after the test. */
  closing<Closable extends { close(): Promise<void> }>(one: Closable): Closable
}

/** Call it once in a suite. */
export function useRedis(): RedisBed {
  const client = new Redis(REDIS_URL, { lazyConnect: true })
  let prefixes: string[] = []
  let open: Array<{ close(): Promise<void> }> = []
  afterEach(async () => {
    for (const one of open) await one.close()
    for (const prefix of prefixes) {
      const keys = await client.keys(`${prefix}*`)
      if (keys.length > 0) await client.del(...keys)
    }
    open = []
    prefixes = []
  })
  afterAll(() => client.disconnect())
  return {
    client,
    prefix() {
      const prefix = `rgs-test-${crypto.randomUUID()}`
      prefixes.push(prefix)
      return prefix
    },
    closing(one) {
      open.push(one)
      return one
    },
  }
}

export interface RedisServer {
  readonly url: string
  /** Starts it again, with what it kept. */
  start(): Promise<void>
  /** SIGKILL. */
  kill(): Promise<void>
  /** SIGSTOP and SIGCONT: it keeps its connections, and answers nothing meanwhile. */
  freeze(): void
  thaw(): void
}

export interface RedisServerBed {
  start(options: readonly string[]): Promise<RedisServer>
  /** Closes it after the test. */
  closing<Closable extends { close(): Promise<void> } | { quit(): Promise<unknown> }>(one: Closable): Closable
}

/** For a Redis that a test stops. Call it once in a suite. */
export function useRedisServer(): RedisServerBed {
  let cleanups: Array<() => unknown> = []
  afterEach(async () => {
    for (const clean of cleanups.toReversed()) await clean()
    cleanups = []
  })
  return {
    async start(options) {
      const folder = mkdtempSync(join(tmpdir(), 'redis-'))
      const port = await freePort()
      const args = ['--port', String(port), '--bind', '127.0.0.1', '--dir', folder, '--save', '', ...options]
      let child: ChildProcess | null = null
      const server: RedisServer = {
        url: `redis://127.0.0.1:${port}`,
        async start() {
          const started = spawn('redis-server', args, { stdio: ['ignore', 'pipe', 'inherit'] })
          child = started
          await new Promise<void>((resolve, reject) => {
            started.once('exit', () => reject(new Error('redis-server ended.')))
            started.stdout.on('data', (text: Buffer) => text.includes('Ready to accept connections') && resolve())
          })
        },
        async kill() {
          const killed = child
          child = null
          if (killed?.kill('SIGKILL')) await once(killed, 'exit')
        },
        freeze: () => void child?.kill('SIGSTOP'),
        thaw: () => void child?.kill('SIGCONT'),
      }
      cleanups.push(
        () => rmSync(folder, { recursive: true, force: true }),
        () => server.kill(),
      )
      await server.start()
      return server
    },
    closing(one) {
      cleanups.push(() => ('close' in one ? one.close() : one.quit()))
      return one
    },
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0))
    })
  })
}
