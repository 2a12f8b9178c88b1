#!/usr/bin/env node
/** The program `gradio-stream`. */
import { runCommandLine } from './command-line.ts'

const stopped = new AbortController()
process.once('SIGINT', () => stopped.abort())

process.exitCode = await runCommandLine(process.argv.slice(2), {
  out: (text) => void process.stdout.write(text),
  note: (text) => void process.stderr.write(text),
  signal: stopped.signal,
})
