/**
 * The page of the tests beside it: one process of the app at `?app=`, of the endpoint at `?endpoint=`, and a button for
 * another one, `?next=`; with `?relay=` through that relay, where runs are kept. Where a server has drawn it, it takes
 * over what is there.
 */
import { StrictMode } from 'react'
import { createRoot, hydrateRoot } from 'react-dom/client'
import type { AppDescription } from '../../../src/react/index.ts'
import '../../../src/react/styles/index.css'
import { Page } from './page-body.tsx'

declare global {
  interface Window {
    /** What the server knew of the app when it drew the page. */
    drawnWith?: AppDescription
  }
}

const root = document.querySelector('#root') ?? document.body
const page = (
  <StrictMode>
    <Page query={location.search} description={window.drawnWith ?? null} />
  </StrictMode>
)
if (root.hasChildNodes()) hydrateRoot(root, page)
else createRoot(root).render(page)
