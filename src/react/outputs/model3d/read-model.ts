/**
 * Reads a model as bytes without external references. glTF can name buffers and pictures by address on any host: such a
 * model is not drawn.
 */

/** Larger models are for other programs. */
const MOST_BYTES = 100_000_000
const GLB_MAGIC = 0x46546c67
const JSON_CHUNK = 0x4e4f534a
/** Compressions whose decoders would come from another host. */
const PACKED: ReadonlySet<string> = new Set([
  'KHR_draco_mesh_compression',
  'KHR_texture_basisu',
  'EXT_meshopt_compression',
  'KHR_meshopt_compression',
])

/** Fetches a model from the app; `null` if it cannot be drawn. */
export async function readModel(address: string, fetch: typeof globalThis.fetch, signal: AbortSignal): Promise<Blob | null> {
  // The app's address was checked; a redirect could lead anywhere.
  const response = await fetch(address, { signal, redirect: 'error' })
  if (!response.ok || Number(response.headers.get('content-length') ?? 0) > MOST_BYTES) return null
  const bytes = await response.arrayBuffer()
  return bytes.byteLength <= MOST_BYTES && isSelfContained(bytes) ? new Blob([bytes], { type: 'model/gltf-binary' }) : null
}

/** Whether a glTF, binary or text, contains everything it needs. */
export function isSelfContained(bytes: ArrayBuffer): boolean {
  try {
    const gltf: unknown = JSON.parse(jsonOf(bytes))
    if (typeof gltf !== 'object' || gltf === null) return false
    // Each member is checked before its use.
    const { buffers, images, extensionsUsed } = gltf as Record<string, unknown>
    const named = [buffers, images].flatMap((list) => (Array.isArray(list) ? (list as readonly unknown[]) : []))
    const isPacked = Array.isArray(extensionsUsed) && extensionsUsed.some((name) => PACKED.has(String(name)))
    return !isPacked && named.every(hasOwnData)
  } catch {
    return false
  }
}

function hasOwnData(one: unknown): boolean {
  if (typeof one !== 'object' || one === null || !('uri' in one)) return true
  return typeof one.uri === 'string' && one.uri.startsWith('data:')
}

function jsonOf(bytes: ArrayBuffer): string {
  const view = new DataView(bytes)
  if (view.getUint32(0, true) !== GLB_MAGIC) return new TextDecoder().decode(bytes)
  const length = view.getUint32(12, true)
  if (view.getUint32(16, true) !== JSON_CHUNK) throw new Error('The first chunk of a GLB is its JSON.')
  return new TextDecoder().decode(new Uint8Array(bytes, 20, length))
}
