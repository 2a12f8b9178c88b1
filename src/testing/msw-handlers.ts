/**
 * Entry `@gradio-stream/testing/msw`: a scenario server as handlers of MSW, the one file that needs MSW. Plain `http`
 * handlers with streamed bodies: one set works in browser and Node, with SSE and polling.
 */
import { http, type HttpHandler } from 'msw'
import type { ScenarioServer } from './scenario-server.ts'

/**
 * Handlers that answer everything under `url`: the base URL of an app, or the relay's `backendUrl`. Browsers accept a
 * path alone; Node needs an absolute URL.
 */
export function scenarioHandlers(server: Pick<ScenarioServer, 'fetch'>, url: string): HttpHandler[] {
  return [http.all(`${url.replace(/\/+$/u, '')}/*`, ({ request }) => server.fetch(request))]
}
