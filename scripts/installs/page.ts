/** What a page reads by the types of the packages as they are published, and what it must not find there. */
import type { EndpointDescription, FinishTools, GradioClientOptions, GradioStream, ProcessSettings } from 'react-gradio-stream'

export function readEndpoint(endpoint: EndpointDescription): string[] {
  // @ts-expect-error Gradio's number of a function is internal
  void endpoint.fnIndex
  // @ts-expect-error where values lie on the wire is internal
  void endpoint.inputSlots
  return endpoint.parameters.map(({ name }) => name)
}

export function readProcess(settings: ProcessSettings, tools: FinishTools): string {
  // @ts-expect-error the store of a form is internal
  void settings.form
  // @ts-expect-error the store of a form is internal
  void tools.form
  return `${settings.app} ${tools.endpoint.name}`
}

interface Caption {
  inputs: { prompt: string }
  data: [caption: string]
}
export const captionOf = (stream: GradioStream<Caption>): string => stream.data?.[0] ?? ''

export const options: GradioClientOptions = {
  transport: 'polling',
  runTimeoutMs: 60_000,
  // @ts-expect-error how tabs communicate is internal
  tabPorts: null,
}
