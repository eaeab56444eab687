const devices: [RegExp, string][] = [
  [/iPhone/, 'iPhone'],
  [/iPad/, 'iPad'],
  [/Android/, 'Android phone'],
  [/Macintosh/, 'Mac'],
  [/Windows/, 'Windows computer'],
  [/Linux/, 'Linux computer'],
]

/** The longest model name that phones have; a longer one is no name. */
const MODEL_LENGTH_MAX = 40

/**
 * What kind of device a browser says it runs on, in a word for the activity log. `modelHint` is its
 * Sec-CH-UA-Model, which the page of a key asks for (next.config.ts) and Android browsers answer: a
 * quoted text, often empty, and never believed to be more than a name.
 */
export function describeDevice(userAgent: string, modelHint: string | null = null): string {
  const kind = devices.find(([pattern]) => pattern.test(userAgent))?.[1] ?? 'a device'
  return kind === 'Android phone' ? (modelOf(modelHint) ?? kind) : kind
}

function modelOf(hint: string | null): string | undefined {
  const model =
    hint
      ?.trim()
      .replace(/^"(.*)"$/, '$1')
      .trim() ?? ''
  const isName = /^[\p{L}\p{N}][\p{L}\p{N} .+()/_-]*$/u.test(model)
  // Browsers that guard their user's privacy answer with the one letter K.
  return isName && model.length > 1 && model.length <= MODEL_LENGTH_MAX ? model : undefined
}
