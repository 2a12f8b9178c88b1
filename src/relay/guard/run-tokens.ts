/**
 * Tokens that open one run. A token is an encrypted JWT: the relay alone makes and reads it, and who holds it does not
 * learn the session behind it, which would open more than the token does.
 */
import { compactDecrypt, CompactEncrypt, EncryptJWT, errors, jwtDecrypt } from 'jose'
import type { Clock } from '@gradio-stream/client/internal/kit/clock'
import { isJsonObject } from '@gradio-stream/client/internal/protocol/json-object'
import type { SessionKey } from '../log/run-log.ts'

/** What a token lets its holder do with its run. */
export type RunAction = 'read' | 'cancel'

/** The option `tokens`. */
export interface TokenOptions {
  /**
   * Encrypts the tokens: at least 32 characters that cannot be guessed, the same at every relay of a fleet. Of a list
   * the first one makes tokens, and all of them are taken: put a new one in front, and remove the old one when its
   * tokens have expired.
   */
  secret: string | readonly string[]
  /** How long a token is valid, in milliseconds. @defaultValue 86400000 (a day) */
  ttlMs?: number
}

/** The run that a token opens. */
export interface OpenedRun {
  /** Where its messages are kept. `app` is the app's id at the relay. */
  readonly key: SessionKey
  readonly runId: string
  /** With its leading slash. */
  readonly endpoint: string
  readonly startedAt: number
  readonly actions: readonly RunAction[]
  /** When the token expires. */
  readonly expiresAt: number
}

/** `invalid`: not made with one of the secrets, or no token at all. */
export type TokenReading =
  | { readonly kind: 'opened'; readonly run: OpenedRun }
  | { readonly kind: 'expired' }
  | { readonly kind: 'invalid' }

/** Names what the tokens are for, so that another use of the same secret makes other ones. */
const AUDIENCE = 'gradio-stream-run'
const MAX_TOKEN_LENGTH = 8192
export const DEFAULT_TOKEN_TTL_MS = 24 * 60 * 60_000

interface Key {
  readonly id: string
  readonly bytes: Uint8Array
}

export class RunTokens {
  readonly #clock: Clock
  readonly #ttlMs: number
  readonly #keys: Promise<readonly Key[]>

  constructor({ secret, ttlMs = DEFAULT_TOKEN_TTL_MS }: TokenOptions, clock: Clock) {
    this.#clock = clock
    this.#ttlMs = ttlMs
    this.#keys = Promise.all((typeof secret === 'string' ? [secret] : secret).map(createKey))
  }

  /** A token for a run, and when it expires. */
  async make(run: Omit<OpenedRun, 'expiresAt'>, ttlMs = this.#ttlMs): Promise<{ readonly token: string; readonly expiresAt: number }> {
    const key = await this.#newest()
    // A JWT counts in whole seconds.
    const expires = Math.floor((this.#clock.now() + ttlMs) / 1000)
    const { key: place, runId, endpoint, startedAt, actions } = run
    const token = await new EncryptJWT({ ...place, run: runId, endpoint, startedAt, actions })
      .setProtectedHeader({ alg: 'dir', enc: 'A256GCM', kid: key.id })
      .setAudience(AUDIENCE)
      .setExpirationTime(expires)
      .encrypt(key.bytes)
    return { token, expiresAt: expires * 1000 }
  }

  /** Encrypts a text that relays with the same secret share. */
  async seal(text: string): Promise<string> {
    const key = await this.#newest()
    const header = { alg: 'dir', enc: 'A256GCM', kid: key.id }
    return new CompactEncrypt(new TextEncoder().encode(text)).setProtectedHeader(header).encrypt(key.bytes)
  }

  /** `null`: not sealed with one of the secrets. */
  async unseal(sealed: string): Promise<string | null> {
    const keys = await this.#keys
    try {
      const { plaintext } = await compactDecrypt(sealed, ({ kid }) => keyOf(keys, kid), {
        keyManagementAlgorithms: ['dir'],
        contentEncryptionAlgorithms: ['A256GCM'],
      })
      return new TextDecoder().decode(plaintext)
    } catch {
      return null
    }
  }

  /** Reads a token of a client. Never rejects. */
  async read(token: string): Promise<TokenReading> {
    if (token.length > MAX_TOKEN_LENGTH) return { kind: 'invalid' }
    const keys = await this.#keys
    try {
      const { payload } = await jwtDecrypt(token, ({ kid }) => keyOf(keys, kid), {
        audience: AUDIENCE,
        currentDate: new Date(this.#clock.now()),
        keyManagementAlgorithms: ['dir'],
        contentEncryptionAlgorithms: ['A256GCM'],
        requiredClaims: ['exp'],
      })
      const run = readRun(payload)
      return run ? { kind: 'opened', run } : { kind: 'invalid' }
    } catch (error) {
      return { kind: error instanceof errors.JWTExpired ? 'expired' : 'invalid' }
    }
  }

  async #newest(): Promise<Key> {
    const [key] = await this.#keys
    if (!key) throw new TypeError('There is no secret to make a token with.')
    return key
  }
}

async function createKey(secret: string): Promise<Key> {
  const bytes = await digest(`${AUDIENCE} key ${secret}`)
  const id = Array.from((await digest(`${AUDIENCE} name ${secret}`)).subarray(0, 8), (byte) => byte.toString(16).padStart(2, '0'))
  return { id: id.join(''), bytes }
}

async function digest(text: string): Promise<Uint8Array> {
  return new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text)))
}

function keyOf(keys: readonly Key[], id: unknown): Uint8Array {
  const key = keys.find((one) => one.id === id)
  if (!key) throw new errors.JWEInvalid('No secret of this relay made it.')
  return key.bytes
}

/** Only this relay, or an older version of it, can have written it. */
function readRun(claims: unknown): OpenedRun | null {
  if (!isJsonObject(claims)) return null
  const { app, session, run, endpoint, startedAt, actions, exp } = claims
  if (typeof app !== 'string' || typeof session !== 'string' || typeof run !== 'string' || typeof endpoint !== 'string') return null
  if (typeof startedAt !== 'number' || typeof exp !== 'number' || !Array.isArray(actions)) return null
  const opened = (['read', 'cancel'] as const).filter((action) => actions.includes(action))
  return { key: { app, session }, runId: run, endpoint, startedAt, actions: opened, expiresAt: exp * 1000 }
}
