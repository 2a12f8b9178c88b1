/** A scenario server as MSW handlers: plain `http` handlers with streamed bodies, so one set serves browser, Node, SSE and polling. */
import { http, type HttpHandler } from 'msw'
import type { ScenarioServer } from './scenario-server.ts'

/**
 * Handlers that answer everything under `url`: an app's base URL, or the relay's `backendUrl` (a path alone works in
 * browsers, Node wants an absolute one).
 */
export function scenarioHandlers(server: Pick<ScenarioServer, 'fetch'>, url: string): HttpHandler[] {
  return [http.all(`${url.replace(/\/+$/u, '')}/*`, ({ request }) => server.fetch(request))]
}
