/**
 * What the options of a relay must be. An option of another name or type is refused when the relay is made: taken in
 * silence, `maxBodyBytes: '16mb'` would mean no limit.
 */
import * as z from 'zod/mini'
import { LONGEST_TIMER_MS, optionInvalid, shown, unknownOption } from '@gradio-stream/client/internal/check-options'
import { isJsonObject } from '@gradio-stream/client/internal/protocol/json-object'
import { HOST } from './guard/client-address.ts'
import type { RelayAppOptions } from './guard/app-directory.ts'
import type { TokenOptions } from './guard/run-tokens.ts'
import type { RelayClientLimits } from './guard/client-limits.ts'
import type { GradioRelayOptions, RelayLimits } from './relay-options.ts'

type Shape<Options> = { readonly [Name in keyof Required<Options>]: z.ZodMiniType }

const text = z.string('a text')
const flag = z.boolean('true or false')
const action = must((value) => typeof value === 'function', 'a function')
const atLeastOne = must((value) => typeof value === 'number' && value >= 1, 'a number that is at least 1')
const durationMs = must(
  (value) => typeof value === 'number' && value > 0 && value <= LONGEST_TIMER_MS,
  `a number of milliseconds above 0 and at most ${LONGEST_TIMER_MS}`,
)
const webAddress = must(isWebAddress, 'an absolute http(s) URL, such as https://example.com/api/gradio')
const origin = must(
  (value) => value === '*' || (isWebAddress(value) && new URL(value).origin === value.replace(/\/$/, '')),
  'an origin, such as "https://example.com", or "*"',
)
const host = must((value) => typeof value === 'string' && HOST.test(value), 'a host, such as "example.com" or "localhost:3000"')
const path = must(
  (value) => typeof value === 'string' && /^(?:\/[^?#]*)?$/.test(value) && !value.startsWith('//'),
  'a path that begins with a slash, such as "/api/gradio"',
)

const OPTIONS: Shape<GradioRelayOptions> = {
  apps: must(isPlainObject, 'an object with a base address by name, such as { demo: "https://owner-space.hf.space" }'),
  allow: must(
    (value) => Array.isArray(value) || typeof value === 'function',
    'a list, such as ["https://owner-space.hf.space"], or a function',
  ),
  hubUrl: webAddress,
  basePath: path,
  publicUrl: webAddress,
  sse: flag,
  authorize: action,
  tokens: must(isPlainObject, 'an object, such as { secret: "…" }'),
  hosts: z.array(host, 'a list of hosts, such as ["example.com"]'),
  trustProxy: must(
    (value) => typeof value === 'boolean' || (Number.isSafeInteger(value) && Number(value) >= 1),
    'true, false or the number of proxies',
  ),
  cors: z.array(origin, 'a list of origins, such as ["https://example.com"]'),
  log: methods('begin', 'abandon', 'append', 'read', 'open', 'markDelivered', 'expire', 'close'),
  store: must(
    (value) => value === null || (isPlainObject(value) && 'log' in value && 'fleet' in value && 'check' in value),
    'what createRedisStore makes',
  ),
  limits: must(isPlainObject, 'an object, such as { maxBodyBytes: 16777216 }'),
  runTtlMs: durationMs,
  loginTtlMs: durationMs,
  requestTimeoutMs: durationMs,
  connectTimeoutMs: durationMs,
  inactivityTimeoutMs: durationMs,
  unwatchedRunMs: must((value) => typeof value === 'number' && value > 0, 'a number of milliseconds above 0, or Infinity'),
  metrics: must(
    (value) => value === null || (isPlainObject(value) && 'listen' in value && 'attach' in value),
    'what createRelayMetrics makes',
  ),
  logger: must(
    (value) => value === null || methods('info', 'warn', 'error').safeParse(value).success,
    'a logger such as pino() with the methods info, warn, error',
  ),
  onRunStart: action,
  onRunEnd: action,
  onRefusal: action,
  onReconnect: action,
  webhook: must(isPlainObject, 'an object, such as { url: "https://example.com/hook", secret: "whsec_…" }'),
  onError: action,
  fetch: action,
  resolve: action,
  clock: methods('now', 'schedule'),
  randomId: action,
  connect: action,
  durableObject: methods('waitUntil'),
  WebSocket: must((value) => typeof value === 'function', 'a class'),
}

const LIMITS: Shape<RelayLimits> = {
  maxBodyBytes: atLeastOne,
  maxUploadBytes: atLeastOne,
  maxRunsPerSession: atLeastOne,
  maxLoginTries: atLeastOne,
  maxSessions: atLeastOne,
  maxRunLength: atLeastOne,
  maxSessionLength: atLeastOne,
  maxLogLength: atLeastOne,
  maxHeapShare: must((value) => typeof value === 'number' && value > 0 && value <= 1, 'a number above 0 and at most 1'),
  perClient: must(isPlainObject, 'an object, such as { maxRuns: 100 }'),
}

const CLIENT_LIMITS: Shape<RelayClientLimits> = {
  maxRuns: atLeastOne,
  maxRunsPerMinute: atLeastOne,
  maxBytesPerMinute: atLeastOne,
  maxStreams: atLeastOne,
  maxSessions: atLeastOne,
  maxLength: atLeastOne,
}

const SECRET = 'a text of at least 32 characters, or a list of such texts, the newest first'
const isSecret = (value: unknown): boolean => typeof value === 'string' && value.length >= 32
const TOKENS: Shape<TokenOptions> = {
  // Checked on its own: a wrong secret is shown in no error.
  secret: must(() => true, SECRET),
  ttlMs: durationMs,
}

const APP: Shape<RelayAppOptions> = {
  url: text,
  headers: z.record(text, z.string('a text'), 'an object with a text by name, such as { authorization: "Bearer …" }'),
  restart: z.array(text, 'a list of endpoints, such as ["/generate"]'),
}

/** Throws `options-invalid` for the first option that is unknown or of another type, with what to write instead. */
export function checkRelayOptions(options: GradioRelayOptions): void {
  if (!isPlainObject(options)) throw optionInvalid('of createGradioRelay', 'must be an object', 'Write createGradioRelay({ apps: { … } }).')
  check(options, OPTIONS, '')
  check(options.limits ?? {}, LIMITS, 'limits.')
  if (options.tokens) checkTokens(options.tokens)
  check(clientLimitsIn(options), CLIENT_LIMITS, 'limits.perClient.')
  for (const [name, app] of Object.entries(options.apps ?? {})) {
    if (typeof app === 'string') continue
    if (!isPlainObject(app)) throw mustBe(`apps.${name}`, app, 'an address, or an object with "url" and perhaps "headers"')
    check(app, APP, `apps.${name}.`)
    if (app.url === undefined) throw optionInvalid(`apps.${name}`, 'has no "url"', 'Give the base address of the app.')
  }
  for (const [index, rule] of Object.entries(Array.isArray(options.allow) ? options.allow : [])) {
    if (typeof rule !== 'string' && !(rule instanceof RegExp)) throw mustBe(`allow.${index}`, rule, 'an address or a RegExp')
  }
  if (options.apps === undefined && options.allow === undefined)
    throw optionInvalid('apps', 'is missing, and so is "allow"', 'Name at least one app, or the relay can reach none.')
  if (options.log && options.store) throw optionInvalid('log', 'was given beside "store", which has a log', 'Leave one of them out.')
}

function checkTokens(tokens: Partial<TokenOptions>): void {
  check(tokens, TOKENS, 'tokens.')
  const { secret } = tokens
  if (Array.isArray(secret) ? secret.length > 0 && secret.every(isSecret) : isSecret(secret)) return
  throw optionInvalid('tokens.secret', `must be ${SECRET}`, 'Make one with: openssl rand -hex 32.')
}

function clientLimitsIn({ limits }: GradioRelayOptions): Partial<RelayClientLimits> {
  return limits?.perClient ?? {}
}

function check(values: object, shape: Readonly<Record<string, z.ZodMiniType>>, prefix: string): void {
  for (const [name, value] of Object.entries(values)) {
    const type = Object.hasOwn(shape, name) ? shape[name] : undefined
    // An option that is undefined takes its default, and one that does not exist was not given.
    if (value === undefined) continue
    if (type === undefined) throw unknownOption(name, shape, prefix === '' ? { others: [[LIMITS, `limits: { ${name}: … }`]] } : { prefix })
    const issue = type.safeParse(value).error?.issues[0]
    if (issue) throw mustBe([prefix + name, ...issue.path].join('.'), at(value, issue.path), issue.message)
  }
}

function mustBe(name: string, value: unknown, wanted: string): Error {
  return optionInvalid(name, `is ${shown(value)}, but must be ${wanted}`)
}

function at(value: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>((inner, key) => (typeof inner === 'object' && inner !== null ? Reflect.get(inner, key) : undefined), value)
}

function must<Value = unknown>(isFit: (value: unknown) => boolean, wanted: string): z.ZodMiniType<Value> {
  return z.custom<Value>(isFit, wanted)
}

function methods(...names: readonly string[]): z.ZodMiniType {
  const hasAll = (value: unknown): boolean =>
    typeof value === 'object' && value !== null && names.every((name) => typeof Reflect.get(value, name) === 'function')
  return must(hasAll, `an object with the ${names.length > 1 ? 'methods' : 'method'} ${names.join(', ')}`)
}

function isPlainObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return isJsonObject(value) && !(value instanceof Headers) && !(value instanceof Map)
}

function isWebAddress(value: unknown): value is string {
  return typeof value === 'string' && /^https?:\/\/[^?#]*$/.test(value) && URL.canParse(value)
}
