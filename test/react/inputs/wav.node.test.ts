/** Recorded sound as WAV. */
import { expect, it } from 'vitest'
import { encodeWav } from '../../../src/react/inputs/files/wav.ts'

it('writes the channels side by side, 16 bits each, and cuts what is too loud', async () => {
  const blob = encodeWav([new Float32Array([0, 1]), new Float32Array([-0.5, 2])], 8000)
  const view = new DataView(await blob.arrayBuffer())
  const word = (at: number) => String.fromCharCode(...new Uint8Array(view.buffer, at, 4))
  expect([word(0), word(8), word(36), blob.type]).toEqual(['RIFF', 'WAVE', 'data', 'audio/wav'])
  expect([view.getUint16(22, true), view.getUint32(24, true), view.getUint32(28, true), view.getUint32(40, true)]).toEqual([
    2, 8000, 32000, 8,
  ])
  expect([44, 46, 48, 50].map((at) => view.getInt16(at, true))).toEqual([0, -16383, 32767, 32767])
})
