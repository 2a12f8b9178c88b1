/** The doctor on real Gradio, alone and behind nginx: what its defaults break is found, and gone with its lines. */
import { hostname } from 'node:os'
import { expect, inject, test } from 'vitest'
import { freePort } from '../../scripts/gradio-app.ts'
import { call } from '../cli/recorded-terminal.ts'
import { HAS_NGINX, startNginx } from './nginx.ts'

const versions = Object.entries(inject('gradio'))
if (!HAS_NGINX) console.log('SKIPPED the doctor behind nginx: there is no nginx on this machine.')

async function examine(...args: readonly string[]): Promise<readonly string[]> {
  const { out, note } = await call('doctor', ...args, '--watch-ms', '1000', '--json')
  if (out === '') throw new Error(note)
  // Written by the command.
  const { findings } = JSON.parse(out) as { findings: { code: string; severity: string }[] }
  return findings.filter(({ severity }) => severity !== 'note').map(({ code }) => code)
}

test.each(versions)('Gradio %s alone has no finding', async (_, address) => {
  expect(await examine(address)).toEqual([])
})

test.skipIf(!HAS_NGINX).each(versions.filter(([version]) => version === '5' || version === '6'))(
  'Gradio %s behind nginx: its defaults are found, and gone with its lines',
  async (_, address) => {
    const [plain, mended] = [await freePort(), await freePort()]
    const stop = startNginx(`
      server { listen ${plain}; location / { proxy_pass ${address}; } }
      server { listen ${mended}; location / { proxy_pass ${address}; proxy_buffering off; proxy_http_version 1.1;
        proxy_set_header Host $host; client_max_body_size 500m; } }`)
    try {
      // A name that is not local: for a local one Gradio lets in local pages only.
      const at = (port: number): string => `http://${hostname()}:${port}`
      await expect
        .poll(() =>
          fetch(`${at(mended)}/config`).then(
            ({ ok }) => ok,
            () => false,
          ),
        )
        .toBe(true)
      const found = await examine(at(plain), '--origin', 'http://site.example')
      expect(found.toSorted((one, other) => one.localeCompare(other))).toEqual([
        'cors-blocked',
        'http1-connections',
        'stream-held-back',
        'upload-limit',
      ])
      expect(await examine(at(mended), '--origin', 'http://site.example')).toEqual(['http1-connections'])
    } finally {
      stop()
    }
  },
)
