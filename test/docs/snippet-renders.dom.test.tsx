/**
 * Snippets of `tsx` that say `run` export a component: it is drawn, its first field is filled, its button "Run" is
 * pressed, and the caption of the app comes on screen.
 */
import { writeFileSync } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { scenarioHandlers } from '@gradio-stream/testing/msw'
import { render, screen } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { http, HttpResponse } from 'msw'
import { setupServer } from 'msw/node'
import { createElement, type FunctionComponent } from 'react'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { captionApp, DOCUMENTED_APP } from './caption-app.ts'
import { allSnippets, fileOf } from './snippets.ts'

const FOLDER = '.snippets/render'
/** No relay is there, so pages go to the app. */
const server = setupServer(
  ...scenarioHandlers(captionApp(), DOCUMENTED_APP),
  http.all('*/api/*', () => new HttpResponse(null, { status: 404 })),
)

beforeAll(async () => {
  server.listen({ onUnhandledFrame: 'error' })
  await mkdir(FOLDER, { recursive: true })
})
afterAll(() => server.close())

const drawn = allSnippets()
  .filter(({ language, words }) => language === 'tsx' && words.includes('run'))
  .map((snippet) => ({ name: `${snippet.document}:${snippet.line}`, snippet }))

test.each(drawn)('$name draws a component that runs the app', async ({ snippet }) => {
  const file = join(FOLDER, fileOf(snippet))
  writeFileSync(file, snippet.code)
  // What the snippet exports is not known before.
  const exported = Object.values((await import(/* @vite-ignore */ resolve(file))) as Record<string, unknown>)
  const component = exported.findLast((value) => typeof value === 'function') as FunctionComponent
  const user = userEvent.setup()
  render(createElement(component))
  const button = await screen.findByRole('button', { name: /^(?:Run|Start)$/ })
  const field = screen.queryAllByRole('textbox')[0]
  if (field) {
    await user.clear(field)
    await user.type(field, 'A lighthouse at dusk')
  }
  await user.click(button)
  expect((await screen.findAllByText('A lighthouse at dusk, in 4 steps')).length).toBeGreaterThan(0)
})
