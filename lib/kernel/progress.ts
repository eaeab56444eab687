/** Work that takes long: how far it is, then what came of it. Both travel in one answer. */
export interface WithProgress<Progress, Value> {
  progress: ReadableStream<Progress>
  answer: Promise<Value>
}

/** What is told faster than this is told by its newest alone. */
const TELL_EVERY_MS = 250

/**
 * Begins `work`, which tells how far it is by the function that it is given. Nobody has to listen,
 * and whoever stops listening stops nothing: the work comes to its end by itself.
 */
export function withProgress<Progress, Value>(
  work: (tell: (progress: Progress) => void) => Promise<Value>,
): WithProgress<Progress, Value> {
  const { progress, tell, end } = openProgress<Progress>()
  return { progress, answer: work(tell).finally(end) }
}

function openProgress<Progress>() {
  let listener: ReadableStreamDefaultController<Progress> | undefined
  let newest: { progress: Progress } | undefined
  let timer: ReturnType<typeof setTimeout> | undefined
  const progress = new ReadableStream<Progress>({
    start: (controller) => {
      listener = controller
    },
    cancel: () => {
      listener = undefined
    },
  })
  function send() {
    timer = undefined
    if (!newest) return
    listener?.enqueue(newest.progress)
    newest = undefined
    timer = setTimeout(send, TELL_EVERY_MS)
  }
  function tell(one: Progress) {
    newest = { progress: one }
    if (timer === undefined) send()
  }
  function end() {
    clearTimeout(timer)
    listener?.close()
    listener = undefined
  }
  return { progress, tell, end }
}

/**
 * Waits for what came of it and hears meanwhile how far it is, never after it. Throws when the answer
 * is lost; that progress is lost, or comes late, costs nothing.
 */
export async function follow<Progress, Value>(
  asked: Promise<WithProgress<Progress, Value>>,
  onProgress: (progress: Progress) => void,
): Promise<Value> {
  const { progress, answer } = await asked
  const over = { is: false }
  const whileUnderWay = (one: Progress) => {
    if (!over.is) onProgress(one)
  }
  void listen(progress, whileUnderWay).catch(() => {})
  try {
    return await answer
  } finally {
    over.is = true
  }
}

async function listen<Progress>(
  progress: ReadableStream<Progress>,
  onProgress: (progress: Progress) => void,
): Promise<void> {
  const reader = progress.getReader()
  for (let next = await reader.read(); !next.done; next = await reader.read()) {
    onProgress(next.value)
  }
}
