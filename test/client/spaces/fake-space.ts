/** A Space and the Hub as a `fetch`: the test sets their answers, requests are recorded, time stands still. */
import { GradioClient } from '../../../src/client/client.ts'
import type { GradioClientOptions } from '../../../src/client/client-options.ts'
import type { AppDescription } from '../../../src/client/protocol/describe/app-description.ts'
import type { AppState } from '../../../src/client/spaces/app-state.ts'
import { createManualClock } from '../../../src/testing/manual-clock.ts'
import type { ManualClock } from '../../../src/testing/manual-clock.ts'
import { CONFIG, INFO, json } from '../connection/fake-app.ts'
// Loaded when first needed, which no manual clock waits for.
import '../../../src/client/spaces/reach-space.ts'

export const HUB = 'https://huggingface.co'
export const HOST = 'https://owner-space.hf.space'
export const API = `${HUB}/api/spaces`

export const page = (status = 503): Response =>
  new Response('<!doctype html><title>Space</title>', { status, headers: { 'content-type': 'text/html' } })

export interface FakeSpace {
  /** The Hub's word. `null`: the Hub answers 500. */
  stage: string | null
  /** What the Space answers to `/config`; absent: Gradio's config while it runs, a page otherwise. */
  config?: () => Response | Error
  readonly clock: ManualClock
  /** Answers by URL that come before the usual ones. */
  readonly on: Map<string, () => Response | Error>
  readonly requests: { readonly method: string; readonly url: string; readonly headers: Headers }[]
  readonly states: AppState[]
  /** How often an URL was asked for. */
  count(url: string): number
  discover(address?: string, options?: GradioClientOptions & { signal?: AbortSignal }): Promise<AppDescription>
}

export function createFakeSpace(stage: string | null): FakeSpace {
  const clock = createManualClock()
  const space: FakeSpace = {
    stage,
    clock,
    on: new Map(),
    requests: [],
    states: [],
    count: (url) => space.requests.filter((request) => request.url === url).length,
    discover(address = HOST, { signal, ...options } = {}) {
      const client = new GradioClient({ backendUrl: null, fetch: fetchSpace, clock, ...options })
      return client.discover(address, { onState: (state) => space.states.push(state), ...(signal ? { signal } : {}) })
    },
  }
  const fetchSpace: typeof fetch = async (input, init) => {
    const request = new Request(input, init)
    space.requests.push({ method: request.method, url: request.url, headers: request.headers })
    const answer = (space.on.get(request.url) ?? (() => usual(space, request.url)))()
    if (answer instanceof Error) throw answer
    return answer
  }
  return space
}

function usual(space: FakeSpace, url: string): Response | Error {
  const isUp = space.stage?.startsWith('RUNNING') ?? false
  if (url === `${HOST}/config`) return space.config ? space.config() : isUp ? json(CONFIG) : page()
  if (url.startsWith(HOST)) return isUp ? json(INFO) : page()
  if (space.stage === null) return new Response('oops', { status: 500 })
  if (url === `${API}/owner/space/host`) return json({ host: HOST })
  if (url === `${API}/owner/space/runtime`) return json({ stage: space.stage, hardware: { current: 'cpu-basic' } })
  if (url === `${API}/by-subdomain/owner-space`) return json({ id: 'owner/space', runtime: { stage: space.stage } })
  if (url === `${API}/owner/space/discussions`) return json({})
  return json({ error: 'Sorry, we cannot find the page you are looking for.' }, 404)
}
