/** Real traffic as fixtures: what each Gradio version said, and the runs in it. */
import { readdirSync, readFileSync } from 'node:fs'
import { describeApp } from '../../../src/client/protocol/describe/describe-app.ts'
import { DIRECT_CAPABILITIES } from '../../../src/client/protocol/describe/app-description.ts'
import type { AppDescription } from '../../../src/client/protocol/describe/app-description.ts'

const root = new URL('../../fixtures/captures/', import.meta.url)

/** Folders of the captures, by version. */
export const VERSIONS = ['3', '4.8', '4.16', '4.19', '4.21', '4', '5', '6'] as const
/** Versions whose messages come as server-sent events. */
export const SSE_VERSIONS = VERSIONS.filter((version) => version !== '3')

export interface CaptureLine {
  kind: string
  event?: string
  path?: string
  body?: unknown
  data?: unknown
  headers?: unknown
}

export function readFixture(version: string, file: string): unknown {
  return JSON.parse(readFileSync(new URL(`gradio-${version}/${file}`, root), 'utf8'))
}

/** Names of a version's captures, without their extension. */
export function captureNames(version: string): string[] {
  return readdirSync(new URL(`gradio-${version}/`, root))
    .filter((file) => file.endsWith('.jsonl'))
    .map((file) => file.slice(0, -'.jsonl'.length))
}

export function readCapture(version: string, name: string): CaptureLine[] {
  const text = readFileSync(new URL(`gradio-${version}/${name}.jsonl`, root), 'utf8')
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as CaptureLine)
}

/** Queue messages of a capture: not the frames of `/call`, not those of an upload. */
export function queueMessages(lines: readonly CaptureLine[]): { msg: string; event_id?: string | null }[] {
  return lines.filter((line) => line.kind === 'sse' && line.event === undefined).flatMap(({ data }) => (isMessage(data) ? [data] : []))
}

export interface CapturedRun {
  version: string
  capture: string
  eventId: string
  fnIndex: number
  messages: { msg: string; output?: { data?: unknown[] | null; error?: unknown } | null; success?: boolean }[]
}

/**
 * The runs of a capture, each with its own messages. On 4.8 concurrent runs cannot be told apart, so it returns none.
 */
export function capturedRuns(version: string, capture: string): CapturedRun[] {
  if (version === '4.8' && ['queue_positions', 'two_runs'].includes(capture)) return []
  const runs = new Map<string, CapturedRun>()
  const waiting: number[] = []
  let current: CapturedRun | undefined
  // Gradio 4.8 names a run in one message and has one stream for each: what came before belongs to it too.
  let before: CapturedRun['messages'] = []
  const begin = (eventId: string, fnIndex: number) => {
    const run = { version, capture, eventId, fnIndex, messages: [] }
    runs.set(eventId, run)
    return run
  }
  for (const { kind, event, path, body, data, headers } of readCapture(version, capture)) {
    const fields = (body ?? {}) as { fn_index?: number; event_id?: string }
    if (kind === 'request' && path?.includes('/queue/join') && typeof fields.fn_index === 'number') waiting.push(fields.fn_index)
    if (kind === 'request' && path?.includes('/queue/join?')) [current, before] = [undefined, []]
    if (kind === 'request' && path?.endsWith('/queue/data') && fields.event_id && version === '4.8') {
      current = runs.get(fields.event_id) ?? begin(fields.event_id, fields.fn_index ?? -1)
      current.messages.push(...before)
      before = []
    }
    if (kind === 'response' && headers === undefined && waiting.length > 0) {
      const joinedFnIndex = waiting.shift() ?? -1
      if (fields.event_id !== undefined) begin(fields.event_id, joinedFnIndex)
    }
    if (kind !== 'sse' || event !== undefined || !isMessage(data)) continue
    const own = data as CapturedRun['messages'][number] & { event_id?: string | null }
    if (typeof own.event_id === 'string' && own.msg !== 'send_data') runs.get(own.event_id)?.messages.push(own)
    else if (version === '4.8') (current?.messages ?? before).push(own)
  }
  return [...runs.values()]
}

function isMessage(data: unknown): data is { msg: string } {
  return typeof data === 'object' && data !== null && 'msg' in data && data.msg !== 'update' && data.msg !== 'done'
}

export function describeFixture(version: string, options: { withInfo?: boolean } = {}): AppDescription {
  return describeApp({
    address: 'http://app.test',
    route: 'direct',
    rootUrl: 'http://app.test',
    config: readFixture(version, 'config.json'),
    info: options.withInfo === false ? null : readFixture(version, 'info.json'),
    supportsSSE: version !== '3',
    capabilities: DIRECT_CAPABILITIES,
  })
}
