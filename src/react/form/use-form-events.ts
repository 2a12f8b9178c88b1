/** Does for a form what the app's own page does: its functions on load, and its functions for changed fields. */
import { useEffect } from 'react'
import type { AppDescription, EndpointDescription } from '@gradio-stream/client/internal/protocol/describe/app-description'
import { pageOf } from '@gradio-stream/hooks/internal/app-page'
import { useGradioClient } from '@gradio-stream/hooks/internal/gradio-environment'
import type { GradioStream } from '@gradio-stream/hooks/internal/gradio-stream'
import { useLatest } from '@gradio-stream/hooks/internal/use-latest'
import { FormEvents } from './form-events.ts'
import type { ProcessSettings } from '../kit/process-context.ts'

/** For endpoints whose fields are filled by functions of the app; other apps get no request. */
export function useFormEvents(stream: GradioStream, endpoint: EndpointDescription, settings: ProcessSettings): void {
  const client = useGradioClient()
  const app = stream.discovery.data
  const latest = useLatest({ app, endpoint, settings })
  const { form, clock } = settings
  const isNeeded = app !== undefined && (endpoint.isTied === true || isFilled(app, endpoint))
  const apiUrl = app?.apiUrl
  useEffect(() => {
    const { app: now, settings: own } = latest.current
    if (!isNeeded || !now) return undefined
    const page = pageOf(client, now)
    const { inputKinds, presets, messages, formats } = own
    const words = { messages, formats, maxFileSizeBytes: now.maxFileSizeBytes }
    const events = new FormEvents({
      client,
      app: now,
      page,
      form,
      clock,
      inputKinds,
      presets,
      words,
      endpoint: () => latest.current.endpoint,
    })
    const stop = events.start()
    void client.loadApp(now, page.follow)
    return stop
    // Another app or endpoint is another form; a description that was fetched anew is not.
    // oxlint-disable-next-line react/exhaustive-deps -- `apiUrl` and the name stand for what `latest` holds
  }, [client, form, clock, isNeeded, apiUrl, endpoint.name, latest])
}

function isFilled({ events = [] }: AppDescription, { parameters }: EndpointDescription): boolean {
  const fields = new Set(parameters.map(({ componentId }) => componentId))
  return events.some((event) => event.endpoint.returns.some(({ componentId }) => componentId !== undefined && fields.has(componentId)))
}
