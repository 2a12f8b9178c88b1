/** The upload route of a fake app: reads what it is sent as Gradio does, and keeps it. */
import type { FakeApp } from './fake-app.ts'
import { json } from './fake-app.ts'

export interface SentFile {
  readonly name: string
  readonly type: string
  readonly text: string
  readonly headers: Headers
  readonly path: string
}

export interface UploadServer {
  readonly sent: readonly SentFile[]
  /** Uploads that are being read or held now. */
  readonly open: () => number
  /** Lets the uploads go that are held. */
  release(): void
}

/** Wraps the fake's `fetch`; with `holds`, uploads are answered only after `release`. */
export function serveUploads(
  fake: FakeApp,
  { holds = false, answer }: { holds?: boolean; answer?: () => Response } = {},
): UploadServer & { fetch: typeof fetch } {
  const sent: SentFile[] = []
  let waiting: (() => void)[] = []
  let open = 0
  fake.on.set('/app_id', () => json({ app_id: 1 }))
  const serve: typeof fetch = async (input, init) => {
    const url = new URL(input instanceof Request ? input.url : input)
    if (!url.pathname.endsWith('/upload')) return fake.fetch(input, init)
    open += 1
    try {
      const form = await new Request(url, init).formData()
      if (holds) await new Promise<void>((resolve) => waiting.push(resolve))
      const paths = await Promise.all(
        form.getAll('files').map(async (file, index) => {
          if (typeof file === 'string') throw new Error('no file')
          const path = `/tmp/${sent.length + index}/${file.name}`
          sent.push({ name: file.name, type: file.type, text: await file.text(), headers: new Headers(init?.headers), path })
          return path
        }),
      )
      return answer?.() ?? json(paths)
    } finally {
      open -= 1
    }
  }
  return {
    fetch: serve,
    sent,
    open: () => open,
    release: () => {
      for (const go of waiting) go()
      waiting = []
    },
  }
}
