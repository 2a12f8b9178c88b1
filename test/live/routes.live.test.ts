/** docs/relay-routes.md against the routes of a running Gradio 6: what is new there has to be decided here. */
import { execFileSync } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { serveRelay } from './serve.ts'
import type { ServedRelay } from './serve.ts'

const ROOT = join(import.meta.dirname, '..', '..')
const python = join(process.env.GRADIO_VENVS ?? join(ROOT, '.venv-gradio'), '6', 'bin', 'python')
const app = inject('gradio')['6']
/** Names of all routes, also of those in routers that are put into the app. */
const LIST_ROUTES = `
import gradio as gr
from gradio.routes import App
with gr.Blocks() as demo:
    gr.Textbox()
found = set()
def walk(routes):
    for route in routes:
        path = getattr(route, "path", None)
        router = getattr(route, "original_router", None) or getattr(route, "router", None)
        if router is not None:
            walk(router.routes)
        elif getattr(route, "routes", None):
            walk(route.routes)
        elif path:
            found.add(path)
walk(App.create_app(demo).routes)
print("\\n".join(sorted(found)))
`

describe.skipIf(app === undefined)('the routes of Gradio 6', () => {
  let served: ServedRelay
  beforeAll(async () => {
    served = await serveRelay({ apps: { fixture: app ?? '' }, sse: true })
  })
  afterAll(() => served.close())

  const ask = (path: string): Promise<Response> => fetch(`${served.backendUrl}/apps/fixture${path}`)

  test('are all in the table, by their first names', { timeout: 180_000 }, async () => {
    const table = await readFile(join(ROOT, 'docs', 'relay-routes.md'), 'utf8')
    const env = { ...process.env, HF_HUB_OFFLINE: '1' }
    const paths = execFileSync(python, ['-c', LIST_ROUTES], { encoding: 'utf8', env }).trim().split('\n')
    const names = new Set(paths.map((path) => /^(?:\/gradio_api)?\/([\w.-]*)/.exec(path)?.[1] ?? path))
    for (const known of ['queue', 'call', 'upload']) expect(names).toContain(known)
    const listed = new Set(Array.from(table.matchAll(/`(?:[A-Z]+ )?(?:<basePath>)?\/?([\w.-]*)[^`]*`/g), ([, name]) => name))
    expect([...names].filter((name) => !listed.has(name))).toEqual([])
  })

  test('describe the app to other programs, with no address of the app', async () => {
    const text = await (await ask('/gradio_api/openapi.json')).text()
    expect(JSON.parse(text)).toMatchObject({ openapi: expect.any(String), paths: expect.any(Object) })
    expect(text).not.toContain(app)
    expect(await (await ask('/gradio_api/queue/status')).json()).toMatchObject({ msg: 'estimation' })
    const page = await ask('/')
    expect([page.status, await page.json()]).toMatchObject([404, { detail: expect.stringContaining('not the page of the app') }])
  })
})
