/** What the page of these tests shows: in a browser, and on a server that draws it. */
import { QueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { ReactElement } from 'react'
import { GradioProcess, GradioProvider, gradioKeys } from '../../../src/react/index.ts'
import type { AppDescription } from '../../../src/react/index.ts'

/** `description`: what is known of the app already. */
export function Page({ query, description }: { query: string; description: AppDescription | null }): ReactElement {
  const asked = new URLSearchParams(query)
  const app = asked.get('app') ?? ''
  const relay = asked.get('relay')
  const next = asked.get('next')
  const [endpoint, setEndpoint] = useState(asked.get('endpoint') ?? '')
  const [queryClient] = useState(() => {
    const made = new QueryClient()
    if (description) made.setQueryData(gradioKeys.discovery(relay, app), description)
    return made
  })
  return (
    <GradioProvider backendUrl={relay} queryClient={queryClient} {...(relay === null ? {} : { resume: 'session' })}>
      <div style={{ maxInlineSize: 640 }}>
        <GradioProcess app={app} endpoint={endpoint} locale="en" />
      </div>
      <p>After it</p>
      {next !== null && (
        <button type="button" onClick={() => setEndpoint(next)}>
          Next
        </button>
      )}
    </GradioProvider>
  )
}
