/** The form of `test/live/gradio/form_app.py`, as each Gradio version describes it. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { DIRECT_CAPABILITIES } from '../../../src/client/protocol/describe/app-description.ts'
import type { AppDescription, EndpointDescription } from '../../../src/client/protocol/describe/app-description.ts'
import { describeApp } from '../../../src/client/protocol/describe/describe-app.ts'

export const FORM_VERSIONS = [3, 4, 5, 6] as const

interface Capture {
  config: Record<string, unknown> & { layout: unknown; components: { id: number; type: string; props: Record<string, unknown> }[] }
  info: unknown
}

export function readForm(version: number): Capture {
  return readCapture('form', version)
}

/**
 * The description of another app by a Gradio of that version: `boxes` (`test/live/gradio/boxes_app.py`), `names`
 * (`names_app.py`).
 */
export function readCapture(app: string, version: number): Capture {
  const text = readFileSync(join(import.meta.dirname, '../../fixtures/captures', app, `gradio-${version}.json`), 'utf8')
  return JSON.parse(text) as Capture
}

export function describeForm({ config, info }: { config: unknown; info: unknown }): AppDescription {
  const source = { address: 'http://app', route: 'direct', rootUrl: 'http://app', supportsSSE: true } as const
  return describeApp({ ...source, config, info, capabilities: DIRECT_CAPABILITIES })
}

export function endpointOf(app: AppDescription, name: string): EndpointDescription {
  const endpoint = app.endpoints.find((one) => one.name === name)
  if (!endpoint) throw new Error(`${name} is not there`)
  return endpoint
}
