/** A run behind its port: the store is real, the test sends the events. */
import { featuresOf } from '../../src/client/protocol/describe/app-features.ts'
import { systemClock } from '../../src/client/kit/clock.ts'
import type { AppDescription, EndpointDescription, Route } from '../../src/client/protocol/describe/app-description.ts'
import { DIRECT_CAPABILITIES } from '../../src/client/protocol/describe/app-description.ts'
import type { RunEventBody } from '../../src/client/run/run-event.ts'
import { type SettledState, isSettled } from '../../src/client/run/run-state.ts'
import { createRunStore } from '../../src/client/run/run-store.ts'
import type { Run } from '../../src/client/run/run.ts'

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
    features: featuresOf('6.31.0'),
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
  const settled = new Promise<SettledState>((resolve) => {
    store.observe((_event, state) => {
      if (isSettled(state)) resolve(state)
    })
  })
  const result = settled.then((state) => (state.status === 'succeeded' ? state.data : Promise.reject(new Error(state.status))))
  result.catch(() => {})
  const run: FakeRun = {
    id: 'run',
    app: describeApp(route),
    endpoint,
    inputs: [],
    isResumed: false,
    calls,
    happen(...events) {
      for (const event of events) store.dispatch(event)
      store.flush()
    },
    getSnapshot: () => store.getSnapshot(),
    subscribe: (listener) => store.subscribe(listener),
    observe: (listener) => store.observe(listener),
    accepted: new Promise((resolve) => {
      store.observe((event) => event.type === 'joined' && resolve(run))
    }),
    settled,
    result,
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
  return run
}
