/** The playground page: an app's endpoints in a list, one of them running in a card, and a network to break. */
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { useState } from 'react'
import { GradioProcess, GradioProvider, useGradioDiscovery } from '../src/react/index.ts'
import { LogsAndTrace } from './trace-panel.tsx'

export interface PlaygroundConfig {
  /** The app given to `npm start`, or the scenario server. */
  app: string
  isScenario: boolean
  backendUrl: string
}

const queryClient = new QueryClient()
const COMPONENTS = { Logs: LogsAndTrace }
/**
 * Where a run is kept for a reload, which Vite also does when the network was cut: `?resume=session` (the default),
 * `?resume=local`, or `?resume=none`.
 */
const RESUME = readResume(new URLSearchParams(location.search).get('resume'))

export function Playground({ config }: { config: PlaygroundConfig }) {
  const [address, setAddress] = useState(config.app)
  const [draft, setDraft] = useState(config.app)
  const [isLive, setLive] = useState(true)
  const [isRelayed, setRelayed] = useState(true)
  return (
    <QueryClientProvider client={queryClient}>
      <header className="pg-header">
        <h1>react-gradio-stream</h1>
        <form
          className="pg-address"
          onSubmit={(event) => {
            event.preventDefault()
            setAddress(draft)
          }}
        >
          <label htmlFor="address">App</label>
          <input id="address" value={draft} onChange={(event) => setDraft(event.target.value)} spellCheck={false} />
          <button type="submit">Load</button>
        </form>
      </header>
      <GradioProvider backendUrl={isRelayed ? config.backendUrl : null} transport={isLive ? 'sse' : 'polling'}>
        <Workbench key={address} app={address} isScenario={config.isScenario && address === config.app}>
          <section className="pg-network" aria-label="Network">
            <h2>Network</h2>
            <label>
              <input type="checkbox" checked={isLive} onChange={(event) => setLive(event.target.checked)} /> Streaming (SSE)
            </label>
            <label>
              <input type="checkbox" checked={isRelayed} onChange={(event) => setRelayed(event.target.checked)} /> Through the relay
            </label>
            <CutButton isRelayed={isRelayed} />
          </section>
        </Workbench>
      </GradioProvider>
    </QueryClientProvider>
  )
}

function Workbench({ app, isScenario, children }: { app: string; isScenario: boolean; children: React.ReactNode }) {
  const { data } = useGradioDiscovery(app)
  // Several are drawn under each other: `?endpoint=/a&endpoint=/b`.
  const [chosen, setChosen] = useState<readonly string[]>(() => new URLSearchParams(location.search).getAll('endpoint'))
  const endpoints = data?.endpoints ?? []
  const known = endpoints.map(({ name }) => name).filter((name) => chosen.includes(name))
  const shown = known.length > 0 ? known : [endpoints[0]?.name ?? '/']
  return (
    <div className="pg-columns">
      <nav className="pg-endpoints" aria-label="Endpoints">
        <h2>{isScenario ? 'Scenarios' : (data?.title ?? 'Endpoints')}</h2>
        <ul>
          {endpoints.map(({ name }) => (
            <li key={name}>
              <button type="button" aria-current={shown.includes(name) ? 'page' : undefined} onClick={() => choose(name)}>
                {name.replace(/^\//, '')}
              </button>
            </li>
          ))}
        </ul>
      </nav>
      <main className="pg-main">
        {shown.map((name) => (
          <GradioProcess key={name} app={app} endpoint={name} components={COMPONENTS} {...RESUME} />
        ))}
        {data ? (
          <p className="pg-facts">
            Gradio {data.version} · {data.protocol} · {data.route}
          </p>
        ) : null}
      </main>
      {children}
    </div>
  )

  function choose(name: string): void {
    setChosen([name])
    const url = new URL(location.href)
    url.searchParams.set('endpoint', name)
    history.replaceState(null, '', url)
  }
}

function readResume(mode: string | null): { resume?: 'session' | 'local' } {
  return mode === 'none' ? {} : { resume: mode === 'local' ? 'local' : 'session' }
}

function CutButton({ isRelayed }: { isRelayed: boolean }) {
  const [said, setSaid] = useState('')
  async function cut(): Promise<void> {
    const response = await fetch('/playground/cut', { method: 'POST' }).catch(() => null)
    if (response === null) {
      setSaid('The playground does not answer.')
      return
    }
    // Answered by start.ts, same version.
    const { cut: count } = (await response.json()) as { cut: number }
    setSaid(count === 0 ? 'Nothing is open.' : `Cut ${count}.`)
  }
  return (
    <p>
      <button type="button" disabled={!isRelayed} onClick={() => void cut()}>
        Cut the connection
      </button>{' '}
      <output>{said}</output>
    </p>
  )
}
