/** The page of the tests beside it: one process of the app at `?app=`, of the endpoint at `?endpoint=`, and a button for another one, `?next=`. */
import { StrictMode, useState } from 'react'
import type { ReactElement } from 'react'
import { createRoot } from 'react-dom/client'
import { GradioProcess, GradioProvider, onPieceError } from '../../../src/index.ts'
import type { PieceError } from '../../../src/index.ts'
import '../../../src/react/styles/index.css'

declare global {
  interface Window {
    pieceErrors: PieceError['code'][]
  }
}

window.pieceErrors = []
onPieceError(({ code }) => window.pieceErrors.push(code))

const query = new URLSearchParams(location.search)
const next = query.get('next')

function Page(): ReactElement {
  const [endpoint, setEndpoint] = useState(query.get('endpoint') ?? '')
  return (
    <>
      <div style={{ maxInlineSize: 640 }}>
        <GradioProcess app={query.get('app') ?? ''} endpoint={endpoint} locale="en" />
      </div>
      <p>After it</p>
      {next !== null && (
        <button type="button" onClick={() => setEndpoint(next)}>
          Next
        </button>
      )}
    </>
  )
}

createRoot(document.querySelector('#root') ?? document.body).render(
  <StrictMode>
    <GradioProvider backendUrl={null}>
      <Page />
    </GradioProvider>
  </StrictMode>,
)
