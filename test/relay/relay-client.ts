/** Short ways to ask a relay in a test, and to read its event streams frame by frame. */
import { createGradioRelay } from '../../src/relay/index.ts'
import type { GradioRelay, GradioRelayOptions } from '../../src/relay/index.ts'
import { createManualClock } from '../../src/testing/manual-clock.ts'
import type { ManualClock } from '../../src/testing/manual-clock.ts'
import { APP_URL, createFakeApp } from './fake-upstream-app.ts'
import type { FakeApp } from './fake-upstream-app.ts'

export const BASE = 'https://site.test/api/experimental/sse'
export const DEMO = `${BASE}/apps/demo/gradio_api`

export interface TestBed {
  readonly app: FakeApp
  readonly clock: ManualClock
  readonly relay: GradioRelay
  readonly get: (url: string, init?: RequestInit) => Promise<Response>
  readonly post: (url: string, body: unknown, headers?: Record<string, string>) => Promise<Response>
  readonly join: (session: string, body?: Record<string, unknown>) => Promise<string>
}

/** A relay with one app, `demo`, a clock that stands still and streams switched on. */
export function createTestBed(options: GradioRelayOptions = {}, app: FakeApp = createFakeApp()): TestBed {
  const clock = createManualClock()
  const relay = createGradioRelay({ apps: { demo: APP_URL }, sse: true, fetch: app.fetch, clock, ...options })
  const post: TestBed['post'] = (url, body, headers = {}) =>
    relay.fetch(
      new Request(url, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...headers },
        body: typeof body === 'string' ? body : JSON.stringify(body),
      }),
    )
  return {
    app,
    clock,
    relay,
    get: (url, init) => relay.fetch(new Request(url, init)),
    post,
    async join(session, body = {}) {
      const response = await post(`${DEMO}/queue/join`, { data: ['x'], fn_index: 0, session_hash: session, ...body })
      const { event_id: eventId } = await response.json()
      if (typeof eventId !== 'string') throw new Error(`The join was answered ${response.status}.`)
      return eventId
    },
  }
}

/** One frame of an event stream as it was written. */
export interface Frame {
  readonly text: string
  readonly id: string | null
  readonly message: Record<string, unknown>
}

export interface FrameReader {
  /** The next frame, `null` at the end. */
  next(): Promise<Frame | null>
  /** All frames up to the end. */
  rest(): Promise<Frame[]>
  /** Goes away, as a client that closes its connection. */
  close(): Promise<void>
}

export function readFrames(response: Response): FrameReader {
  if (!response.body) throw new Error('The answer has no body.')
  const reader = response.body.getReader()
  const decoder = new TextDecoder()
  let held = ''

  async function next(): Promise<Frame | null> {
    for (;;) {
      const end = held.indexOf('\n\n')
      if (end >= 0) {
        const text = held.slice(0, end)
        held = held.slice(end + 2)
        const data = /^data: (.*)$/m.exec(text)?.[1] ?? 'null'
        return { text, id: /^id: (.*)$/m.exec(text)?.[1] ?? null, message: JSON.parse(data) }
      }
      const { done, value } = await reader.read()
      if (done) return null
      held += decoder.decode(value, { stream: true })
    }
  }

  return {
    next,
    async rest() {
      const frames: Frame[] = []
      for (let frame = await next(); frame !== null; frame = await next()) frames.push(frame)
      return frames
    },
    close: () => reader.cancel(),
  }
}

export function names(frames: readonly Frame[]): unknown[] {
  return frames.map(({ message }) => message.msg)
}
