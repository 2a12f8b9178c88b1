/** A page with `@gradio/client` alone. It runs `?endpoint=` of the app at `?app=` once. */
import { Client } from '@gradio/client'

const asked = new URLSearchParams(location.search)
const root = document.querySelector('#root') ?? document.body
const client = await Client.connect(new URL(asked.get('app') ?? '', location.href).href)
await client.predict(asked.get('endpoint') ?? '', ['A lighthouse'])
root.innerHTML = '<p data-status="succeeded">succeeded</p>'
