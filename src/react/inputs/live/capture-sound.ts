/**
 * A microphone's samples without a gap. A worklet copies them in parallel to the page's work. If the page's policy
 * (CSP) forbids scripts from a `blob:` address, the older node does it in the page.
 */

/** Samples per piece: about 20 pieces a second. */
const PIECE = 2048

const WORKLET = `registerProcessor('rgs-samples', class extends AudioWorkletProcessor {
  constructor() { super(); this.piece = new Float32Array(${PIECE}); this.filled = 0 }
  process([input]) {
    const samples = input[0]
    if (!samples) return true
    for (let at = 0; at < samples.length; at++) {
      this.piece[this.filled++] = samples[at]
      if (this.filled < ${PIECE}) continue
      this.port.postMessage(this.piece.slice())
      this.filled = 0
    }
    return true
  }
})`

/** Calls back with every piece, of one channel. The returned function ends it. */
export async function captureSound(
  context: AudioContext,
  stream: MediaStream,
  onPiece: (samples: Float32Array) => void,
): Promise<() => void> {
  const source = context.createMediaStreamSource(stream)
  const node = (await workletNode(context, onPiece)) ?? scriptNode(context, onPiece)
  node.channelCount = 1
  node.channelCountMode = 'explicit'
  source.connect(node)
  // It makes no sound. Some browsers run a node only if it is connected to an output.
  node.connect(context.destination)
  // If the browser does not run it, nothing comes, and the field says so.
  context.resume().catch(() => {})
  return () => {
    source.disconnect()
    node.disconnect()
  }
}

async function workletNode(context: AudioContext, onPiece: (samples: Float32Array) => void): Promise<AudioNode | null> {
  if (!context.audioWorklet) return null
  const url = URL.createObjectURL(new Blob([WORKLET], { type: 'text/javascript' }))
  try {
    await context.audioWorklet.addModule(url)
  } catch {
    return null
  } finally {
    URL.revokeObjectURL(url)
  }
  const node = new AudioWorkletNode(context, 'rgs-samples', { numberOfInputs: 1, numberOfOutputs: 1, outputChannelCount: [1] })
  // A message port has untyped messages; the worklet above sends nothing else.
  node.port.onmessage = ({ data }: MessageEvent<Float32Array>) => onPiece(data)
  return node
}

function scriptNode(context: AudioContext, onPiece: (samples: Float32Array) => void): AudioNode {
  const node = context.createScriptProcessor(PIECE, 1, 1)
  node.addEventListener('audioprocess', ({ inputBuffer }) => onPiece(inputBuffer.getChannelData(0).slice()))
  return node
}
