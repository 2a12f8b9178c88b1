/** Nothing an app writes executes, opens a dialog or makes a request elsewhere, in any output, in a real browser. */
import { createElement, StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { afterEach, beforeEach, expect, it } from 'vitest'
import type { LogLevel } from '../../../src/client/run/run-event.ts'
import { GradioProcess } from '../../../src/react/process/gradio-process.tsx'
import { finished } from '../../../stories/finished.ts'
import type { GivenOutput } from '../../../stories/finished.ts'
import { stillClock } from '../../../stories/fixtures.ts'
import { logLines, running, states } from '../../../stories/states.ts'
import { XSS } from '../../fixtures/xss.ts'

declare global {
  interface Window {
    pwned?: () => void
  }
}

const math = { latex_delimiters: [{ left: '$$', right: '$$', display: true }] }
const said = (text: string) => ({
  role: 'assistant',
  content: [{ type: 'text', text }],
  metadata: { title: null },
  options: [{ value: text, label: text }],
})
const thought = (text: string) => ({
  role: text,
  content: [{ type: 'text', text }],
  metadata: { title: text, log: text, status: 'pending' },
})
const file = (text: string) => ({
  image: { path: `/tmp/${text}`, orig_name: text, url: text, meta: { _type: 'gradio.FileData' } },
  caption: text,
})

const KINDS: readonly [name: string, output: (text: string) => GivenOutput][] = [
  ['Markdown', (text) => ['markdown', text, text, math]],
  ['chat', (text) => ['chatbot', text, [said(text), thought(text)], math]],
  ['HTML', (text) => ['html', text, text]],
  ['code', (text) => ['code', text, text, { language: 'html' }]],
  ['JSON', (text) => ['json', text, { [text]: [text] }]],
  ['text', (text) => ['textbox', text, text]],
  ['captions', (text) => ['file', text, [file(text)]]],
]

const executed: string[] = []
const root = () => createRoot(document.body.appendChild(document.createElement('main')))
// Modules fill the usual 250 places before a test begins.
performance.setResourceTimingBufferSize(100_000)
/** Sent on purpose. */
const CONTROL = 'https://evil.test/control.png'
let current: ReturnType<typeof root> | null = null

beforeEach(() => {
  executed.length = 0
  window.pwned = () => void executed.push('pwned')
  window.alert = () => void executed.push('alert')
})
afterEach(() => {
  current?.unmount()
  document.body.replaceChildren()
})

/** Waits until a text of the last output is there: the heavy code is loaded then. */
async function settled(isThere: () => boolean): Promise<void> {
  await expect.poll(isThere, { timeout: 20_000 }).toBe(true)
  // Two frames more, for what runs after drawing.
  await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))
}

function press(scope: ParentNode): void {
  for (const link of scope.querySelectorAll<HTMLElement>('a, area, svg a')) {
    const stop = (event: Event): void => {
      // What a link would lead to is looked at; only script would have run already.
      if (!/^javascript:/i.test(link.getAttribute('href') ?? '')) event.preventDefault()
    }
    link.addEventListener('click', stop)
    link.dispatchEvent(new MouseEvent('click', { bubbles: true, cancelable: true }))
  }
}

it.each(KINDS)('%s', { timeout: 60_000 }, async (name, output) => {
  current = root()
  const outputs = XSS.map(output)
  current.render(
    createElement(
      StrictMode,
      null,
      createElement(
        GradioProcess.View,
        { stream: finished(...outputs), clock: stillClock, locale: 'en' },
        createElement(GradioProcess.Output),
      ),
    ),
  )
  await settled(() => document.querySelectorAll('.rgs-output').length === XSS.length)
  if (name === 'Markdown' || name === 'chat') await settled(() => document.querySelector('.rgs-markdown-plain') === null)
  const frames = () => [...document.querySelectorAll('iframe')]
  if (name === 'HTML')
    await settled(
      () => frames().length === XSS.length && frames().every(({ contentDocument }) => contentDocument?.readyState === 'complete'),
    )

  const documents = [document, ...frames().flatMap(({ contentDocument }) => (contentDocument ? [contentDocument] : []))]
  for (const one of documents) press(one)
  await new Promise((done) => requestAnimationFrame(done))

  expect(executed).toEqual([])
  const elements = documents.flatMap((one) => [...one.querySelectorAll('.rgs-root *, body *')])
  const handlers = elements.flatMap((element) => element.getAttributeNames().filter((attribute) => /^on/i.test(attribute)))
  expect(handlers).toEqual([])
  const addresses = elements.flatMap((element) =>
    ['href', 'src', 'xlink:href', 'action', 'formaction', 'data', 'poster'].flatMap((attribute) => element.getAttribute(attribute) ?? []),
  )
  expect(addresses.filter((address) => /(javascript|vbscript|data:text)/i.test(address.slice(0, 20)))).toEqual([])
  const drawn = document.querySelector('.rgs-root')
  expect(drawn?.querySelector('script, object, embed, base, link, meta, form:not(.rgs-form)')).toBeNull()
  for (const frame of frames()) {
    expect(frame.sandbox.contains('allow-scripts')).toBe(false)
    // A frame that was just put in is blank until its own text is there.
    await expect.poll(() => frame.contentDocument?.location.href).toBe('about:srcdoc')
  }
  // What a document's policy forbids has an entry too, though nothing was sent: the policy reports it.
  await sendControl()
  const forbidden = documents.map(forbiddenBy)
  const sent = () =>
    documents.flatMap((one, index) =>
      (one.defaultView?.performance.getEntriesByType('resource') ?? []).flatMap((entry) =>
        entry.name.includes('evil.test') && entry.name !== CONTROL && !forbidden[index]?.has(entry.name) ? [entry.name] : [],
      ),
    )
  await expect.poll(sent).toEqual([])
})

