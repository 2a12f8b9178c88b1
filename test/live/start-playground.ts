/** `npm start` as a process, for live tests that look at its page in a real browser. */
import { type ChildProcess, spawn } from 'node:child_process'
import { join } from 'node:path'
import { createInterface } from 'node:readline'

/** Starts the playground with these arguments and resolves with the address it prints. */
export async function startPlayground(args: readonly string[] = []): Promise<{ server: ChildProcess; url: string }> {
  const start = join(import.meta.dirname, '..', '..', 'playground', 'start.ts')
  const server = spawn(process.execPath, ['--conditions=gradio-stream-source', start, ...args, '--port', '0'], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const url = await new Promise<string>((resolve, reject) => {
    server.once('exit', (code) => reject(new Error(`The playground ended with ${code}.`)))
    createInterface({ input: server.stdout }).on('line', (line) => {
      const match = /Playground\s+(\S+)/.exec(line)
      if (match?.[1]) resolve(match[1])
    })
  })
  return { server, url }
}
