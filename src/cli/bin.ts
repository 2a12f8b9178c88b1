#!/usr/bin/env node
/** The program `gradio-stream`. */
import { runCommandLine } from './command-line.ts'

const stopped = new AbortController()
for (const sign of ['SIGINT', 'SIGTERM'] as const) process.once(sign, () => stopped.abort())

process.exitCode = await runCommandLine(process.argv.slice(2), {
  out: (text) => void process.stdout.write(text),
  note: (text) => void process.stderr.write(text),
  signal: stopped.signal,
})
