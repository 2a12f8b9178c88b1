/** The page of `measure-form.ts`: the form of the app at `?app=`, all of its fields in sight. */
import { createRoot } from 'react-dom/client'
import { GradioProcess, GradioProvider } from '../../../src/react/index.ts'
import '../../../src/react/styles/index.css'
import './page.css'

const app = new URLSearchParams(location.search).get('app') ?? ''
performance.mark('bench:render')
createRoot(document.querySelector('#root') ?? document.body).render(
  <GradioProvider backendUrl={null}>
    <GradioProcess app={new URL(app, location.href).href} endpoint="/form" locale="en" />
  </GradioProvider>,
)
