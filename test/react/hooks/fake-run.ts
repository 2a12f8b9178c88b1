/** A run at its port: the store is the real one, the test says what happens. */
import { systemClock } from '../../../src/core/clock.ts'
import type { AppDescription, EndpointDescription, Route } from '../../../src/core/protocol/app-description.ts'
import { DIRECT_CAPABILITIES } from '../../../src/core/protocol/app-description.ts'
import type { RunEventBody } from '../../../src/core/run/run-event.ts'
import { type SettledState, isSettled } from '../../../src/core/run/run-state.ts'
import { createRunStore } from '../../../src/core/run/run-store.ts'
import type { Run } from '../../../src/core/run/run.ts'

export const endpoint: EndpointDescription = {
  name: '/echo',
  fnIndex: 0,
  description: null,
  isGenerator: false,
  isStateful: false,
  parameters: [],
  returns: [],
  inputSlots: [],
  outputSlots: [],
  url: 'http://app.test/gradio_api/call/echo',
}

export function describeApp(route: Route = 'direct'): AppDescription {
  return {
    address: 'http://app.test',
    route,
    apiUrl: 'http://app.test/gradio_api',
    rootUrl: 'http://app.test',
    version: '6.31.0',
    protocol: 'sse_v3',
    title: null,
    supportsSSE: true,
    capabilities: DIRECT_CAPABILITIES,
    maxFileSizeBytes: null,
    endpoints: [endpoint],
  }
}

export interface FakeRun extends Run {
  readonly calls: readonly string[]
  /** Something happens, and is published at once. */
  happen(...events: readonly RunEventBody[]): void
}

export function createFakeRun(route: Route = 'direct'): FakeRun {
  const store = createRunStore({ route, clock: systemClock, schedule: (flush) => flush() })
  const calls: string[] = []
  store.dispatch({ type: 'submitted' })
  return {
    id: 'run',
    app: describeApp(route),
    endpoint,
    inputs: [],
    calls,
    happen(...events) {
      for (const event of events) store.dispatch(event)
      store.flush()
    },
    getSnapshot: () => store.getSnapshot(),
    subscribe: (listener) => store.subscribe(listener),
    observe: (listener) => store.observe(listener),
    settled: new Promise<SettledState>((resolve) => {
      store.observe((_event, state) => {
        if (isSettled(state)) resolve(state)
      })
    }),
    cancel() {
      calls.push('cancel')
      store.dispatch({ type: 'cancelled', outcome: 'confirmed' })
      return Promise.resolve('confirmed')
    },
    send: () => Promise.resolve(void calls.push('send')),
    closeInput: () => Promise.resolve(void calls.push('closeInput')),
    detach: () => void calls.push('detach'),
    retryNow: () => void calls.push('retryNow'),
    getTrace: () => ({ version: 1, runId: 'run', endpoint: '/echo', gradioVersion: '6.31.0', route, events: [] }),
  }
}
