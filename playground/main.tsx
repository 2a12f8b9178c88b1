/** Starts the playground page: asks the server which app it serves, then draws. */
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import '../src/react/styles/index.css'
import './playground.css'
import { type PlaygroundConfig, Playground } from './playground.tsx'

const root = document.getElementById('root')
if (!root) throw new Error('index.html has no #root.')
const response = await fetch('/playground/config')
// Served by start.ts beside this file, same version.
const config = (await response.json()) as PlaygroundConfig
createRoot(root).render(
  <StrictMode>
    <Playground config={config} />
  </StrictMode>,
)
