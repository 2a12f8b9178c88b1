/**
 * Live examples: the components of `react-gradio-stream`, and a Gradio app of scenarios that lives in the page. No
 * request leaves it, so its button can cut the cable.
 */
import { StrictMode, useState, type ReactElement } from 'react'
import { createRoot } from 'react-dom/client'
import { GradioProcess, GradioProvider } from 'react-gradio-stream'
import 'react-gradio-stream/styles.css'
import { createScenarioServer, scenarios, type ScenarioServer } from '@gradio-stream/testing'
import './live.css'

const APP = 'https://owner-space.hf.space'
const RELAY = '/live/relay'

interface Network {
  readonly server: ScenarioServer
  readonly fetch: typeof fetch
}

/** A network of its own for one run: the app, and the relay before it if the example has one. */
function createNetwork(relay: boolean): Network {
  const server = createScenarioServer({ relay, scenarios: [scenarios.tokens] })
  return {
    server,
    fetch: (input, init) => server.fetch(new Request(input instanceof Request ? input : new URL(input, location.href), init)),
  }
}

function Card({ relay, title, network }: { relay: boolean; title: string; network: Network }): ReactElement {
  return (
    <GradioProvider backendUrl={relay ? RELAY : null} fetch={network.fetch} shareTabs={false}>
      <GradioProcess app={APP} endpoint="/tokens" title={title} hiddenFields={['temperature', 'max_tokens']} />
    </GradioProvider>
  )
}

/** The cable between the page and what it talks to. */
function CutButton({ networks }: { networks: readonly Network[] }): ReactElement {
  const [said, setSaid] = useState('')
  return (
    <p className="live-cable">
      <button
        type="button"
        onClick={() => {
          const open = networks.reduce((count, { server }) => count + server.openStreamCount, 0)
          for (const { server } of networks) server.cut()
          setSaid(open === 0 ? 'No stream is open: press Run first.' : `Cut ${open === 1 ? 'a stream' : `${open} streams`} in the middle.`)
        }}
      >
        Cut the cable
      </button>
      <output>{said}</output>
    </p>
  )
}

function Start(): ReactElement {
  const [network] = useState(() => createNetwork(true))
  return (
    <>
      <CutButton networks={[network]} />
      <Card relay title="A text, word by word" network={network} />
    </>
  )
}

function Resume(): ReactElement {
  const [relayed] = useState(() => createNetwork(true))
  const [direct] = useState(() => createNetwork(false))
  return (
    <>
      <CutButton networks={[relayed, direct]} />
      <div className="live-pair">
        <Card relay title="Through a relay" network={relayed} />
        <Card relay={false} title="Directly" network={direct} />
      </div>
    </>
  )
}

const EXAMPLES: Readonly<Record<string, () => ReactElement>> = { start: Start, resume: Resume }

/** Draws an example into `box`. Returns what takes it away. Throws for a name that is no example. */
export function mountExample(box: HTMLElement, name: string): () => void {
  const Example = EXAMPLES[name]
  if (!Example) throw new Error(`There is no live example "${name}".`)
  const root = createRoot(box)
  root.render(
    <StrictMode>
      <Example />
    </StrictMode>,
  )
  return () => root.unmount()
}
