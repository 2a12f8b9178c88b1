/**
 * Metrics of a relay for Prometheus, kept by prom-client. Label values are few and known before: names in `apps`, codes
 * of this library, words of the relay. Never an id, an owner or an address.
 */
import { collectDefaultMetrics, Registry } from 'prom-client'
import { checkNames } from '@gradio-stream/client/internal/check-options'
import { GradioStreamError } from '@gradio-stream/client/internal/errors'
import type { RelayMetrics } from '../observe/relay-metrics.ts'
import { relayCounters } from './relay-counters.ts'
import { registerFigures } from './relay-figures.ts'

export interface RelayMetricsOptions {
  /**
   * At least 16 characters that Prometheus sends as `Authorization: Bearer …`. With it the relay answers `GET metrics`
   * below its `basePath`, to nobody else. Without it there is no such route: serve `text()` where only Prometheus gets.
   * @defaultValue none
   */
  token?: string
  /**
   * Where the metrics are registered. @defaultValue a registry of its own, which also has prom-client's metrics of the
   * process (`process_…`, `nodejs_…`)
   */
  registry?: Registry
}

/** Metrics of one relay, for its option `metrics`. */
export interface PrometheusMetrics extends RelayMetrics {
  readonly registry: Registry
  /** All metrics of the registry in Prometheus' text format, as they are now. */
  text(): Promise<string>
}

const NAMES: Readonly<Record<keyof RelayMetricsOptions, true>> = { token: true, registry: true }
const MIN_TOKEN_LENGTH = 16

/**
 * Makes the metrics of one relay. Throws `options-invalid` for a short token and for an option that does not exist.
 *
 * @example
 * const metrics = createRelayMetrics({ token: process.env.METRICS_TOKEN ?? '' })
 * const relay = createGradioRelay({ apps: { demo: 'https://owner-space.hf.space' }, metrics })
 */
export function createRelayMetrics(options: RelayMetricsOptions = {}): PrometheusMetrics {
  checkNames(options, NAMES, { owner: 'createRelayMetrics' })
  const { token } = options
  if (token !== undefined && (typeof token !== 'string' || token.length < MIN_TOKEN_LENGTH))
    throw invalid(
      `The token of the metrics must be a text of at least ${MIN_TOKEN_LENGTH} characters.`,
      'Make one with: openssl rand -hex 32.',
    )
  const registry = options.registry ?? new Registry()
  if (options.registry === undefined) collectDefaultMetrics({ register: registry })
  const counters = relayCounters(registry)
  let isAttached = false
  const text = (): Promise<string> => registry.metrics()
  return {
    registry,
    text,
    listen: counters.listen,
    attach(read, apps) {
      if (isAttached) throw invalid('These metrics are those of another relay already.', 'Call createRelayMetrics for each relay.')
      isAttached = true
      registerFigures(registry, read)
      counters.beginAtZero(apps)
    },
    answer: token === undefined ? null : (request) => answer(request, token, registry),
  }
}

async function answer({ headers }: Request, token: string, registry: Registry): Promise<Response> {
  const given = /^Bearer (.+)$/i.exec(headers.get('authorization') ?? '')?.[1] ?? ''
  if (!(await isSame(given, token))) return new Response(null, { status: 401, headers: { 'www-authenticate': 'Bearer' } })
  return new Response(await registry.metrics(), { headers: { 'content-type': registry.contentType, 'cache-control': 'no-store' } })
}

/** Compares digests, so that the time it takes tells nothing. */
async function isSame(one: string, other: string): Promise<boolean> {
  const [first, second] = await Promise.all([one, other].map(digest))
  return first === second
}

async function digest(text: string): Promise<string> {
  return String(new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text))))
}

function invalid(message: string, hint: string): GradioStreamError {
  return new GradioStreamError('options-invalid', { message, hint })
}
