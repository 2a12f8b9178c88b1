/** The page of `first-paint.node.test.ts`: one process of the app at `?app=`. */
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { GradioProcess, GradioProvider } from '../../../src/index.ts'
import '../../../src/react/styles/index.css'

const query = new URLSearchParams(location.search)
createRoot(document.querySelector('#root') ?? document.body).render(
  <StrictMode>
    <GradioProvider>
      <div style={{ maxInlineSize: 640 }}>
        <GradioProcess app={query.get('app') ?? ''} endpoint={query.get('endpoint') ?? ''} locale="en" />
      </div>
      <p>After it</p>
    </GradioProvider>
  </StrictMode>,
)
