/**
 * One endpoint of another author's app on a page of ours without a browser: run by the hook, drawn by the parts, and
 * read as text.
 */
import { useEffect } from 'react'
import { createRoot } from 'react-dom/client'
import { GradioClient } from '../../src/client/index.ts'
import { GradioProcess, GradioProvider, useGradioStream } from '../../src/react/index.ts'
import type { EndpointDescription, GradioStream } from '../../src/react/index.ts'
import { LateForm } from '../../src/react/form/form.tsx'
import { LateOutputList } from '../../src/react/parts/output/output.tsx'

/** Compiles what a page loads later. */
export const loadParts = (): Promise<unknown> => Promise.all([LateForm.load(), LateOutputList.load()])

/** What is seen and heard of a run. */
export interface PageReport {
  readonly status: string
  readonly values: readonly unknown[] | null
  readonly error: string | null
  /** Labels of fields and titles of results. */
  readonly labels: readonly string[]
  /** Fields in which JSON has to be typed, by label. */
  readonly jsonFields: readonly string[]
  /** Results, by component: whether there is anything in them. */
  readonly outputs: readonly { readonly component: string; readonly isSeen: boolean }[]
  /** Words of the whole result; empty: nothing is drawn. */
  readonly text: string
  readonly hasResult: boolean
  /** What a screen reader is told at the end. */
  readonly said: string
}

const PICTURES = 'img, svg.marks, canvas, video, audio, iframe, table, model-viewer, input, .rgs-colour-swatch, .js-plotly-plot'

/** For an app that is asked what it is, and for the code of the page. */
const READY_MS = 30_000

/** Where the app of a page is: its address, or its name at a relay. */
export interface AppPlace {
  readonly app: string
  /** `null`: the page reaches the app directly. */
  readonly backendUrl: string | null
  /** Of all endpoints of the app, as the official client is: functions with state go on where the last one ended. */
  readonly client: GradioClient
}

/** A client from the page's own modules. */
export const openClient = (backendUrl: string | null): GradioClient => new GradioClient({ backendUrl })

/** Runs an endpoint and reads the page. */
export async function runInPage(
  { app, backendUrl, client }: AppPlace,
  endpoint: string,
  values: readonly unknown[],
  limitMs: number,
): Promise<PageReport> {
  const host = document.createElement('div')
  document.body.append(host)
  let crash: string | null = null
  const root = createRoot(host, {
    onUncaughtError: (error) => {
      crash = `the page crashed: ${error instanceof Error ? error.message : String(error)}`
    },
  })
  let latest: GradioStream | null = null
  const now = (): GradioStream | null => latest
  root.render(
    <GradioProvider client={client} backendUrl={backendUrl}>
      <Page app={app} endpoint={endpoint} onStream={(stream) => (latest = stream)} />
    </GradioProvider>,
  )
  await until(() => (now()?.discovery.status ?? 'pending') !== 'pending', Date.now() + READY_MS)
  now()?.submit(values)
  const end = Date.now() + limitMs
  await until(() => ['succeeded', 'failed', 'cancelled'].includes(now()?.state.status ?? ''), end)
  const last = now()
  if (last && last.state.status !== 'succeeded' && last.state.status !== 'failed') void last.cancel()
  const isDrawn = (): boolean => host.querySelector('.rgs-skeleton, [aria-busy="true"]') === null
  const isSaid = (): boolean => (host.querySelector('output[aria-live]')?.textContent ?? '') !== ''
  await until(() => isDrawn() && isSaid(), Date.now() + 3000)
  const seen = read(host, now())
  const report = crash === null ? seen : { ...seen, status: 'failed', values: null, error: crash }
  root.unmount()
  host.remove()
  return report
}

interface PageProps {
  readonly app: string
  readonly endpoint: string
  readonly onStream: (stream: GradioStream) => void
}

function Page({ app, endpoint, onStream }: PageProps) {
  const stream = useGradioStream({ app, endpoint })
  useEffect(() => {
    onStream(stream)
  })
  return <GradioProcess.View stream={stream} app={app} endpoint={endpoint} />
}

async function until(isSo: () => boolean, end: number): Promise<void> {
  while (!isSo() && Date.now() < end) await new Promise((resolve) => setTimeout(resolve, 20))
}

function read(host: HTMLElement, stream: GradioStream | null): PageReport {
  const all = (selector: string): Element[] => [...host.querySelectorAll(selector)]
  const textOf = (element: Element | null): string => (element?.textContent ?? '').trim()
  const result = host.querySelector('.rgs-outputs')
  const { state, data, error } = stream ?? {}
  return {
    status: state?.status ?? 'none',
    values: data ?? null,
    error: error ? `${error.code}: ${error.message}`.slice(0, 300) : null,
    labels: all('form label, form legend, .rgs-output-label').map(textOf),
    jsonFields: jsonFieldsOf(stream?.endpoint ?? null, host),
    outputs: all('.rgs-output').map((element) => ({
      component: element.getAttribute('data-component') ?? '',
      isSeen: isSeen(element),
    })),
    text: textOf(result).slice(0, 400),
    hasResult: result !== null,
    said: textOf(host.querySelector('output[aria-live]')),
  }
}

function isSeen(output: Element): boolean {
  const body = [...output.children].filter((child) => !child.matches('.rgs-output-head'))
  return body.some((child) => child.matches(PICTURES) || child.querySelector(PICTURES) !== null || (child.textContent ?? '').trim() !== '')
}

/** Labels of fields that take JSON though the app has another component there. */
function jsonFieldsOf(endpoint: EndpointDescription | null, host: HTMLElement): string[] {
  const meant = new Set(endpoint?.parameters.flatMap(({ component, label }) => (component === 'json' ? [label] : [])))
  return [...host.querySelectorAll('form .rgs-json')]
    .map((field) => (field.closest('.rgs-field')?.querySelector('label, legend, .rgs-label')?.textContent ?? '').trim())
    .filter((label) => !meant.has(label))
}
