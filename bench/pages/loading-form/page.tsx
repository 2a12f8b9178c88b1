/** A page with one process: the form of `?endpoint=` of the app at `?app=`. */
import { createRoot } from 'react-dom/client'
import { GradioProcess, GradioProvider } from 'react-gradio-stream'
import 'react-gradio-stream/styles.css'

const asked = new URLSearchParams(location.search)
const app = new URL(asked.get('app') ?? '', location.href).href
createRoot(document.querySelector('#root') ?? document.body).render(
  <GradioProvider backendUrl={null}>
    <GradioProcess app={app} endpoint={asked.get('endpoint') ?? ''} locale="en" />
  </GradioProvider>,
)
