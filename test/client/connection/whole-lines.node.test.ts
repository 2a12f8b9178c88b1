import { expect, test } from 'vitest'
import { wholeLines } from '../../../src/client/connection/stream/whole-lines.ts'

const encoder = new TextEncoder()

function body(parts: readonly string[]): ReadableStream<Uint8Array> {
  const left = parts.map((part) => encoder.encode(part))
  return new ReadableStream({
    pull(controller) {
      const part = left.shift()
      if (part) controller.enqueue(part)
      else controller.close()
    },
  })
}

const OPTIONS = { url: 'http://app.test', signal: new AbortController().signal, maxMessageBytes: 2 ** 28, onBytes: () => undefined }

test.each([
  { parts: ['a\n', 'b\n'], chunks: ['a\n', 'b\n'] },
  { parts: ['a', 'b', 'c\nd'], chunks: ['abc\n'] },
  { parts: ['a\nb\nc', 'd\n\n'], chunks: ['a\nb\n', 'cd\n\n'] },
  { parts: ['a\r', '\nb\r'], chunks: ['a\r', '\nb\r'] },
  { parts: ['no end'], chunks: [] },
  { parts: [], chunks: [] },
])('passes $parts on as $chunks', async ({ parts, chunks }) => {
  const seen: string[] = []
  const lines = wholeLines(body(parts), OPTIONS)
  for await (const chunk of lines) seen.push(new TextDecoder().decode(chunk))
  expect(seen).toEqual(chunks)
})

test('copies a line of many chunks once', async () => {
  const part = 'x'.repeat(64 * 1024)
  const lines = wholeLines(body([...Array<string>(160).fill(part), '\n']), OPTIONS)
  const sizes: number[] = []
  for await (const chunk of lines) sizes.push(chunk.length)
  expect(sizes).toEqual([160 * 64 * 1024 + 1])
})
