/** The service as a program of Bun and of Deno. Prints its port. */
import { answerClient, makeRelay } from './service.ts'

type Answer = (request: Request) => Promise<Response>
interface Runtimes {
  Bun?: { serve(options: { port: number; hostname: string; idleTimeout: number; fetch: Answer }): { port: number } }
  Deno?: { serve(options: { port: number; hostname: string; onListen(address: { port: number }): void }, answer: Answer): unknown }
}

const relay = makeRelay()
const answer: Answer = (request) => (new URL(request.url).pathname === '/client' ? answerClient(request) : relay.fetch(request))
const say = (port: number): void => console.log(`PORT ${port}`)
// Neither is known to the types of Node.
const { Bun, Deno } = globalThis as Runtimes
if (Bun) say(Bun.serve({ port: 0, hostname: '127.0.0.1', idleTimeout: 60, fetch: answer }).port)
else Deno?.serve({ port: 0, hostname: '127.0.0.1', onListen: ({ port }) => say(port) }, answer)
