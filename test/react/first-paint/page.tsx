/**
 * The page of the tests beside it: one process of the app at `?app=`, of the endpoint at `?endpoint=`, and a button for another one, `?next=`;
 * with `?relay=` through that relay, where runs are kept. Where a server has drawn it, it takes over what is there.
 */
import { StrictMode } from 'react'
import { createRoot, hydrateRoot } from 'react-dom/client'
import { onPieceError } from '../../../src/index.ts'
import type { AppDescription, PieceError } from '../../../src/index.ts'
import '../../../src/react/styles/index.css'
import { Page } from './page-body.tsx'

declare global {
  interface Window {
    pieceErrors: PieceError['code'][]
    /** What the server knew of the app when it drew the page. */
    drawnWith?: AppDescription
  }
}

window.pieceErrors = []
onPieceError(({ code }) => window.pieceErrors.push(code))

const root = document.querySelector('#root') ?? document.body
const page = (
  <StrictMode>
    <Page query={location.search} description={window.drawnWith ?? null} />
  </StrictMode>
)
if (root.hasChildNodes()) hydrateRoot(root, page)
else createRoot(root).render(page)
