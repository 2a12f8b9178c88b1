/** The hooks alone: every element and every class is the page's own. */
import { useState } from 'react'
import { createRoot } from 'react-dom/client'
import { GradioProvider, useGradioStream } from '@gradio-stream/hooks'
import './main.css'

const app = import.meta.env.VITE_APP ?? 'http://127.0.0.1:7860'

function Keeper() {
  const [prompt, setPrompt] = useState('')
  const { state, data, error, submit, cancel } = useGradioStream({ app, endpoint: '/tokens' })
  const isOn = state.status !== 'idle' && state.status !== 'succeeded' && state.status !== 'failed' && state.status !== 'cancelled'
  return (
    <main className="mx-auto grid max-w-2xl gap-4 p-8">
      <h1 className="text-2xl font-semibold">Ask the keeper</h1>
      <form
        className="flex gap-2"
        onSubmit={(event) => {
          event.preventDefault()
          submit({ prompt })
        }}
      >
        <input
          aria-label="Question"
          className="grow rounded-lg border border-slate-400 bg-white px-3 py-2 dark:border-slate-600 dark:bg-slate-800"
          value={prompt}
          onChange={(event) => setPrompt(event.target.value)}
        />
        {isOn ? (
          <button type="button" className="rounded-lg bg-slate-600 px-4 text-white" onClick={() => void cancel()}>
            Stop
          </button>
        ) : (
          <button className="rounded-lg bg-teal-700 px-4 text-white">Run</button>
        )}
      </form>
      <output className="text-sm text-slate-600 dark:text-slate-300">
        {state.status === 'queued' ? `Place ${(state.position ?? 0) + 1} in line` : state.status}
      </output>
      {error && <p role="alert">{error.message}</p>}
      <section aria-label="Result" className="rounded-lg bg-slate-100 p-4 leading-relaxed dark:bg-slate-800">
        {data ? String(data[0]) : 'Nothing yet.'}
      </section>
    </main>
  )
}

createRoot(document.querySelector('#root')).render(
  <div className="min-h-screen bg-white text-slate-900 dark:bg-slate-900 dark:text-slate-100">
    <GradioProvider backendUrl={null}>
      <Keeper />
    </GradioProvider>
  </div>,
)
