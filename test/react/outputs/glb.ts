/** A GLB of one triangle, made byte by byte: the smallest model there is. */

/** The file; `extra` is laid over its JSON. */
export function triangleGlb(extra: Record<string, unknown> = {}): ArrayBuffer {
  const positions = new Float32Array([0, 0, 0, 1, 0, 0, 0, 1, 0])
  const gltf = {
    asset: { version: '2.0' },
    scene: 0,
    scenes: [{ nodes: [0] }],
    nodes: [{ mesh: 0 }],
    meshes: [{ primitives: [{ attributes: { POSITION: 0 } }] }],
    accessors: [{ bufferView: 0, componentType: 5126, count: 3, type: 'VEC3', min: [0, 0, 0], max: [1, 1, 0] }],
    bufferViews: [{ buffer: 0, byteLength: positions.byteLength }],
    buffers: [{ byteLength: positions.byteLength }],
    ...extra,
  }
  const text = JSON.stringify(gltf)
  const json = new TextEncoder().encode(text.padEnd(Math.ceil(text.length / 4) * 4))
  const bytes = new ArrayBuffer(12 + 8 + json.byteLength + 8 + positions.byteLength)
  const view = new DataView(bytes)
  const words = [0x46546c67, 2, bytes.byteLength, json.byteLength, 0x4e4f534a]
  words.forEach((word, index) => view.setUint32(index * 4, word, true))
  new Uint8Array(bytes).set(json, 20)
  view.setUint32(20 + json.byteLength, positions.byteLength, true)
  view.setUint32(24 + json.byteLength, 0x004e4942, true)
  new Uint8Array(bytes).set(new Uint8Array(positions.buffer), 28 + json.byteLength)
  return bytes
}
