/** As it comes: one component, one stylesheet. */
import { createRoot } from 'react-dom/client'
import { GradioProcess, GradioProvider } from 'react-gradio-stream'
import 'react-gradio-stream/styles.css'

const app = import.meta.env.VITE_APP ?? 'http://127.0.0.1:7860'

createRoot(document.querySelector('#root')).render(
  <GradioProvider backendUrl={null}>
    <GradioProcess app={app} endpoint="/tokens" />
  </GradioProvider>,
)
