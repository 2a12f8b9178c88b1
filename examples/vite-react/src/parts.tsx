/**
 * The same with the page's own markup: parts where they fit, plain elements elsewhere, without the library's
 * stylesheet.
 */
import { createRoot } from 'react-dom/client'
import { GradioProcess, GradioProvider } from 'react-gradio-stream'
import './parts.css'

const app = import.meta.env.VITE_APP ?? 'http://127.0.0.1:7860'

createRoot(document.querySelector('#root')).render(
  <GradioProvider backendUrl={null}>
    <GradioProcess.Root app={app} endpoint="/tokens" className="desk" unstyled>
      <aside>
        <h1>Ask the keeper</h1>
        <GradioProcess.Form>
          <GradioProcess.Submit className="ask" />
        </GradioProcess.Form>
      </aside>
      <article>
        <GradioProcess.Status render={(props, { text }) => <p {...props}>{text}</p>} />
        <GradioProcess.Error />
        <GradioProcess.Output />
      </article>
      <GradioProcess.Announcer />
    </GradioProcess.Root>
  </GradioProvider>,
)
