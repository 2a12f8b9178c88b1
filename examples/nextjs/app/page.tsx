/** A server component. What it draws of the library runs in the browser, and is in the HTML already. */
import { GradioProcess, GradioProvider } from 'react-gradio-stream'

export default function Page() {
  return (
    <main className="mx-auto w-full max-w-3xl p-8">
      <h1 className="mb-6 text-2xl font-semibold">Ask the keeper</h1>
      <GradioProvider backendUrl="/api/gradio">
        <GradioProcess app="keeper" endpoint="/tokens" />
      </GradioProvider>
    </main>
  )
}
