/**
 * A page with the hook alone. It runs `?endpoint=` of the app at `?app=` once, through the relay at `?relay=` if
 * there is one.
 */
import { useEffect } from 'react'
import type { ReactElement } from 'react'
import { createRoot } from 'react-dom/client'
import { GradioProvider, useGradioStream } from '@gradio-stream/hooks'

const asked = new URLSearchParams(location.search)
const here = (path: string): string => new URL(path, location.href).href
const relay = asked.get('relay')

function Page(): ReactElement {
  const { endpoint, state, submit } = useGradioStream({ app: here(asked.get('app') ?? ''), endpoint: asked.get('endpoint') ?? '' })
  const isKnown = endpoint !== null
  useEffect(() => {
    if (isKnown) submit(['A lighthouse'])
    // oxlint-disable-next-line react/exhaustive-deps -- once
  }, [isKnown])
  return <p data-status={state.status}>{state.status}</p>
}

createRoot(document.querySelector('#root') ?? document.body).render(
  <GradioProvider backendUrl={relay === null ? null : here(relay)}>
    <Page />
  </GradioProvider>,
)
