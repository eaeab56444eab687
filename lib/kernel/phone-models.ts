interface Browser {
  userAgent: string
  /** Of the whole screen, in CSS pixels, which are Apple's points. */
  width: number
  height: number
  /** Pixels of the screen to one of CSS. */
  pixelRatio: number
}

const none: readonly string[] = []

/**
 * iPhones by their screen, upright: points at the scale factor, as Apple's Human Interface Guidelines
 * list them (Layout, Specifications). Newest first; only those that run iOS 16.4, which a key needs.
 * With *Display Zoom* a phone tells the screen of a smaller one.
 */
const iPhones: Record<string, readonly string[]> = {
  '440x956@3': ['iPhone 17 Pro Max', 'iPhone 16 Pro Max'],
  '402x874@3': ['iPhone 17', 'iPhone 17 Pro', 'iPhone 16 Pro'],
  '420x912@3': ['iPhone Air'],
  '430x932@3': ['iPhone 16 Plus', 'iPhone 15 Pro Max', 'iPhone 15 Plus', 'iPhone 14 Pro Max'],
  '393x852@3': ['iPhone 16', 'iPhone 15 Pro', 'iPhone 15', 'iPhone 14 Pro'],
  '428x926@3': ['iPhone 14 Plus', 'iPhone 13 Pro Max', 'iPhone 12 Pro Max'],
  '390x844@3': [
    'iPhone 17e',
    'iPhone 16e',
    'iPhone 14',
    'iPhone 13 Pro',
    'iPhone 13',
    'iPhone 12 Pro',
    'iPhone 12',
  ],
  '375x812@3': ['iPhone 13 mini', 'iPhone 12 mini', 'iPhone 11 Pro', 'iPhone XS', 'iPhone X'],
  '414x896@3': ['iPhone 11 Pro Max', 'iPhone XS Max'],
  '414x896@2': ['iPhone 11', 'iPhone XR'],
  '375x667@2': ['iPhone SE (3rd generation)', 'iPhone SE (2nd generation)', 'iPhone 8'],
  '414x736@3': ['iPhone 8 Plus'],
}

/**
 * The models that a phone may be, from what its browser tells. Apple's never tell the model, but few
 * have the same screen. None where nothing fits; a guess is only ever offered, never taken.
 */
export function modelsThatFit({
  userAgent,
  width,
  height,
  pixelRatio,
}: Browser): readonly string[] {
  if (!/iPhone/.test(userAgent)) return none
  const [narrow, long] = [Math.min(width, height), Math.max(width, height)]
  return iPhones[`${narrow}x${long}@${pixelRatio}`] ?? none
}
