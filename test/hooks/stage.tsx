/**
 * What the hook tests share: a scripted app behind a `fetch`, a page under StrictMode, and a panel that draws a stream
 * by role.
 */
import '../client/loaded.ts'
import { QueryClient } from '@tanstack/react-query'
import { type RenderResult, configure, render, screen } from '@testing-library/react'
import { type ReactNode, StrictMode } from 'react'
import {
  GradioProvider,
  type GradioProviderProps,
  type GradioStream,
  type UseGradioStreamOptions,
  useGradioStream,
} from '../../src/react/index.ts'
import { type ScenarioServer, type ScenarioServerOptions, createScenarioServer } from '../../src/testing/scenario-server.ts'
import { completed, edited, failed, generating, progress, starting } from '../../src/testing/scenario-steps.ts'
import type { Scenario } from '../../src/testing/scenario.ts'

// A busy machine draws late; nothing here waits for a time.
configure({ asyncUtilTimeout: 5_000 })

export const APP = 'http://app.test'

const text = { name: 'text', component: 'textbox' } as const

/** Answers its input with an exclamation mark. */
export const echo: Scenario = {
  name: 'echo',
  parameters: [{ ...text, value: 'hello' }],
  returns: [text],
  steps: ([given]) => [...starting(), completed(10, [`${String(given)}!`])],
}

/** Four steps of progress, a first value, the last one; `holdAfter` keeps it on the way. */
export const story: Scenario = {
  name: 'story',
  parameters: [{ ...text, value: 'once' }],
  returns: [text],
  isGenerator: true,
  steps: ([given]) => [
    ...starting(),
    progress(10, { index: 1, length: 4, description: 'Thinking' }),
    generating(10, [`${String(given)} upon`]),
    edited(10, [['append', [], ' a time']]),
    completed(10, [`${String(given)} upon a time`]),
  ],
}

/** Gives a first value, then fails. */
export const broken: Scenario = {
  name: 'broken',
  parameters: [],
  returns: [text],
  isGenerator: true,
  steps: [...starting(), generating(10, ['half']), failed(10, 'no good')],
}

export const full: Scenario = {
  name: 'full',
  parameters: [],
  returns: [text],
  joinRefusal: { status: 503, body: { detail: 'Queue is full. Max size is 1 and size is 1.' } },
  steps: [],
}

export const picky: Scenario = {
  name: 'picky',
  parameters: [{ ...text, value: '' }],
  returns: [text],
  joinRefusal: ([given]) =>
    given === 'good'
      ? null
      : {
          status: 422,
          body: { detail: [{ __type__: 'validate', is_valid: false, message: 'Too short.', parameter_name: 'text' }] },
        },
  steps: [...starting(), completed(10, ['fine'])],
}

/** Steps of {@link story} after which it has progress, and has a first value. */
export const WITH_PROGRESS = 3
export const WITH_VALUE = 4

export interface Stage {
  readonly server: ScenarioServer
  readonly queryClient: QueryClient
  readonly fetch: typeof fetch
  /** Draws under StrictMode and a provider whose network is the server. */
  render(children: ReactNode, provider?: Partial<GradioProviderProps>): StageResult
}

interface StageResult extends Omit<RenderResult, 'rerender'> {
  /** Draws something else below the same provider. */
  show(children: ReactNode, provider?: Partial<GradioProviderProps>): void
}

/** A page with a scripted app; through a relay unless `relay` is false. */
export function createStage({ relay = true, ...options }: ScenarioServerOptions = {}): Stage {
  const server = createScenarioServer({ scenarios: [echo, story, broken, full, picky], speed: Infinity, relay, ...options })
  const queryClient = new QueryClient({ defaultOptions: { queries: { retryDelay: 0 } } })
  const fetch: Stage['fetch'] = (input, init) =>
    server.fetch(new Request(input instanceof Request ? input : new URL(input, globalThis.location?.href ?? 'http://page.test/'), init))
  const page = (children: ReactNode, provider?: Partial<GradioProviderProps>) => (
    <StrictMode>
      <GradioProvider queryClient={queryClient} fetch={fetch} queueFullRetries={0} {...(relay ? {} : { backendUrl: null })} {...provider}>
        {children}
      </GradioProvider>
    </StrictMode>
  )
  return {
    server,
    queryClient,
    fetch,
    render(children, provider) {
      const { rerender, ...result } = render(page(children, provider))
      return { ...result, show: (next, nextProvider) => rerender(page(next, nextProvider ?? provider)) }
    },
  }
}

/** How often the server was asked for a path. */
export function countOf(server: ScenarioServer, path: string): number {
  return server.requests.filter((request) => request.method !== 'OPTIONS' && request.path.includes(path)).length
}

interface PanelProps extends Partial<UseGradioStreamOptions> {
  readonly name?: string
  readonly inputs?: readonly unknown[] | Readonly<Record<string, unknown>>
  readonly onResult?: (stream: GradioStream) => void
}

/** A stream as text and buttons. */
export function Panel({ name = 'Panel', inputs, onResult, app = APP, endpoint = '/echo', ...options }: PanelProps): ReactNode {
  const stream = useGradioStream({ app, endpoint, ...options })
  onResult?.(stream)
  const { state, data, error, discovery } = stream
  const unit = state.status === 'running' ? state.progress[0] : undefined
  return (
    <section aria-label={name}>
      <output aria-label="App">{discovery.data?.title ?? discovery.status}</output>
      <output aria-label="Endpoint">{stream.endpoint?.name ?? 'none'}</output>
      <output aria-label="State">{state.status}</output>
      <output aria-label="Network">{stream.isPaused ? 'paused' : stream.connection.transport}</output>
      <output aria-label="Connection">{stream.connection.readyState}</output>
      <output aria-label="Data">{data ? data.join() : stream.previousData ? `${stream.previousData.join()} (old)` : 'none'}</output>
      {unit ? <progress aria-label="Progress" value={unit.fraction ?? undefined} /> : null}
      {error ? <p role="alert">{`${error.code}: ${error.message}`}</p> : null}
      <button type="button" onClick={() => stream.submit(inputs)}>
        Submit
      </button>
      <button type="button" onClick={() => void stream.cancel()}>
        Cancel
      </button>
      <button type="button" onClick={stream.detach}>
        Detach
      </button>
      <button type="button" onClick={stream.resubmit}>
        Resubmit
      </button>
      <button type="button" onClick={stream.reset}>
        Reset
      </button>
      <button type="button" onClick={stream.retryNow}>
        Try now
      </button>
    </section>
  )
}

/** One of the panel's lines. */
export function line(label: 'App' | 'Endpoint' | 'State' | 'Network' | 'Connection' | 'Data'): HTMLElement {
  return screen.getByRole('status', { name: label })
}
