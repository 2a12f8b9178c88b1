/** How large a value is, roughly: what a run keeps of its past is bounded by it. */

const SIZED_NODES = 1000

/** Characters of a value: exact for a few texts, for large structures told from their first thousand nodes. */
export function sizeOf(value: unknown): number {
  // A growing text, of which there can be ten thousand.
  if (Array.isArray(value) && value.length === 1 && typeof value[0] === 'string') return value[0].length + 8
  let nodes = 0
  let size = 0
  const open: unknown[] = [value]
  while (open.length > 0 && nodes < SIZED_NODES) {
    const next = open.pop()
    nodes++
    size += typeof next === 'string' ? next.length : 8
    if (typeof next !== 'object' || next === null) continue
    const children: unknown[] = Array.isArray(next) ? next : Object.values(next)
    for (let index = 0; index < children.length && open.length < SIZED_NODES; index++) open.push(children[index])
    size += Math.max(0, children.length - SIZED_NODES) * 8
  }
  return size + open.length * 8
}