it('log lines and toasts', { timeout: 240_000 }, async () => {
  current = root()
  const { Logs, Toasts } = GradioProcess
  const show = (texts: readonly string[]) =>
    current?.render(
      createElement(
        GradioProcess.View,
        {
          stream: {
            ...states.RunningIndeterminate,
            state: running(4, { logs: logLines(...texts.map((text): [LogLevel, string] => ['warning', text])) }),
          },
          clock: stillClock,
          locale: 'en',
          toasts: { limit: XSS.length },
        },
        createElement(Logs),
        createElement(Toasts),
      ),
    )
  show([])
  // What is there at first does not rise.
  await settled(() => document.querySelector('.rgs-root') !== null)
  // The last 20 rise as toasts, so all of them are said in turns.
  for (let count = 20; count < XSS.length + 20; count += 20) {
    const said = XSS.slice(0, count)
    show(said)
    await settled(() => document.querySelectorAll('.rgs-log').length === said.length)
    await settled(() => document.querySelectorAll('.rgs-toast').length >= said.length)
  }
  press(document)
  await new Promise((done) => requestAnimationFrame(done))
  expect(executed).toEqual([])
  const elements = [...document.querySelectorAll('.rgs-root *')]
  expect(document.querySelectorAll('.rgs-line:not(.rgs-line-plain)').length).toBeGreaterThan(XSS.length)
  expect(
    elements.flatMap((element) =>
      element.getAttributeNames().filter((name) => /^(?:on|style$)/i.test(name) && element.closest('.rgs-line')),
    ),
  ).toEqual([])
  const addresses = elements.flatMap((element) => element.getAttribute('href') ?? element.getAttribute('src') ?? [])
  expect(addresses.filter((address) => /^\s*(?:javascript|vbscript|data):/i.test(address))).toEqual([])
  expect(document.querySelector('.rgs-line :is(script, img, svg, iframe, object, embed, base, link, meta, form, input, style)')).toBeNull()
  const requests = performance.getEntriesByType('resource').map(({ name }) => name)
  expect(requests.filter((address) => address.includes('evil.test') && address !== CONTROL)).toEqual([])
})

it('runs no script in a frame even where cleaning would let one through', async () => {
  const frame = document.createElement('iframe')
  frame.setAttribute('sandbox', 'allow-same-origin allow-popups allow-popups-to-escape-sandbox')
  frame.srcdoc = '<script>parent.pwned()</script><img src="x" onerror="parent.pwned()"><svg onload="parent.pwned()">'
  const loaded = new Promise((done) => frame.addEventListener('load', done))
  document.body.append(frame)
  await loaded
  expect(executed).toEqual([])
})

/** A request to the same host that is sent: it shows that one would be seen. */
async function sendControl(): Promise<void> {
  const picture = new Image()
  await new Promise((done) => {
    picture.addEventListener('error', done)
    picture.src = CONTROL
  })
  await expect.poll(() => performance.getEntriesByName(CONTROL).length).toBeGreaterThan(0)
}

/** Addresses a document's policy has forbidden so far, filled as its reports come. */
function forbiddenBy({ defaultView }: Document): ReadonlySet<string> {
  const addresses = new Set<string>()
  if (!defaultView) return addresses
  const { ReportingObserver: Observer } = defaultView as unknown as { ReportingObserver: typeof ReportingObserver }
  const take = (reports: readonly Report[]) => {
    for (const { body } of reports) addresses.add(String((body as unknown as { blockedURL?: string } | null)?.blockedURL))
  }
  new Observer(take, { types: ['csp-violation'], buffered: true }).observe()
  return addresses
}
