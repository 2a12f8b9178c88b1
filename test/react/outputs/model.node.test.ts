/** Models before they are drawn: one that asks for anything elsewhere is not. */
import { describe, expect, it } from 'vitest'
import { isSelfContained, readModel } from '../../../src/react/outputs/model3d/read-model.ts'
import { triangleGlb } from './glb.ts'

const text = (gltf: unknown) => new TextEncoder().encode(JSON.stringify(gltf)).buffer
const { signal } = new AbortController()
const answering =
  (response: Response): typeof globalThis.fetch =>
  () =>
    Promise.resolve(response)

describe('models', () => {
  it.each<[string, ArrayBuffer, boolean]>([
    ['a GLB with all in it', triangleGlb(), true],
    ['a GLB with a buffer elsewhere', triangleGlb({ buffers: [{ byteLength: 4, uri: 'https://evil.example/b.bin' }] }), false],
    ['a GLB with a picture elsewhere', triangleGlb({ images: [{ uri: '//evil.example/p.png' }] }), false],
    ['a GLB packed with Draco', triangleGlb({ extensionsUsed: ['KHR_draco_mesh_compression'] }), false],
    ['a glTF with data in it', text({ asset: {}, buffers: [{ uri: 'data:application/octet-stream;base64,AAAA' }] }), true],
    ['a glTF with a buffer beside it', text({ asset: {}, buffers: [{ uri: 'b.bin' }] }), false],
    ['no glTF', text('x'), false],
    ['nothing', new ArrayBuffer(0), false],
    ['a GLB that claims more than it has', triangleGlb().slice(0, 30), false],
  ])('%s', (_name, bytes, expected) => {
    expect(isSelfContained(bytes)).toBe(expected)
  })

  it('fetches without following redirects', async () => {
    const seen: RequestInit[] = []
    const fetch: typeof globalThis.fetch = (_address, init) => {
      if (init) seen.push(init)
      return Promise.resolve(new Response(triangleGlb()))
    }
    expect((await readModel('https://app.example/file=a.glb', fetch, signal))?.type).toBe('model/gltf-binary')
    expect(seen[0]?.redirect).toBe('error')
  })

  it.each([
    ['an answer that is none', new Response('no', { status: 404 })],
    ['one that is too large', new Response('', { headers: { 'content-length': '200000000' } })],
  ])('takes no model from %s', async (_name, response) => {
    expect(await readModel('https://app.example/file=a.glb', answering(response), signal)).toBeNull()
  })
})
