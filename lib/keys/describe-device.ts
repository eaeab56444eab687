import { asDeviceName } from '@/lib/kernel/device-names'

const devices: [RegExp, string][] = [
  [/iPhone/, 'iPhone'],
  [/iPad/, 'iPad'],
  [/Android/, 'Android phone'],
  [/Macintosh/, 'Mac'],
  [/Windows/, 'Windows computer'],
  [/Linux/, 'Linux computer'],
]

const UNKNOWN = 'a device'

/** Whether that is all which is known of a device: nobody told its model or named it. */
export function isDeviceKind(device: string): boolean {
  return device === UNKNOWN || devices.some(([, kind]) => kind === device)
}

/**
 * What kind of device a browser says it runs on, in a word for the activity log. `modelHint` is its
 * Sec-CH-UA-Model, which the page of a key asks for (next.config.ts) and Android browsers answer: a
 * quoted text, often empty, and never believed to be more than a name.
 */
export function describeDevice(userAgent: string, modelHint: string | null = null): string {
  const kind = devices.find(([pattern]) => pattern.test(userAgent))?.[1] ?? UNKNOWN
  return kind === 'Android phone' ? (modelOf(modelHint) ?? kind) : kind
}

function modelOf(hint: string | null): string | undefined {
  const model = asDeviceName((hint ?? '').trim().replace(/^"(.*)"$/, '$1'))
  // Browsers that guard their user's privacy answer with the one letter K.
  return model && model.length > 1 ? model : undefined
}
